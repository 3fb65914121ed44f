/* A clock out of what is known of the cut. */
#include "clock/clock.h"

/* Being made: where both clocks are behind the last piece. */
struct maker {
    struct np_clock_piece *pieces;
    size_t n;
    int64_t notes;
    int64_t media;
};

/* Both go on together up to a moment of the notes. What would lie before the
 * media's beginning is not in it. */
static void run_to(struct maker *m, int64_t notes, bool open)
{
    int64_t before = m->media < 0 ? -m->media : 0;
    int64_t length = notes - m->notes;

    if (length > before)
        m->pieces[m->n++] = (struct np_clock_piece){
            m->notes + before, m->media + before,
            open ? NPI_CLOCK_OPEN : length - before};
    if (length > 0) {
        m->notes += length;
        m->media += length;
    }
}

static void cut(struct maker *m, const struct npi_cut *cut, int64_t to)
{
    if (cut->at >= to || (cut->at < m->notes && !cut->removed))
        return;
    if (cut->at >= m->notes) {
        run_to(m, cut->at, false);
        m->media += cut->inserted;
    }
    if (cut->at + cut->removed > m->notes)
        m->notes = cut->at + cut->removed;
}

/* Pieces that join on both clocks are one. */
static void join(struct maker *m)
{
    size_t n = 0;

    for (size_t i = 0; i < m->n; i++) {
        struct np_clock_piece *last = n > 0 ? &m->pieces[n - 1] : NULL;

        if (last && last->notes + last->length == m->pieces[i].notes &&
            last->media + last->length == m->pieces[i].media)
            last->length = m->pieces[i].length == NPI_CLOCK_OPEN
                               ? NPI_CLOCK_OPEN
                               : last->length + m->pieces[i].length;
        else
            m->pieces[n++] = m->pieces[i];
    }
    m->n = n;
}

static bool is_same(const struct maker *m)
{
    return m->n == 1 && m->pieces[0].notes == 0 && m->pieces[0].media == 0 &&
           m->pieces[0].length == NPI_CLOCK_OPEN;
}

enum np_status npi_clock_make(struct npi_arena *arena,
                              const struct npi_cuts *cuts,
                              struct npi_clock_map *clock)
{
    bool open = cuts->to == NP_NO_TIME;
    int64_t to = open ? NPI_CLOCK_OPEN : cuts->to;
    struct maker m = {
        .pieces = NPI_ARENA_NEW(arena, struct np_clock_piece, cuts->n + 1),
        .notes = cuts->from,
        .media = cuts->offset,
    };

    *clock = (struct npi_clock_map){0};
    if (!m.pieces)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < cuts->n; i++)
        cut(&m, &cuts->items[i], to);
    run_to(&m, to, open);
    join(&m);
    if (m.n == 0)
        return NP_ERR_USAGE;
    if (!is_same(&m))
        *clock = (struct npi_clock_map){m.pieces, m.n};
    return NP_OK;
}
