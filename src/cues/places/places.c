/* Costs of breaks by spaces, punctuation and kinsoku; and the order in which
 * the other steps refine them. */
#include "cues/places/places.h"

#include "base/utf8.h"
#include "cues/places/kinsoku.h"

static bool is_dash_or_dots(uint32_t cp)
{
    return cp == 0x2014 || cp == 0x2015 || cp == 0x2026 || cp == 0x22ef;
}

/* Cost after a mark that ends a clause, or NPI_NEVER. */
static int16_t cost_after_mark(uint32_t cp)
{
    switch (cp) {
    case 0xff0c: /* ， */
    case ',':
        return NPI_PLACE_CLAUSE;
    case 0x3001: /* 、 */
        return NPI_PLACE_LIST;
    case ';':
    case ':':
    case '!':
    case '?':
    case 0xff1b: /* ； */
    case 0xff1a: /* ： */
    case 0xff01: /* ！ */
    case 0xff1f: /* ？ */
    case 0x3002: /* 。 */
        return NPI_PLACE_STRONG;
    default:
        return is_dash_or_dots(cp) ? NPI_PLACE_STRONG : NPI_NEVER;
    }
}

/* The mark that a break at i stands after, also with closing quotes and
 * brackets between: its cost, or NPI_NEVER. */
static int16_t cost_of_clause(const struct npi_stretch *s, size_t i)
{
    size_t left = npi_place_left(s, i);
    while (left > 0 && s->cells[left].flags & NPI_CELL_CLOSES)
        left--;
    uint32_t cp = s->cells[left].cp;
    bool spaced = s->cells[i - 1].kind == NPI_CELL_SPACE;
    /* "10,000" and "12:30" are words. */
    if (cp < 0x80 && !spaced && s->cells[i].kind == NPI_CELL_WORD)
        return NPI_NEVER;
    return cost_after_mark(cp);
}

static bool is_apostrophe(const struct npi_stretch *s, size_t i)
{
    return s->cells[i].cp == 0x2019 && i > 0 &&
           s->cells[i - 1].kind == NPI_CELL_WORD &&
           s->cells[i + 1].kind == NPI_CELL_WORD;
}

/* Signs that tie what stands on both sides. */
static bool ties(uint32_t cp)
{
    switch (cp) {
    case '-':
    case '/':
    case '~':
    case '_':
    case '@':
    case '#':
    case '&':
    case '+':
    case '=':
    case '*':
    case '|':
    case '\\':
    case '^':
        return true;
    default:
        return false;
    }
}

static int16_t cost_unspaced(const struct npi_stretch *s, size_t i)
{
    const struct npi_cell *left = &s->cells[i - 1];
    const struct npi_cell *right = &s->cells[i];
    if (left->kind == right->kind &&
        (left->kind == NPI_CELL_WORD || left->kind == NPI_CELL_DICT))
        return NPI_NEVER;
    if (is_apostrophe(s, i - 1))
        return NPI_NEVER;
    if (is_dash_or_dots(right->cp))
        return is_dash_or_dots(left->cp) ? NPI_NEVER : NPI_PLACE_WORD + 100;
    if (ties(left->cp) || ties(right->cp))
        return NPI_PLACE_WORD + 150;
    if (left->flags & NPI_CELL_CLOSES || right->flags & NPI_CELL_OPENS)
        return NPI_PLACE_WORD - 30;
    return NPI_PLACE_WORD;
}

static int16_t cost_by_signs(const struct npi_stretch *s, size_t i)
{
    const struct npi_cell *right = &s->cells[i];
    const struct npi_cell *left = &s->cells[npi_place_left(s, i)];
    bool spaced = s->cells[i - 1].kind == NPI_CELL_SPACE;
    if (right->kind == NPI_CELL_SPACE)
        return NPI_NEVER;
    if (right->flags & NPI_CELL_SENTENCE)
        return NPI_PLACE_SENTENCE;
    if (npi_kinsoku_no_start(right->cp) || npi_kinsoku_no_end(left->cp))
        return NPI_NEVER;
    if ((right->cp == '"' && right->flags & NPI_CELL_CLOSES) ||
        (left->cp == '"' && left->flags & NPI_CELL_OPENS))
        return NPI_NEVER;
    if (is_dash_or_dots(right->cp) && is_dash_or_dots(left->cp) && !spaced)
        return NPI_NEVER;
    int16_t clause = cost_of_clause(s, i);
    if (clause != NPI_NEVER)
        return clause;
    if (!spaced)
        return cost_unspaced(s, i);
    /* Between Han a space is a pause that somebody wrote. */
    if (left->kind == NPI_CELL_DICT && right->kind == NPI_CELL_DICT)
        return NPI_PLACE_LIST;
    /* "LLM 领域", "用 GPT": mostly one phrase. */
    if (left->kind != right->kind && s->counting == NPI_COUNT_WIDE)
        return NPI_PLACE_WORD + 25;
    return NPI_PLACE_WORD;
}

void npi_places_by_signs(struct npi_stretch *s)
{
    if (s->n)
        s->cells[0].place = NPI_PLACE_SENTENCE;
    s->cells[s->n].place = NPI_PLACE_SENTENCE;
    for (size_t i = 1; i < s->n; i++)
        s->cells[i].place = cost_by_signs(s, i);
}

enum np_status npi_places_mark(struct npi_words *words,
                               const struct npi_bonds *bonds,
                               struct npi_stretch *s, uint32_t limit)
{
    npi_places_by_signs(s);
    enum np_status status = npi_places_by_words(words, bonds, s, limit);
    if (status != NP_OK)
        return status;
    npi_places_keep_together(s, limit);
    npi_names_keep(&bonds->names, s, limit);
    npi_places_force(s, limit);
    npi_places_lead(s);
    return NP_OK;
}
