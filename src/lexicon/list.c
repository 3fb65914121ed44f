/* A dictionary of any two languages as a list: key, TAB or "=", meanings. */
#include "lexicon/readers.h"

#include "base/utf8.h"
#include "lexicon/gloss.h"
#include "lexicon/key.h"

/* ISO 639: two or three letters. */
static bool is_language(struct np_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] < 'a' || word.ptr[i] > 'z')
            return false;
    return word.len == 2 || word.len == 3;
}

/* "# zh en", and nothing else in the line. */
static void read_languages(struct np_str line, struct np_str *from,
                           struct np_str *to)
{
    struct np_str rest = npi_str_trim(
        npi_str_sub(npi_str_trim(line), 1, line.len));
    struct np_str first;

    if (!npi_str_split(&rest, ' ', &first))
        return;
    rest = npi_str_trim(rest);
    if (!is_language(first) || !is_language(rest))
        return;
    *from = first;
    *to = rest;
}

static bool is_too_long(struct np_str key)
{
    return npi_key_is_cjk(key) && npi_utf8_count(key) > NPI_KEY_CJK_MAX;
}

static void read_row(struct npi_entries *entries, struct np_str left,
                     struct np_str right)
{
    struct npi_gloss gloss = {.entries = entries};

    if (is_too_long(left))
        return;
    gloss.keys[0] = left;
    npi_gloss_add(&gloss, right);
}

void npi_list_read(struct npi_entries *entries, struct np_str text,
                   struct npi_unread *unread, struct np_str *from,
                   struct np_str *to)
{
    struct np_str line;
    struct np_str left;
    struct np_str right;

    for (size_t at = 0;
         !npi_entries_stopped(entries) && npi_row_next(text, &at, &line);) {
        if (npi_row_is_comment(line)) {
            if (unread->n_rows == 0 && !from->ptr && npi_str_trim(line).len > 0)
                read_languages(line, from, to);
            continue;
        }
        unread->n_rows++;
        if (npi_pair_split(line, false, &left, &right))
            read_row(entries, left, right);
        else if (unread->n_bad++ == 0)
            unread->first = line;
    }
}
