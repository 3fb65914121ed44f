/* One row of the lattice made ready for the inner loops. */
#include "matching/row.h"

#define NPI_LEAST 1e-3 /* of the likeliest length: what is less is left out */
/* Log likelihood that a row may rise or fall by, once its slope is taken off,
 * and what the slope may add: together no more than a double holds. */
#define NPI_STEEP 340.0
#define NPI_RISE_MAX 1e100
#define NPI_LONGEST 4096 /* units of a row */

static struct npi_skip skip_of(double open, double unit, double step)
{
    struct npi_skip skip = {.open = exp(open), .rate = unit / step};

    for (size_t i = 0; i < NPI_FADES; i++)
        skip.fade[i] = exp(skip.rate * (double)i);
    return skip;
}

/* The widest row. */
static size_t widest(const struct npi_lattice *lattice)
{
    size_t most = 0;

    for (size_t b = 0; b < lattice->n; b++) {
        size_t n = lattice->bands[b + 1].hi - lattice->bands[b].lo;

        most = n > most ? n : most;
    }
    return most;
}

enum np_status npi_row_init(struct npi_arena *arena,
                            const struct npi_lattice *lattice,
                            struct npi_row *row)
{
    const struct npi_matching_model *model = lattice->model;
    size_t n = widest(lattice);

    *row = (struct npi_row){
        .lattice = lattice,
        .up = NPI_ARENA_NEW(arena, double, n),
        .down = NPI_ARENA_NEW(arena, double, n),
        .from = NPI_ARENA_NEW(arena, double, n),
        .to = NPI_ARENA_NEW(arena, double, n),
        .likely = NPI_ARENA_NEW(arena, double, n),
        .length = NPI_ARENA_NEW(arena, double, NPI_LONGEST),
        .roots = NPI_ARENA_NEW(arena, float, NPI_LONGEST),
        .aside = skip_of(model->aside, model->aside_unit, lattice->step),
        .passage = skip_of(model->passage, model->passage_unit, lattice->step),
        .lacks = {exp(model->lacks), exp(model->lacks_silent)},
        .lacks_more = {exp(model->lacks_more), exp(model->lacks_more_silent)},
    };
    row->straight = 1 - row->aside.open - row->passage.open - row->lacks[0];
    if (!row->up || !row->down || !row->from || !row->to || !row->likely ||
        !row->length || !row->roots)
        return NP_ERR_NOMEM;
    for (size_t d = 0; d < NPI_LONGEST; d++)
        row->roots[d] = (float)sqrt((double)d / lattice->step + model->slack);
    return NP_OK;
}

/* npi_bell() in floats, which is all the lengths need, of the difference of
 * their square roots: after Gale & Church, 1993. */
static float bell(float stray)
{
    float u = 1 / (1 + stray * stray / 4);

    return u * u * sqrtf(u);
}

/* Chances of the row's lengths; they add up to 1 over positions. slope: of the
 * log likelihood of the words, by units. */
static void set_length(struct npi_row *row, size_t r, double slope)
{
    const struct npi_lattice *lattice = row->lattice;
    const struct npi_matching_model *model = lattice->model;
    size_t last = lattice->n_positions - 1;
    double units = (double)lattice->units[last];
    float root = (float)sqrt(lattice->lengths[r] / lattice->step +
                             model->slack);
    float scale = (float)(model->length / lattice->spread);
    double sum = 0;
    double steep = exp(slope);
    double rise;
    size_t d;

    for (d = 0; d < NPI_LONGEST; d++) {
        float stray = (row->roots[d] - root) * scale;
        float chance = bell(stray);

        if (stray > 0 && (double)chance < NPI_LEAST)
            break;
        sum += (double)chance;
        row->length[d] = (double)chance;
    }
    row->most = d;
    rise = units > 0 ? units / (sum * (double)last) : 1;
    for (d = 0; d < row->most; d++) {
        row->length[d] *= fmin(rise, NPI_RISE_MAX);
        rise *= steep;
    }
}

void npi_row_set(struct npi_row *row, size_t r)
{
    const struct npi_lattice *lattice = row->lattice;
    const uint32_t *units = lattice->units;
    double slope;
    uint32_t all;

    row->lo = lattice->bands[r].lo;
    row->n = lattice->bands[r + 1].hi - row->lo;
    units += row->lo;
    lattice->said(lattice->user, r, row->lo, row->lo + row->n, row->up);
    all = units[row->n - 1] - units[0];
    slope = all ? (row->up[row->n - 1] - row->up[0]) / (double)all : 0;
    for (size_t i = 0; i < row->n; i++) {
        double log_up = row->up[i] - slope * (double)(units[i] - units[0]);

        row->up[i] = exp(fmin(fmax(log_up, -NPI_STEEP), NPI_STEEP));
        row->down[i] = 1 / row->up[i];
    }
    set_length(row, r, slope);
}

void npi_row_likely(struct npi_row *row, size_t r)
{
    const struct npi_lattice *lattice = row->lattice;
    size_t n = lattice->bands[r].hi - lattice->bands[r].lo;

    for (size_t i = 0; i < n; i++)
        row->likely[i] = 1;
    lattice->likely(lattice->user, r, lattice->bands[r].lo,
                    lattice->bands[r].hi, row->likely);
}
