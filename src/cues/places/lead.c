/* Clauses that lead to the next one: 如果…, 虽然…, "if …". Who ends a cue with
 * one leaves the reader waiting. */
#include "cues/places/places.h"

static const char *const leads[] = {
    "如果",   "假设",    "假設",  "假如", "要是",  "一旦",      "虽然",
    "雖然",   "尽管",    "儘管",  "既然", "只要",  "除非",      "无论",
    "無論",   "不管",    "即使",  "哪怕", "每当",  "每當",      "当",
    "當",     "随着",    "隨著",  "if ",  "when ", "although ", "though ",
    "while ", "unless ", "once ",
};
/* 当时 and their like do not. */
static const char *const others[] = {
    "当时", "當時", "当然", "當然", "当前", "當前", "当今", "當今",
};
/* The whole of a clause: "，例如，". */
static const char *const alone[] = {
    "例如",     "比如",     "因此",        "所以",    "但是",     "然而",
    "首先",     "其次",     "此外",        "另外",    "而且",     "然后",
    "然後",     "不过",     "不過",        "同时",    "同時",     "可是",
    "其实",     "其實",     "比如说",      "比如說",  "也就是说", "也就是說",
    "换句话说", "換句話說", "for example", "however", "but",      "and",
    "so",
};

#define ALONE 15 /* bytes of the longest */

/* The first byte of text behind word; NULL where text begins with another one.
 * By hand: most differ in the first character. */
static const char *behind(struct np_str text, const char *word)
{
    const char *at = text.ptr;
    const char *end = text.ptr + text.len;
    for (; *word; word++, at++) {
        if (at == end)
            return NULL;
        char c = *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at;
        if (c != *word)
            return NULL;
    }
    return at;
}

static bool starts_with_one(struct np_str text, const char *const *words,
                            size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (behind(text, words[i]))
            return true;
    return false;
}

static bool is_one(struct np_str text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (behind(text, words[i]) == text.ptr + text.len)
            return true;
    return false;
}

#define BRIEF 6 /* half-widths of a clause that is hardly one: 当然， */

#define ALL(words) (words), sizeof(words) / sizeof *(words)

static bool leads_on(const struct npi_stretch *s, size_t from, size_t to)
{
    while (to > from && s->cells[to - 1].kind == NPI_CELL_SPACE)
        to--;
    while (to > from && s->cells[to - 1].kind == NPI_CELL_PUNCT)
        to--;
    struct np_str clause = npi_stretch_line(s, from, to);
    return (clause.len <= ALONE && is_one(clause, ALL(alone))) ||
           (starts_with_one(clause, ALL(leads)) &&
            !starts_with_one(clause, ALL(others)));
}

/* A clause of few characters that is no part of a list. */
static bool is_brief(const struct npi_stretch *s, size_t from, size_t to)
{
    return npi_stretch_width(s, from, to) <= BRIEF &&
           s->cells[from].place != NPI_PLACE_LIST;
}

void npi_places_lead(struct npi_stretch *s)
{
    size_t from = 0;
    for (size_t i = 1; i < s->n; i++) {
        struct npi_cell *cell = &s->cells[i];
        if (cell->place > NPI_PLACE_LIST)
            continue;
        if (cell->place == NPI_PLACE_CLAUSE) {
            if (leads_on(s, from, i))
                cell->flags |= NPI_CELL_LEADS;
            if (is_brief(s, from, i))
                cell->place += NPI_PLACE_BRIEF;
        }
        from = i;
    }
}
