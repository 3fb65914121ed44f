/* The alignment: forward-backward over marks and boundaries.
 *
 * Length: between two placed marks the seconds by text and the seconds by
 * stamp differ by an error whose variance grows with the distance, which is
 * one of even width between their square roots; its tails are those of
 * Student's t, as passages are condensed, cut and added. After Gale & Church,
 * 1993, "A program for aligning sentences in bilingual corpora". A step is
 * weighed so that length alone prefers neither placing a mark nor leaving it
 * out.
 *
 * Cost: only places that can still matter are kept of each row, and a step
 * skips few marks, so the work grows with the episode and not with its square.
 * Fixed marks cut it into blocks. */
#include "timeline/step.h"

#define NPI_BEST 0.1      /* of the row's best: such places are kept */
#define NPI_BEAM 160      /* places of a row that are kept */
#define NPI_LOST (-90.0)  /* log likelihood when all of it underflows */
#define NPI_CLUE_MAX 40.0 /* log likelihood that a place's clues may have */

/* The boundary behind the last that is at most so many seconds by text. */
static size_t boundary_behind(const struct npi_alignment *a, double seconds)
{
    size_t lo = 0;
    size_t hi = a->n_boundaries - 1; /* the end is no place */

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (a->seconds[mid] <= seconds)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The scale of what flows into m: the largest of the rows'. */
static double inflow_log(const struct npi_alignment *a, size_t m)
{
    double best = npi_start_log(a, m);

    for (size_t from = npi_step_first(a, m); from < m; from++)
        best = fmax(best, a->rows[from].forward_log + npi_skip_log(a, from, m));
    return best;
}

/* The window of places that mark m can be reached at. */
static void find_window(const struct npi_alignment *a, size_t m,
                        struct npi_row *row)
{
    const struct npi_mark *mark = &a->marks->items[m];
    size_t lo = NP_NONE;
    size_t hi = 0;

    for (size_t from = npi_step_first(a, m); from < m; from++) {
        const struct npi_row *r = &a->rows[from];
        struct npi_hop hop = npi_hop_between(a, from, m);
        double last = a->seconds[r->lo + r->n - 1];
        size_t behind = boundary_behind(a, last + npi_hop_reach(a, &hop));

        if (npi_inflow(a, from, m) <= 0)
            continue;
        lo = r->lo < lo ? r->lo : lo;
        hi = behind > hi ? behind : hi;
    }
    if (npi_start_flow(a, m) > 0) {
        size_t behind = boundary_behind(a, npi_start_reach(a, m));

        lo = 0;
        hi = behind > hi ? behind : hi;
    }
    lo = lo < mark->lo ? mark->lo : lo > mark->hi ? mark->hi : lo;
    hi = hi > mark->hi + 1 ? mark->hi + 1 : hi;
    row->lo = lo;
    row->n = hi > lo ? hi - lo : 1;
}

static enum np_status open_row(struct npi_context *ctx, struct npi_alignment *a,
                               size_t m)
{
    struct npi_row *row = &a->rows[m];

    row->inflow_log = inflow_log(a, m);
    find_window(a, m, row);
    row->clue = NPI_ARENA_NEW(ctx->arena, double, row->n);
    row->forward = NPI_ARENA_NEW(ctx->arena, double, row->n);
    row->backward = NPI_ARENA_NEW(ctx->arena, double, row->n);
    if (!row->clue || !row->forward || !row->backward)
        return NP_ERR_NOMEM;
    npi_clues_score(a->clues, m, row->lo, row->lo + row->n, row->clue);
    for (size_t i = 0; i < row->n; i++) {
        double clue = npi_mark_fixed(a, m) ? 0 : row->clue[i];

        row->clue[i] = exp(fmin(fmax(clue, -NPI_CLUE_MAX), NPI_CLUE_MAX));
    }
    return NP_OK;
}

/* Adds the steps from one place to n others, at seconds[0 .. n - 1], to their
 * forward values. The innermost loop of all: nothing in it keeps a compiler
 * from doing several places at once. */
static void step_out(struct npi_hop hop, double left, double here,
                     const double *restrict seconds, size_t n,
                     double *restrict forward)
{
    for (size_t k = 0; k < n; k++)
        forward[k] += left * npi_bell(npi_stray(&hop, seconds[k] - here));
}

/* Adds the steps from one row to another, times factor. */
static void flow(struct npi_alignment *a, size_t from, size_t to, double factor)
{
    const struct npi_row *r = &a->rows[from];
    struct npi_row *row = &a->rows[to];
    struct npi_hop hop = npi_hop_between(a, from, to);

    for (size_t i = 0; i < r->n; i++) {
        size_t place = r->lo + i;
        size_t first = place > row->lo ? place - row->lo : 0;
        double left = r->forward[i] * factor * hop.norm;

        if (left > 0 && first < row->n)
            step_out(hop, left, a->seconds[place], a->seconds + row->lo + first,
                     row->n - first, row->forward + first);
    }
}

static void flow_from_start(struct npi_alignment *a, size_t m)
{
    struct npi_row *row = &a->rows[m];
    double factor = npi_start_flow(a, m);
    struct npi_ending start;

    if (factor <= 0)
        return;
    start = npi_start_of(a, m);
    for (size_t k = 0; k < row->n; k++)
        row->forward[k] += factor * npi_start_at(a, &start, row->lo + k, NULL);
}

static void drop_places(struct npi_row *row, double least)
{
    size_t first = 0;
    size_t last = row->n;

    for (size_t i = 0; i < row->n; i++)
        if (row->forward[i] < least)
            row->forward[i] = 0;
    while (last > 1 && row->forward[last - 1] <= 0)
        last--;
    while (first + 1 < last && row->forward[first] <= 0)
        first++;
    row->lo += first;
    row->n = last - first;
    row->clue += first;
    row->forward += first;
    row->backward += first;
}

/* Scales a row to 1 at its best place and drops places that can't matter. */
static void settle_row(struct npi_row *row, double scale_log)
{
    double best = 0;
    double least = NPI_KEEP;

    for (size_t i = 0; i < row->n; i++) {
        row->forward[i] *= row->clue[i];
        best = fmax(best, row->forward[i]);
    }
    if (best <= 0) { /* underflow: all places are as good */
        for (size_t i = 0; i < row->n; i++)
            row->forward[i] = 1;
        row->forward_log = scale_log + NPI_LOST;
        return;
    }
    for (size_t i = 0; i < row->n; i++)
        row->forward[i] /= best;
    row->forward_log = scale_log + log(best);
    drop_places(row, least);
    while (row->n > NPI_BEAM && least < NPI_BEST) {
        least *= 10;
        drop_places(row, least);
    }
}

static enum np_status go_forward(struct npi_context *ctx,
                                 struct npi_alignment *a)
{
    for (size_t m = 0; m < a->marks->n; m++) {
        enum np_status status = open_row(ctx, a, m);
        double scale = a->rows[m].inflow_log;

        if (status)
            return status;
        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        for (size_t from = npi_step_first(a, m); from < m; from++) {
            double factor = npi_inflow(a, from, m);

            if (factor > 0)
                flow(a, from, m, factor);
        }
        flow_from_start(a, m);
        settle_row(&a->rows[m], scale);
    }
    return NP_OK;
}

static void total_up(struct npi_alignment *a)
{
    double scale = -HUGE_VAL;
    double sum = 0;

    for (size_t m = 0; m < a->marks->n; m++)
        scale = fmax(scale, a->rows[m].forward_log + npi_end_log(a, m));
    for (size_t m = 0; m < a->marks->n; m++) {
        const struct npi_row *row = &a->rows[m];
        double factor = exp(row->forward_log + npi_end_log(a, m) - scale);
        struct npi_ending end;

        if (factor <= 0)
            continue;
        end = npi_end_of(a, m);
        for (size_t i = 0; i < row->n; i++)
            sum += factor * row->forward[i] *
                   npi_end_at(a, &end, row->lo + i, NULL);
    }
    a->log_total = scale + (sum > 0 ? log(sum) : NPI_LOST);
}

enum np_status npi_align_weigh(struct npi_context *ctx, struct npi_alignment *a)
{
    enum np_status status;

    a->rows = NPI_ARENA_NEW(ctx->arena, struct npi_row, a->marks->n);
    if (!a->rows)
        return NP_ERR_NOMEM;
    status = go_forward(ctx, a);
    if (status)
        return status;
    total_up(a);
    return NP_OK;
}

double npi_align_chance(const struct npi_alignment *a, size_t m, size_t i)
{
    const struct npi_row *row = &a->rows[m];

    return row->forward[i] * row->backward[i] *
           exp(row->forward_log + row->backward_log - a->log_total);
}
