/* The alignment: forward-backward over marks and boundaries.
 *
 * Length: between two placed marks the seconds by text and the seconds by
 * stamp differ by an error whose variance grows with the distance, which is
 * one of even width between their square roots; its tails are those of
 * Student's t, as passages are condensed, cut and added. After Gale & Church,
 * 1993, "A program for aligning sentences in bilingual corpora".
 *
 * Cost: only places that can still matter are kept of each row, and a step
 * skips few marks, so the work grows with the episode and not with its square.
 * Fixed marks cut it into blocks. */
#include "timeline/align.h"

#include <math.h>

#define NPI_SKIPS 8       /* marks in a row that may belong nowhere */
#define NPI_REACH 8.0     /* deviations that a step may stray forward */
#define NPI_KEEP 1e-6     /* of the row's best: a place below is dropped */
#define NPI_BEAM 400      /* places of a row that are kept */
#define NPI_MATTERS 1e-7  /* chance of a step worth visiting */
#define NPI_CLUE_MAX 40.0 /* log likelihood that a place's clues may have */
#define NPI_SILENCE                                                            \
    60.0 /* s: silence before the first and after the last                     \
            sentence, on average */
#define NPI_SILENCE_ODDS 0.1

/* Two marks and the factors that do not depend on their places. */
struct hop {
    double time; /* s between the stamps */
    double root; /* of the same, with the slack */
    double skip; /* log chance of the marks between */
};

/* Student's t with four degrees of freedom, 1 at its middle. */
static double bell(double stray)
{
    double u = 1 / (1 + stray * stray / 4);

    return u * u * sqrt(u);
}

static double stray_of(const struct npi_alignment *a, const struct hop *hop,
                       double seconds)
{
    return (sqrt(seconds + a->model->slack) - hop->root) / a->spread;
}

static struct hop make_hop(const struct npi_alignment *a, double time,
                           size_t skipped)
{
    return (struct hop){
        .time = time,
        .root = sqrt((time > 0 ? time : 0) + a->model->slack),
        .skip = a->model->unplaced * (double)skipped,
    };
}

static struct hop hop_between(const struct npi_alignment *a, size_t from,
                              size_t to)
{
    const struct npi_mark *marks = a->marks->items;

    return make_hop(a, marks[to].time - marks[from].time, to - from - 1);
}

/* Before the first mark and after the last there may be more time than
 * text. */
static double open_bell(const struct npi_alignment *a, const struct hop *hop,
                        double seconds)
{
    double silence = hop->time - seconds;
    double fit = bell(stray_of(a, hop, seconds));

    if (silence <= 0)
        return fit;
    return fit + NPI_SILENCE_ODDS * exp(-silence / NPI_SILENCE);
}

static bool is_fixed(const struct npi_alignment *a, size_t m)
{
    return a->marks->items[m].entry == NP_NONE;
}

/* The first mark that a step to m may come from; m when only the start. */
static size_t first_from(const struct npi_alignment *a, size_t m)
{
    size_t from = m;

    while (from > 0 && m - from <= NPI_SKIPS) {
        from--;
        if (is_fixed(a, from))
            break;
    }
    return from;
}

/* True when every mark before m may belong nowhere. */
static bool may_start(const struct npi_alignment *a, size_t m)
{
    size_t from = first_from(a, m);

    return from == 0 && m <= NPI_SKIPS && (m == 0 || !is_fixed(a, 0));
}

static bool may_end(const struct npi_alignment *a, size_t m)
{
    for (size_t i = m + 1; i < a->marks->n; i++)
        if (i - m > NPI_SKIPS || is_fixed(a, i))
            return false;
    return true;
}

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

static double reach_of(const struct npi_alignment *a, const struct hop *hop)
{
    double root = hop->root + NPI_REACH * a->spread;

    return root * root - a->model->slack;
}

/* The scale of what flows into m: the largest of the rows'. */
static double inflow_log(const struct npi_alignment *a, size_t m)
{
    double best = may_start(a, m) ? a->model->unplaced * (double)m : -HUGE_VAL;

    for (size_t from = first_from(a, m); from < m; from++)
        best = fmax(best,
                    a->rows[from].forward_log + hop_between(a, from, m).skip);
    return best;
}

/* What a row's values are multiplied with on their way to m; 0 if they can't
 * matter. Both directions leave out the same steps, or the chances would not
 * add up. */
static double inflow(const struct npi_alignment *a, size_t from, size_t m)
{
    double part = a->rows[from].forward_log + hop_between(a, from, m).skip -
                  a->rows[m].inflow_log;

    return part > log(NPI_KEEP) ? exp(part) : 0;
}

/* The window of places that mark m can be reached at. */
static void find_window(const struct npi_alignment *a, size_t m,
                        struct npi_row *row)
{
    const struct npi_mark *mark = &a->marks->items[m];
    size_t lo = NP_NONE;
    size_t hi = 0;

    for (size_t from = first_from(a, m); from < m; from++) {
        const struct npi_row *r = &a->rows[from];
        struct hop hop = hop_between(a, from, m);
        double last = a->seconds[r->lo + r->n - 1];
        size_t behind = boundary_behind(a, last + reach_of(a, &hop));

        if (inflow(a, from, m) <= 0)
            continue;
        lo = r->lo < lo ? r->lo : lo;
        hi = behind > hi ? behind : hi;
    }
    if (may_start(a, m)) {
        struct hop hop = make_hop(a, mark->time, m);
        size_t behind = boundary_behind(a, reach_of(a, &hop));

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
        double clue = is_fixed(a, m) ? 0 : row->clue[i];

        row->clue[i] = exp(fmin(fmax(clue, -NPI_CLUE_MAX), NPI_CLUE_MAX));
    }
    return NP_OK;
}

/* Adds the steps from one row to another, times factor. */
static void flow(struct npi_alignment *a, size_t from, size_t to, double factor)
{
    const struct npi_row *r = &a->rows[from];
    struct npi_row *row = &a->rows[to];
    struct hop hop = hop_between(a, from, to);

    for (size_t i = 0; i < r->n; i++) {
        size_t place = r->lo + i;
        double left = r->forward[i] * factor;

        if (left <= 0)
            continue;
        for (size_t k = place > row->lo ? place - row->lo : 0; k < row->n;
             k++) {
            double text = a->seconds[row->lo + k] - a->seconds[place];

            row->forward[k] += left * bell(stray_of(a, &hop, text));
        }
    }
}

static void flow_from_start(struct npi_alignment *a, size_t m, double factor)
{
    struct npi_row *row = &a->rows[m];
    struct hop hop = make_hop(a, a->marks->items[m].time, m);

    for (size_t k = 0; k < row->n; k++)
        row->forward[k] += factor * open_bell(a, &hop, a->seconds[row->lo + k]);
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

    for (size_t i = 0; i < row->n; i++) {
        row->forward[i] *= row->clue[i];
        best = fmax(best, row->forward[i]);
    }
    if (best <= 0) { /* underflow: all places are as good */
        for (size_t i = 0; i < row->n; i++)
            row->forward[i] = 1;
        row->forward_log = scale_log + log(NPI_KEEP) * NPI_SKIPS;
        return;
    }
    for (size_t i = 0; i < row->n; i++)
        row->forward[i] /= best;
    row->forward_log = scale_log + log(best);
    for (double least = NPI_KEEP; least < 1; least *= 10) {
        drop_places(row, least);
        if (row->n <= NPI_BEAM)
            break;
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
        for (size_t from = first_from(a, m); from < m; from++) {
            double factor = inflow(a, from, m);

            if (factor > 0)
                flow(a, from, m, factor);
        }
        if (may_start(a, m))
            flow_from_start(a, m, exp(a->model->unplaced * (double)m - scale));
        settle_row(&a->rows[m], scale);
    }
    return NP_OK;
}

/* Likelihood of what follows the last placed mark. */
static double ending(const struct npi_alignment *a, size_t m, size_t place)
{
    struct hop hop = make_hop(a, a->length - a->marks->items[m].time, 0);

    if (a->length < 0)
        return 1;
    return open_bell(a, &hop,
                     a->seconds[a->n_boundaries - 1] - a->seconds[place]);
}

static double ending_log(const struct npi_alignment *a, size_t m)
{
    return a->model->unplaced * (double)(a->marks->n - 1 - m);
}

static void total_up(struct npi_alignment *a)
{
    double scale = -HUGE_VAL;
    double sum = 0;

    for (size_t m = a->marks->n; m-- > 0 && may_end(a, m);)
        scale = fmax(scale, a->rows[m].forward_log + ending_log(a, m));
    for (size_t m = a->marks->n; m-- > 0 && may_end(a, m);) {
        const struct npi_row *row = &a->rows[m];
        double factor = exp(row->forward_log + ending_log(a, m) - scale);

        for (size_t i = 0; i < row->n; i++)
            sum += factor * row->forward[i] * ending(a, m, row->lo + i);
    }
    a->log_total = scale + log(sum);
}

static void visit(const struct npi_alignment *a, const struct npi_step *step)
{
    if (a->visit && step->chance > NPI_MATTERS)
        a->visit(a->user, step);
}

/* Adds the steps from one row to another to the first one's backward values,
 * times factor; chance: what turns their product into a probability. */
static void flow_back(struct npi_alignment *a, size_t from, size_t to,
                      double factor, double chance)
{
    struct npi_row *row = &a->rows[from];
    const struct npi_row *r = &a->rows[to];
    struct hop hop = hop_between(a, from, to);

    for (size_t i = 0; i < row->n; i++) {
        size_t place = row->lo + i;
        double sum = 0;

        if (row->forward[i] <= 0)
            continue;
        for (size_t k = place > r->lo ? place - r->lo : 0; k < r->n; k++) {
            double text = a->seconds[r->lo + k] - a->seconds[place];
            double stray = stray_of(a, &hop, text);
            double part = bell(stray) * r->clue[k] * r->backward[k];

            if (r->forward[k] <= 0)
                continue;
            sum += part;
            visit(a, &(struct npi_step){.from = from,
                                        .from_place = place,
                                        .to = to,
                                        .to_place = r->lo + k,
                                        .stray = stray,
                                        .chance = row->forward[i] * part *
                                                  chance});
        }
        row->backward[i] += sum * factor;
    }
}

static void flow_from_end(struct npi_alignment *a, size_t m, double factor,
                          double chance)
{
    struct npi_row *row = &a->rows[m];

    for (size_t i = 0; i < row->n; i++) {
        double part = ending(a, m, row->lo + i);

        if (row->forward[i] <= 0)
            continue;
        row->backward[i] += part * factor;
        visit(a, &(struct npi_step){.from = m,
                                    .from_place = row->lo + i,
                                    .to = NP_NONE,
                                    .to_place = a->n_boundaries - 1,
                                    .chance = row->forward[i] * part * chance});
    }
}

/* The last mark that a step from m may go to; m when only the end. */
static size_t last_to(const struct npi_alignment *a, size_t m)
{
    size_t to = m;

    while (to + 1 < a->marks->n && to - m <= NPI_SKIPS) {
        to++;
        if (is_fixed(a, to))
            break;
    }
    return to;
}

static void scale_back(struct npi_row *row, double scale_log)
{
    double best = 0;

    for (size_t i = 0; i < row->n; i++)
        best = fmax(best, row->backward[i]);
    row->backward_log = scale_log + (best > 0 ? log(best) : 0);
    for (size_t i = 0; best > 0 && i < row->n; i++)
        row->backward[i] /= best;
}

static void go_backward(struct npi_alignment *a)
{
    for (size_t m = a->marks->n; m-- > 0;) {
        struct npi_row *row = &a->rows[m];
        double scale = may_end(a, m) ? ending_log(a, m) : -HUGE_VAL;
        double known = row->forward_log - a->log_total;
        size_t last = last_to(a, m);

        for (size_t to = m + 1; to <= last; to++)
            scale = fmax(scale,
                         a->rows[to].backward_log + hop_between(a, m, to).skip);
        for (size_t to = m + 1; to <= last; to++) {
            double part = a->rows[to].backward_log + hop_between(a, m, to).skip;

            if (inflow(a, m, to) > 0)
                flow_back(a, m, to, exp(part - scale), exp(part + known));
        }
        if (may_end(a, m))
            flow_from_end(a, m, exp(ending_log(a, m) - scale),
                          exp(ending_log(a, m) + known));
        scale_back(row, scale);
    }
}

/* The steps from the start, which end the way back. */
static void visit_start(struct npi_alignment *a)
{
    for (size_t m = 0; m < a->marks->n && may_start(a, m); m++) {
        const struct npi_row *row = &a->rows[m];
        struct hop hop = make_hop(a, a->marks->items[m].time, m);
        double chance = exp(hop.skip + row->backward_log - a->log_total);

        for (size_t i = 0; i < row->n; i++)
            visit(a,
                  &(struct npi_step){
                      .from = NP_NONE,
                      .to = m,
                      .to_place = row->lo + i,
                      .chance = chance * row->clue[i] * row->backward[i] *
                                open_bell(a, &hop, a->seconds[row->lo + i])});
    }
}

enum np_status npi_align(struct npi_context *ctx, struct npi_alignment *a)
{
    enum np_status status;

    a->rows = NPI_ARENA_NEW(ctx->arena, struct npi_row, a->marks->n);
    if (!a->rows)
        return NP_ERR_NOMEM;
    status = go_forward(ctx, a);
    if (status)
        return status;
    total_up(a);
    go_backward(a);
    visit_start(a);
    return NP_OK;
}

double npi_align_chance(const struct npi_alignment *a, size_t m, size_t i)
{
    const struct npi_row *row = &a->rows[m];

    return row->forward[i] * row->backward[i] *
           exp(row->forward_log + row->backward_log - a->log_total);
}
