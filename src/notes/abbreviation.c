/* English abbreviations: a table of those that are written as words, and the
 * shape of initials. Whether one ends a sentence as well is often not to be
 * known; then the word behind it decides. */
#include "notes/abbreviation.h"

#include "base/str.h"
#include "base/utf8.h"
#include <string.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
/* Bytes of the longest word that is looked up. */
#define WORD_MAX 16

struct word {
    char text[WORD_MAX];
    unsigned char len;
    bool never;
};

enum { NEVER = 1, STARTER = 0 };

#define NPI_ABBREVIATION(text, ends) {text, sizeof(text) - 1, ends},
#define NPI_STARTER(text)
#define NPI_LETTERED(text)
static const struct word abbreviations[] = {
#include "notes/abbreviations.def"
};
#undef NPI_ABBREVIATION
#undef NPI_STARTER
#undef NPI_LETTERED

#define NPI_ABBREVIATION(text, ends)
#define NPI_STARTER(text) {text, sizeof(text) - 1, false},
#define NPI_LETTERED(text)
static const struct word starters[] = {
#include "notes/abbreviations.def"
};
#undef NPI_STARTER
#undef NPI_LETTERED

#define NPI_STARTER(text)
#define NPI_LETTERED(text) {text, sizeof(text) - 1, false},
static const struct word lettered[] = {
#include "notes/abbreviations.def"
};
#undef NPI_ABBREVIATION
#undef NPI_STARTER
#undef NPI_LETTERED

static const struct word *find(const struct word *table, size_t n,
                               struct np_str s)
{
    for (size_t i = 0; i < n; i++)
        if (table[i].len == s.len && memcmp(table[i].text, s.ptr, s.len) == 0)
            return &table[i];
    return NULL;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Part of a word; letters beyond ASCII too, so that no tail of one is found. */
static bool in_word(uint32_t cp)
{
    return cp == '.' || cp == '-' || cp == '\'' || npi_cp_is_alnum(cp);
}

/* The word that ends at end; one that is too long is cut, and found nowhere. */
static struct np_str word_before(struct np_str text, size_t end)
{
    size_t from = end;
    size_t at = end;
    while (at > 0 && end - from < WORD_MAX && in_word(npi_utf8_prev(text, &at)))
        from = at;
    return npi_str_sub(text, from, end - from);
}

/* A letter with a point is an initial. */
static bool begins_sentences(struct np_str text, size_t at)
{
    size_t end = at;
    while (end < text.len && is_letter(text.ptr[end]))
        end++;
    if (end < text.len && text.ptr[end] == '.' && end - at == 1)
        return false;
    return find(starters, COUNT(starters), npi_str_sub(text, at, end - at));
}

/* "U.S", "D.C", "p.m": single letters with points between. */
static bool is_pointed(struct np_str word)
{
    if (word.len < 3 || word.len % 2 == 0)
        return false;
    for (size_t i = 0; i < word.len; i++)
        if (i % 2 ? word.ptr[i] != '.' : !is_letter(word.ptr[i]))
            return false;
    return true;
}

/* A capital by itself that has a name's place, not that of "plan B"; "I" is a
 * word. */
static bool is_initial(struct np_str text, struct np_str word)
{
    char small[WORD_MAX];
    size_t end = 0;
    uint32_t cp = word.len ? npi_utf8_next(word, &end) : 0;
    if (end != word.len || cp == 'I' || !npi_cp_is_upper(cp))
        return false;
    end = (size_t)(word.ptr - text.ptr);
    while (end > 0 && text.ptr[end - 1] == ' ')
        end--;
    struct np_str before = word_before(text, end);
    for (size_t i = 0; i < before.len && i < WORD_MAX; i++) {
        char c = before.ptr[i];
        small[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return before.len > WORD_MAX ||
           !find(lettered, COUNT(lettered), (struct np_str){small, before.len});
}

bool npi_abbreviation_goes_on(struct np_str text, size_t point, size_t next)
{
    struct np_str word = word_before(text, point);
    const struct word *known = find(abbreviations, COUNT(abbreviations), word);
    if (known && known->never)
        return true;
    bool may = known || is_pointed(word) || is_initial(text, word);
    return may && !begins_sentences(text, next);
}
