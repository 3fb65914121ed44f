/* The lattice's way there: what comes before each place. */
#include "matching/pass.h"

/* Of a border's largest: what is less is left out. Not more, for a few notes
 * may stand far apart in long captions. */
#define NPI_TINY 1e-30

/* Starts of row b: straight on, or behind words that are stepped over. */
static void start_row(struct npi_row *row, size_t b, struct npi_border *border)
{
    const struct npi_lattice *lattice = row->lattice;
    size_t lo = lattice->bands[b].lo;
    size_t n = lattice->bands[b].hi - lo;
    const uint32_t *units = lattice->units + lo;
    double aside = 0;
    double passage = 0;

    npi_row_likely(row, b);
    for (size_t i = 0; i < n; i++) {
        double here = (double)border->end[i] + (double)border->hole[i];

        if (i > 0) {
            aside *= npi_skip_fade(&row->aside, units[i] - units[i - 1]);
            passage *= npi_skip_fade(&row->passage, units[i] - units[i - 1]);
        }
        border->start[i] = (float)(row->likely[i] *
                                   (here * row->straight + aside + passage));
        aside += here * row->aside.open;
        passage += here * row->passage.open;
    }
}

/* Ends of row b, from its starts. to is parallel to the row's positions. */
static void cross(struct npi_row *row, size_t b,
                  const struct npi_border *border)
{
    const struct npi_lattice *lattice = row->lattice;
    const uint32_t *units = lattice->units + row->lo;
    size_t n = lattice->bands[b].hi - row->lo;
    double least = 0;

    for (size_t i = 0; i < row->n; i++)
        row->to[i] = 0;
    for (size_t i = 0; i < n; i++)
        least = fmax(least, (double)border->start[i]);
    least *= NPI_TINY;
    for (size_t i = 0; i < n; i++) {
        double left = (double)border->start[i];

        if (left <= least)
            continue;
        left *= row->down[i];
        for (size_t k = i + 1; k < row->n; k++) {
            uint32_t length = units[k] - units[i];

            if (length >= row->most)
                break;
            row->to[k] += left * row->length[length];
        }
    }
    for (size_t i = 0; i < row->n; i++)
        row->to[i] = fmin(row->to[i] * row->up[i], NPI_HUGE);
}

/* What arrives behind row b, from a hole too; the largest made 1, for what the
 * words of a long row say is more than a float holds. */
static double arrive(struct npi_row *row, size_t b,
                     const struct npi_border *from, struct npi_border *border)
{
    const struct npi_band *before = &row->lattice->bands[b];
    const struct npi_band *band = &row->lattice->bands[b + 1];
    double *hole = row->from;
    double *end = row->to + (band->lo - before->lo);
    size_t n = band->hi - band->lo;
    double most = 0;

    for (size_t i = 0; i < n; i++) {
        size_t j = band->lo - before->lo + i;

        hole[i] = 0;
        if (band->lo + i < before->hi)
            hole[i] = (double)from->end[j] * npi_row_lacks(row, band->lo + i) +
                      (double)from->hole[j] *
                          npi_row_lacks_more(row, band->lo + i);
        most = fmax(most, fmax(end[i], hole[i]));
    }
    most = most > 0 ? most : 1;
    for (size_t i = 0; i < n; i++) {
        border->end[i] = (float)(end[i] / most);
        border->hole[i] = (float)(hole[i] / most);
    }
    return most;
}

/* The first border: the first row starts at once, or after some words. */
static void open_first(const struct npi_lattice *lattice,
                       struct npi_border *border)
{
    const struct npi_matching_model *model = lattice->model;
    const uint32_t *units = lattice->units;

    for (size_t p = lattice->bands[0].lo; p < lattice->bands[0].hi; p++)
        border->end[p - lattice->bands[0].lo] =
            (float)(p == 0 ? 1
                           : exp(model->ending + model->ending_unit *
                                                     (double)units[p] /
                                                     lattice->step));
}

double npi_lattice_ending(const struct npi_lattice *lattice, size_t p)
{
    const struct npi_matching_model *model = lattice->model;
    size_t last = lattice->n_positions - 1;

    if (p == last)
        return 1;
    return exp(model->ending +
               model->ending_unit *
                   (double)(lattice->units[last] - lattice->units[p]) /
                   lattice->step);
}

static void total_up(struct npi_lattice *lattice, double log_scale)
{
    const struct npi_band *band = &lattice->bands[lattice->n];
    const struct npi_border *border = &lattice->borders[lattice->n];
    double sum = 0;

    for (size_t p = band->lo; p < band->hi; p++)
        sum += ((double)border->end[p - band->lo] +
                (double)border->hole[p - band->lo]) *
               npi_lattice_ending(lattice, p);
    lattice->log_total = log_scale + (sum > 0 ? log(sum) : -HUGE_VAL);
}

static enum np_status go_forward(struct npi_context *ctx,
                                 struct npi_lattice *lattice,
                                 struct npi_row *row)
{
    double log_scale = 0;

    open_first(lattice, &lattice->borders[0]);
    for (size_t b = 0; b < lattice->n; b++) {
        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        start_row(row, b, &lattice->borders[b]);
        npi_row_set(row, b);
        cross(row, b, &lattice->borders[b]);
        log_scale += log(
            arrive(row, b, &lattice->borders[b], &lattice->borders[b + 1]));
    }
    total_up(lattice, log_scale);
    return NP_OK;
}

static enum np_status open_borders(struct npi_arena *arena,
                                   struct npi_lattice *lattice)
{
    lattice->borders = NPI_ARENA_NEW(arena, struct npi_border, lattice->n + 1);
    if (!lattice->borders)
        return NP_ERR_NOMEM;
    for (size_t b = 0; b <= lattice->n; b++) {
        size_t n = lattice->bands[b].hi - lattice->bands[b].lo;
        struct npi_border *border = &lattice->borders[b];

        border->start = NPI_ARENA_NEW(arena, float, n);
        border->end = NPI_ARENA_NEW(arena, float, n);
        border->hole = NPI_ARENA_NEW(arena, float, n);
        if (!border->start || !border->end || !border->hole)
            return NP_ERR_NOMEM;
    }
    return NP_OK;
}

enum np_status npi_lattice_run(struct npi_context *ctx,
                               struct npi_lattice *lattice)
{
    struct npi_arena work;
    struct npi_row row;
    enum np_status status = open_borders(ctx->arena, lattice);

    if (status)
        return status;
    npi_arena_init(&work);
    status = npi_row_init(&work, lattice, &row);
    if (!status)
        status = go_forward(ctx, lattice, &row);
    if (!status && !lattice->total_alone)
        status = npi_lattice_back(ctx, &work, lattice, &row);
    npi_arena_release(&work);
    return status;
}
