/* Where each mark belongs: the best single answer of an alignment.
 *
 * Chosen is the monotone assignment with the greatest expected number of
 * right places (maximum expected accuracy, as in Do et al., 2005, ProbCons),
 * where a place one sentence off is worth half; a mark more likely nowhere
 * than anywhere is left out. */
#include "timeline/place.h"

#include <math.h>

#define NPI_NEAR 0.5   /* worth of a place one sentence off */
#define NPI_PLACED 0.5 /* chance from which a mark is placed */

/* One mark's worth of ending at each place, the best way to it included. */
struct rank {
    size_t mark;
    double *best;  /* so far along the row, with the way */
    size_t *which; /* place in the row that is the best so far */
};

static double chance_at(const struct npi_alignment *a, size_t m, size_t place)
{
    const struct npi_row *row = &a->rows[m];

    if (place < row->lo || place >= row->lo + row->n)
        return 0;
    return npi_align_chance(a, m, place - row->lo);
}

static double around(const struct npi_alignment *a, size_t m, size_t place,
                     double near)
{
    return chance_at(a, m, place) +
           near * ((place > 0 ? chance_at(a, m, place - 1) : 0) +
                   chance_at(a, m, place + 1));
}

static double placed_chance(const struct npi_alignment *a, size_t m)
{
    double sum = 0;

    for (size_t i = 0; i < a->rows[m].n; i++)
        sum += npi_align_chance(a, m, i);
    return sum;
}

/* The best so far of the rank before, at or before a place. */
static double best_before(const struct npi_alignment *a,
                          const struct rank *rank, size_t place, size_t *which)
{
    const struct npi_row *row;
    size_t i;

    *which = NP_NONE;
    if (!rank)
        return 0;
    row = &a->rows[rank->mark];
    if (place < row->lo)
        return -HUGE_VAL;
    i = place - row->lo < row->n ? place - row->lo : row->n - 1;
    *which = rank->which[i];
    return rank->best[i];
}

static enum np_status fill_rank(struct npi_arena *arena,
                                const struct npi_alignment *a,
                                const struct rank *before, struct rank *rank)
{
    const struct npi_row *row = &a->rows[rank->mark];

    rank->best = NPI_ARENA_NEW(arena, double, row->n);
    rank->which = NPI_ARENA_NEW(arena, size_t, row->n);
    if (!rank->best || !rank->which)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < row->n; i++) {
        size_t way;
        double worth = best_before(a, before, row->lo + i, &way) +
                       around(a, rank->mark, row->lo + i, NPI_NEAR);
        bool better = i == 0 || worth > rank->best[i - 1];

        rank->best[i] = better ? worth : rank->best[i - 1];
        rank->which[i] = better ? i : rank->which[i - 1];
    }
    return NP_OK;
}

static enum np_status make_ranks(struct npi_arena *arena,
                                 const struct npi_alignment *a,
                                 struct rank *ranks, size_t *n)
{
    *n = 0;
    for (size_t m = 0; m < a->marks->n; m++) {
        enum np_status status;

        if (placed_chance(a, m) < NPI_PLACED)
            continue;
        ranks[*n].mark = m;
        status = fill_rank(arena, a, *n ? &ranks[*n - 1] : NULL, &ranks[*n]);
        if (status)
            return status;
        /* No way to it that keeps the order: leave it out. */
        if (ranks[*n].best[a->rows[m].n - 1] >= 0)
            (*n)++;
    }
    return NP_OK;
}

enum np_status npi_places_choose(struct npi_arena *arena,
                                 const struct npi_alignment *a,
                                 struct npi_place **result)
{
    struct npi_place *places = NPI_ARENA_NEW(arena, struct npi_place,
                                             a->marks->n);
    struct rank *ranks = NPI_ARENA_NEW(arena, struct rank, a->marks->n);
    size_t limit = NP_NONE; /* the place chosen last */
    size_t n = 0;
    enum np_status status;

    if (!places || !ranks)
        return NP_ERR_NOMEM;
    for (size_t m = 0; m < a->marks->n; m++)
        places[m].sentence = NP_NONE;
    status = make_ranks(arena, a, ranks, &n);
    while (!status && n-- > 0) {
        size_t m = ranks[n].mark;
        size_t i;

        best_before(a, &ranks[n], limit, &i);
        limit = a->rows[m].lo + i;
        places[m] = (struct npi_place){
            .sentence = limit, .confidence = fmin(around(a, m, limit, 1), 1)};
    }
    *result = places;
    return status;
}
