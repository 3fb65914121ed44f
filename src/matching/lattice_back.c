/* The lattice's way back: what comes behind each place, and with it the chance
 * of each. */
#include "matching/pass.h"

/* Likelihoods of all that follows, at a border's positions. */
struct behind {
    double *end;   /* when the row before ended there */
    double *hole;  /* when it was not heard */
    double *start; /* when the next one starts there */
};

static bool open_behind(struct npi_arena *arena, size_t n,
                        struct behind *behind)
{
    behind->end = NPI_ARENA_NEW(arena, double, n);
    behind->hole = NPI_ARENA_NEW(arena, double, n);
    behind->start = NPI_ARENA_NEW(arena, double, n);
    return behind->end && behind->hole && behind->start;
}

/* What follows a start of row b, from what follows its ends. */
static void cross_back(struct npi_row *row, size_t b,
                       const struct npi_border *border,
                       const struct behind *next, struct behind *here)
{
    const struct npi_lattice *lattice = row->lattice;
    const struct npi_band *band = &lattice->bands[b + 1];
    const uint32_t *units = lattice->units + row->lo;
    size_t n = lattice->bands[b].hi - row->lo;
    size_t skip = band->lo - row->lo;

    for (size_t i = 0; i < row->n; i++)
        row->from[i] = i < skip ? 0 : next->end[i - skip] * row->up[i];
    for (size_t i = 0; i < n; i++) {
        size_t k = i + 1 > skip ? i + 1 : skip;
        double sum = 0;

        here->start[i] = 0;
        if (border->start[i] <= 0)
            continue;
        for (; k < row->n; k++) {
            uint32_t length = units[k] - units[i];

            if (length >= row->most)
                break;
            sum += row->from[k] * row->length[length];
        }
        here->start[i] = fmin(sum * row->down[i], NPI_HUGE);
    }
}

/* What follows an arrival at border b. */
static void arrive_back(struct npi_row *row, size_t b,
                        const struct behind *next, struct behind *here)
{
    const struct npi_lattice *lattice = row->lattice;
    const struct npi_band *band = &lattice->bands[b];
    const struct npi_band *after = &lattice->bands[b + 1];
    const uint32_t *units = lattice->units + band->lo;
    double aside = 0;
    double passage = 0;

    npi_row_likely(row, b);
    for (size_t i = band->hi - band->lo; i-- > 0;) {
        size_t p = band->lo + i;
        double start = row->likely[i] * here->start[i];
        double on = start * row->straight + aside * row->aside.open +
                    passage * row->passage.open;
        double hole = p >= after->lo && p < after->hi
                          ? next->hole[p - after->lo]
                          : 0;

        here->end[i] = on + npi_row_lacks(row, p) * hole;
        here->hole[i] = on + npi_row_lacks_more(row, p) * hole;
        if (i > 0) {
            uint32_t step = units[i] - units[i - 1];

            aside = (aside + start) * npi_skip_fade(&row->aside, step);
            passage = (passage + start) * npi_skip_fade(&row->passage, step);
        }
    }
}

/* Chances, from what comes before and behind. A hole's is that of the row
 * behind the border not being heard. */
static void settle(struct npi_row *row, size_t b, const struct behind *next,
                   const struct behind *here, struct npi_border *border)
{
    const struct npi_lattice *lattice = row->lattice;
    const struct npi_band *band = &lattice->bands[b];
    const struct npi_band *after = &lattice->bands[b + 1];
    size_t n = band->hi - band->lo;
    double starts = 0;
    double ends = 0;

    for (size_t i = 0; i < n; i++) {
        size_t p = band->lo + i;
        double hole = p >= after->lo && p < after->hi
                          ? next->hole[p - after->lo]
                          : 0;

        row->to[i] = ((double)border->end[i] * npi_row_lacks(row, p) +
                      (double)border->hole[i] * npi_row_lacks_more(row, p)) *
                     hole;
        row->from[i] = (double)border->start[i] * here->start[i];
        starts += row->to[i] + row->from[i];
        ends += (double)border->end[i] * here->end[i] +
                (double)border->hole[i] * here->hole[i];
    }
    for (size_t i = 0; i < n; i++) {
        border->end[i] = (float)((double)border->end[i] * here->end[i] /
                                 (ends > 0 ? ends : 1));
        border->hole[i] = (float)(row->to[i] / (starts > 0 ? starts : 1));
        border->start[i] = (float)(row->from[i] / (starts > 0 ? starts : 1));
    }
}

static void scale(struct behind *behind, size_t n)
{
    double most = 0;

    for (size_t i = 0; i < n; i++)
        most = fmax(most, fmax(behind->end[i], behind->hole[i]));
    for (size_t i = 0; most > 0 && i < n; i++) {
        behind->end[i] /= most;
        behind->hole[i] /= most;
    }
}

static void open_last(const struct npi_lattice *lattice, struct behind *behind)
{
    const struct npi_band *band = &lattice->bands[lattice->n];
    struct npi_border *border = &lattice->borders[lattice->n];
    double sum = 0;

    for (size_t p = band->lo; p < band->hi; p++) {
        size_t i = p - band->lo;

        behind->end[i] = behind->hole[i] = npi_lattice_ending(lattice, p);
        border->end[i] = (float)((double)border->end[i] * behind->end[i]);
        sum += (double)border->end[i] +
               (double)border->hole[i] * behind->hole[i];
    }
    for (size_t i = 0; sum > 0 && i < band->hi - band->lo; i++)
        border->end[i] = (float)((double)border->end[i] / sum);
    scale(behind, band->hi - band->lo);
}

enum np_status npi_lattice_back(struct npi_context *ctx,
                                struct npi_arena *arena,
                                const struct npi_lattice *lattice,
                                struct npi_row *row)
{
    struct behind both[2];
    size_t widest = 0;

    for (size_t b = 0; b <= lattice->n; b++) {
        size_t n = lattice->bands[b].hi - lattice->bands[b].lo;

        widest = n > widest ? n : widest;
    }
    if (!open_behind(arena, widest, &both[0]) ||
        !open_behind(arena, widest, &both[1]))
        return NP_ERR_NOMEM;
    open_last(lattice, &both[lattice->n % 2]);
    for (size_t b = lattice->n; b-- > 0;) {
        struct behind *here = &both[b % 2];
        const struct behind *next = &both[(b + 1) % 2];

        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        npi_row_set(row, b);
        cross_back(row, b, &lattice->borders[b], next, here);
        arrive_back(row, b, next, here);
        settle(row, b, next, here, &lattice->borders[b]);
        scale(here, lattice->bands[b].hi - lattice->bands[b].lo);
    }
    return NP_OK;
}
