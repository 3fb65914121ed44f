/* Costs of breaks between words: where dictionary words begin, and which words
 * draw a break (particles.def). */
#include "base/str.h"
#include "cues/places.h"

#include <string.h>

#define WORD_BYTES 16 /* longer than any particle */

static const struct npi_particle particles[] = {
#define NPI_PARTICLE(word, before, after) {word, before, after},
#include "cues/particles.def"
#undef NPI_PARTICLE
};

const struct npi_particle *npi_particle_find(struct np_str word)
{
    size_t low = 0;
    size_t high = sizeof particles / sizeof particles[0];
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = npi_str_cmp(word, npi_str(particles[mid].word));
        if (order == 0)
            return &particles[mid];
        if (order > 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

/* A border between two cells of one word kind: the words to look up end or
 * begin there. */
static bool same_word(const struct npi_stretch *s, size_t i)
{
    const struct npi_cell *left = &s->cells[i - 1];
    const struct npi_cell *right = &s->cells[i];
    return left->kind == right->kind &&
           (left->kind == NPI_CELL_WORD || left->kind == NPI_CELL_DICT) &&
           !(right->flags & (NPI_CELL_BORDER | NPI_CELL_SENTENCE));
}

static const struct npi_particle *find_cells(const struct npi_stretch *s,
                                             size_t from, size_t to)
{
    size_t len = s->cells[to].offset - s->cells[from].offset;
    char word[WORD_BYTES];
    if (len > sizeof word)
        return NULL;
    memcpy(word, s->text.ptr + s->cells[from].offset, len);
    for (size_t i = 0; i < len; i++)
        if (word[i] >= 'A' && word[i] <= 'Z')
            word[i] = (char)(word[i] + 32);
    return npi_particle_find((struct np_str){word, len});
}

static const struct npi_particle *word_before(const struct npi_stretch *s,
                                              size_t i)
{
    size_t to = npi_place_left(s, i) + 1;
    size_t from = to - 1;
    while (from > 0 && to - from <= WORD_BYTES && same_word(s, from))
        from--;
    return find_cells(s, from, to);
}

static const struct npi_particle *word_after(const struct npi_stretch *s,
                                             size_t i)
{
    size_t to = i + 1;
    while (to < s->n && to - i <= WORD_BYTES && same_word(s, to))
        to++;
    return find_cells(s, i, to);
}

static int16_t clamp_place(int cost)
{
    if (cost < NPI_PLACE_BEST)
        return NPI_PLACE_BEST;
    return (int16_t)(cost > NPI_PLACE_WORST ? NPI_PLACE_WORST : cost);
}

static void weigh_words(struct npi_stretch *s)
{
    for (size_t i = 1; i < s->n; i++) {
        int16_t *place = &s->cells[i].place;
        if (*place == NPI_NEVER || *place <= NPI_PLACE_LIST)
            continue;
        const struct npi_particle *left = word_before(s, i);
        const struct npi_particle *right = word_after(s, i);
        *place = clamp_place(*place + (left ? left->after : 0) +
                             (right ? right->before : 0));
    }
}

/* Collects the clauses that are too long to be kept whole. */
static enum np_status add_long_clauses(struct npi_words *words,
                                       const struct npi_stretch *s,
                                       uint32_t limit, size_t *n)
{
    size_t from = 0;
    for (size_t i = 1; i <= s->n; i++) {
        if (s->cells[i].place > NPI_PLACE_LIST)
            continue;
        if (npi_stretch_width(s, from, i) > limit / 2) {
            enum np_status status = npi_words_add(words, s, from, i, n);
            if (status != NP_OK)
                return status;
        }
        from = i;
    }
    return NP_OK;
}

/* The first cell of a run bears a border that says nothing: the signs beside it
 * have been weighed. */
static void open_borders(struct npi_stretch *s)
{
    for (size_t i = 1; i < s->n; i++)
        if (s->cells[i].flags & NPI_CELL_BORDER &&
            s->cells[i - 1].kind == NPI_CELL_DICT &&
            s->cells[i].place == NPI_NEVER)
            s->cells[i].place = NPI_PLACE_WORD;
}

enum np_status npi_places_by_words(struct npi_words *words,
                                   struct npi_stretch *s, uint32_t limit)
{
    size_t n = 0;
    enum np_status status = add_long_clauses(words, s, limit, &n);
    if (status != NP_OK)
        return status;
    npi_words_mark(words, s, n);
    open_borders(s);
    weigh_words(s);
    return NP_OK;
}
