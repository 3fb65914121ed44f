/* Costs of breaks between words: where dictionary words begin, and which words
 * draw a break (particles.def). */
#include "cues/places/particles.h"
#include "cues/places/places.h"

static int16_t clamp_place(int cost)
{
    if (cost < NPI_PLACE_BEST)
        return NPI_PLACE_BEST;
    return (int16_t)(cost > NPI_PLACE_WORST ? NPI_PLACE_WORST : cost);
}

/* Whether the words are parts of one expression of this episode. Particles are
 * not: they stand beside everything. */
static bool held(const struct npi_stretch *s, const struct npi_bonds *bonds,
                 const struct npi_said *left, const struct npi_said *right)
{
    return left->to == right->from && !left->known && !right->known &&
           s->cells[left->from].kind == NPI_CELL_DICT &&
           s->cells[right->from].kind == NPI_CELL_DICT &&
           npi_bonds_hold(bonds, s, left->from, right->from, right->to);
}

static int cost_between(const struct npi_stretch *s,
                        const struct npi_said *left,
                        const struct npi_said *right)
{
    int before = right->before;
    /* 触|及 and 构|建 are one word; the particle 及 would draw a break into it.
     */
    if (left->lonely && right->to == right->from + 1 &&
        (before < 0 || right->lonely))
        before = npi_particle_lonely.before + NPI_PLACE_PAIR;
    /* 的|头|号: a word that the dictionary does not know begins there. */
    if (right->lonely && left->to > left->from &&
        s->cells[left->to - 1].cp == 0x7684)
        before = 0;
    /* 认知|能力: as like as not one is said of the other. */
    if (!left->known && !right->known && !left->lonely && !right->lonely &&
        s->cells[left->from].kind == NPI_CELL_DICT &&
        s->cells[right->from].kind == NPI_CELL_DICT)
        before += NPI_PLACE_CONTENT;
    /* AI|研究 is more often one thing than 聊聊|AI. */
    if (s->counting == NPI_COUNT_WIDE && !right->known &&
        s->cells[left->from].kind == NPI_CELL_WORD &&
        s->cells[right->from].kind == NPI_CELL_DICT)
        before += NPI_PLACE_CONTENT;
    return left->after + before;
}

/* The cost of a break between two words. */
static int16_t weigh_between(const struct npi_stretch *s,
                             const struct npi_bonds *bonds,
                             const struct npi_said *left,
                             struct npi_said *right)
{
    int16_t place = s->cells[right->from].place;
    if (held(s, bonds, left, right) || npi_said_joins(s, left, right))
        return NPI_PLACE_HELD;
    return clamp_place(place + cost_between(s, left, right));
}

/* The costs between words, by the words on both sides. */
static void weigh_words(struct npi_stretch *s, const struct npi_bonds *bonds)
{
    struct npi_said left = {0};
    for (size_t from = 0; from < s->n;) {
        struct npi_said right = npi_said_at(s, from);
        from = right.to;
        if (s->cells[right.from].kind == NPI_CELL_SPACE)
            continue;
        int16_t *place = &s->cells[right.from].place;
        if (*place != NPI_NEVER && *place > NPI_PLACE_LIST)
            *place = weigh_between(s, bonds, &left, &right);
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

/* What a break costs more that leaves so many half-widths of a clause behind:
 * a reader would have them with the rest. Two or three characters at its start
 * (人类|对于任何任务) are worse than at its end. */
static int cost_of_stub(const struct npi_stretch *s, uint32_t before,
                        uint32_t after, uint32_t limit)
{
    if (s->counting == NPI_COUNT_WIDE && before * 5 <= limit)
        return NPI_PLACE_STUB;
    return before * 4 <= limit || after * 4 <= limit ? NPI_PLACE_REST : 0;
}

static void weigh_stubs(struct npi_stretch *s, uint32_t limit)
{
    size_t clause = 0;
    for (size_t i = 1; i <= s->n; i++) {
        if (s->cells[i].place > NPI_PLACE_LIST)
            continue;
        for (size_t k = clause + 1; k < i; k++) {
            int16_t *place = &s->cells[k].place;
            if (*place < NPI_PLACE_HELD)
                *place = (int16_t)(*place +
                                   cost_of_stub(
                                       s, npi_stretch_width(s, clause, k),
                                       npi_stretch_width(s, k, i), limit));
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
    npi_said_mend(s);
    open_borders(s);
    weigh_words(s, bonds);
    npi_places_in_phrases(s, limit);
    weigh_stubs(s, limit);
    return NP_OK;
}
