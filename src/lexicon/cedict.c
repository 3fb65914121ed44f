/* CC-CEDICT, as its wiki's "Format:Syntax" has it:
 *   Traditional Simplified [pin1 yin1] /gloss/gloss/
 * Both forms are keys. A form of more than NPI_KEY_CJK_MAX characters is left
 * out: a saying, which a text hardly has word for word. */
#include "lexicon/readers.h"

#include "base/utf8.h"
#include "lexicon/gloss.h"
#include "lexicon/key.h"

struct row {
    struct np_str keys[NPI_GLOSS_KEYS];
    struct np_str glosses; /* "gloss/gloss/" */
};

static bool split_row(struct np_str line, struct row *row)
{
    struct np_str rest = npi_str_trim(line);
    size_t bracket;
    size_t slash;

    if (!npi_str_split(&rest, ' ', &row->keys[0]) ||
        !npi_str_split(&rest, ' ', &row->keys[1]) || rest.len == 0 ||
        row->keys[0].len == 0 || row->keys[1].len == 0 || rest.ptr[0] != '[')
        return false;
    bracket = npi_str_find_char(rest, ']');
    if (bracket == NP_NONE)
        return false;
    rest = npi_str_sub(rest, bracket, rest.len);
    slash = npi_str_find_char(rest, '/');
    if (slash == NP_NONE || slash + 1 >= rest.len)
        return false;
    row->glosses = npi_str_sub(rest, slash + 1, rest.len);
    return true;
}

bool npi_cedict_is_row(struct np_str line)
{
    struct row row;

    return split_row(line, &row);
}

static void read_row(struct npi_entries *entries, struct row *row)
{
    struct npi_gloss gloss = {.entries = entries, .is_cedict = true};
    struct np_str text;

    for (size_t i = 0; i < NPI_GLOSS_KEYS; i++)
        if (npi_utf8_count(row->keys[i]) <= NPI_KEY_CJK_MAX)
            gloss.keys[i] = row->keys[i];
    if (npi_str_eq(row->keys[0], row->keys[1]))
        gloss.keys[1] = npi_str(NULL);
    while (npi_str_split(&row->glosses, '/', &text))
        npi_gloss_add(&gloss, text);
}

void npi_cedict_read(struct npi_entries *entries, struct np_str text,
                     struct npi_unread *unread)
{
    struct np_str line;
    struct row row;

    for (size_t at = 0;
         !npi_entries_stopped(entries) && npi_row_next(text, &at, &line);) {
        if (npi_row_is_comment(line))
            continue;
        unread->n_rows++;
        if (split_row(line, &row))
            read_row(entries, &row);
        else if (unread->n_bad++ == 0)
            unread->first = line;
    }
}
