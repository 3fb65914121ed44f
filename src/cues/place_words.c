/* Costs of breaks between words: where dictionary words begin, and which words
 * draw a break (particles.def). */
#include "cues/places.h"

#include <string.h>

#define WORD_BYTES 16 /* longer than any particle */

static const struct npi_particle particles[] = {
#define NPI_PARTICLE(word, before, after)                                      \
    {word, sizeof(word) - 1, before, after},
#include "cues/particles.def"
#undef NPI_PARTICLE
};

static int compare(struct np_str word, const struct npi_particle *row)
{
    size_t least = word.len < row->len ? word.len : row->len;
    int order = memcmp(word.ptr, row->word, least);
    return order ? order : (int)word.len - (int)row->len;
}

const struct npi_particle *npi_particle_find(struct np_str word)
{
    size_t low = 0;
    size_t high = sizeof particles / sizeof particles[0];
    if (word.len > WORD_BYTES)
        return NULL;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = compare(word, &particles[mid]);
        if (order == 0)
            return &particles[mid];
        if (order > 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

/* The end of the word that starts at cell `from`, all of one kind. */
static size_t word_end(const struct npi_stretch *s, size_t from)
{
    uint8_t kind = s->cells[from].kind;
    size_t to = from + 1;
    if (kind != NPI_CELL_WORD && kind != NPI_CELL_DICT)
        return to;
    while (to < s->n && s->cells[to].kind == kind &&
           !(s->cells[to].flags & (NPI_CELL_BORDER | NPI_CELL_SENTENCE)))
        to++;
    return to;
}

/* A dictionary word of one character that is no particle is often the end or
 * the start of a word the dictionary does not know: 机器|人, 前|向. */
static const struct npi_particle lonely = {"", 0, 70, 70};

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

static int16_t clamp_place(int cost)
{
    if (cost < NPI_PLACE_BEST)
        return NPI_PLACE_BEST;
    return (int16_t)(cost > NPI_PLACE_WORST ? NPI_PLACE_WORST : cost);
}

/* The costs between words, by the words on both sides. */
static void weigh_words(struct npi_stretch *s)
{
    const struct npi_particle *left = NULL;
    for (size_t from = 0, to; from < s->n; from = to) {
        to = word_end(s, from);
        if (s->cells[from].kind == NPI_CELL_SPACE)
            continue;
        const struct npi_particle *right = find_cells(s, from, to);
        if (!right && to == from + 1 && s->cells[from].kind == NPI_CELL_DICT)
            right = &lonely;
        int16_t *place = &s->cells[from].place;
        if (*place != NPI_NEVER && *place > NPI_PLACE_LIST)
            *place = clamp_place(*place + (left ? left->after : 0) +
                                 (right ? right->before : 0));
        left = right;
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
        if (npi_stretch_width(s, from, i) > limit * 3 / 4) {
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
