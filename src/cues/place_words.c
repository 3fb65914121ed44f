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
    /* By hand: words this short are compared before memcmp() is called. */
    for (size_t i = 0; i < least; i++)
        if (word.ptr[i] != row->word[i])
            return (unsigned char)word.ptr[i] - (unsigned char)row->word[i];
    return (int)word.len - (int)row->len;
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
static const struct npi_particle lonely = {"", 0, 90, 90};

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

/* A word of the stretch, cells [from, to). */
struct word {
    const struct npi_particle *row; /* NULL: nothing is known of it */
    size_t from, to;
};

static struct word word_at(const struct npi_stretch *s, size_t from)
{
    struct word word = {.from = from, .to = word_end(s, from)};
    word.row = find_cells(s, from, word.to);
    if (!word.row && word.to == from + 1 &&
        s->cells[from].kind == NPI_CELL_DICT)
        word.row = &lonely;
    return word;
}

/* Whether the words are parts of one expression of this episode. Particles are
 * not: they stand beside everything. */
static bool held(const struct npi_stretch *s, const struct npi_bonds *bonds,
                 const struct word *left, const struct word *right)
{
    return left->to == right->from && (!left->row || left->row == &lonely) &&
           (!right->row || right->row == &lonely) &&
           s->cells[left->from].kind == NPI_CELL_DICT &&
           s->cells[right->from].kind == NPI_CELL_DICT &&
           npi_bonds_hold(bonds, s, left->from, right->from, right->to);
}

static int cost_between(const struct word *left, const struct word *right)
{
    int after = left->row ? left->row->after : 0;
    int before = right->row ? right->row->before : 0;
    /* 触|及 is one word: the particle 及 would draw a break into it. */
    if (left->row == &lonely && right->to == right->from + 1 && before < 0)
        before = lonely.before;
    return after + before;
}

/* The costs between words, by the words on both sides. */
static void weigh_words(struct npi_stretch *s, const struct npi_bonds *bonds)
{
    struct word left = {0};
    for (size_t from = 0; from < s->n;) {
        struct word right = word_at(s, from);
        from = right.to;
        if (s->cells[right.from].kind == NPI_CELL_SPACE)
            continue;
        int16_t *place = &s->cells[right.from].place;
        if (*place != NPI_NEVER && *place > NPI_PLACE_LIST)
            *place = held(s, bonds, &left, &right)
                         ? NPI_PLACE_HELD
                         : clamp_place(*place + cost_between(&left, &right));
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

/* The few words of a clause that a break leaves behind at a line's end, or
 * before the next mark: a reader would have them with the rest. */
static void weigh_stubs(struct npi_stretch *s, uint32_t limit)
{
    uint32_t stub = limit / 4;
    size_t clause = 0;
    for (size_t i = 1; i <= s->n; i++) {
        if (s->cells[i].place > NPI_PLACE_LIST)
            continue;
        for (size_t k = clause + 1; k < i; k++) {
            int16_t *place = &s->cells[k].place;
            bool short_end = npi_stretch_width(s, clause, k) <= stub;
            if (*place < NPI_PLACE_HELD &&
                (short_end || npi_stretch_width(s, k, i) <= stub))
                *place = (int16_t)(*place + NPI_PLACE_STUB);
        }
        clause = i;
    }
}

enum np_status npi_places_by_words(struct npi_words *words,
                                   const struct npi_bonds *bonds,
                                   struct npi_stretch *s, uint32_t limit)
{
    size_t n = 0;
    enum np_status status = add_long_clauses(words, s, limit, &n);
    if (status != NP_OK)
        return status;
    npi_words_mark(words, s, n);
    open_borders(s);
    weigh_words(s, bonds);
    weigh_stubs(s, limit);
    return NP_OK;
}
