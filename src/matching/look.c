/* Where to look. The first look takes groups of sentences and of words, so that
 * it sees the whole at a cost that grows no faster than the episode. */
#include "matching/look.h"

#include <math.h>

#define NPI_GROUPS 90       /* of sentences */
#define NPI_PLACES 500       /* groups of words */
#define NPI_LEAST_GROUP 20   /* syllables of a group of sentences */
#define NPI_LOOSE 1.5        /* times the spread of a sentence's length */
#define NPI_UNLIKELY 1e-4    /* chance that is left out at each end of a band */
#define NPI_MARGIN 1         /* places on top, at each end */
#define NPI_CLOSER 1e-5      /* the same for the closer look */
#define NPI_CLOSER_MARGIN 12 /* words on top */

struct look {
    struct npi_likeness *likeness;
    float *sums;   /* n * n_places: what the words say, whatever the lengths */
    float *likely; /* n * n_places: what is known without them */
    size_t n;      /* groups */
    size_t *rows;  /* n + 1 */
    size_t n_places;
    size_t *places; /* as words; the last one is their number */
    uint32_t *units;
    double *lengths;
    struct npi_band *bands;
};

static enum np_status make_groups(struct npi_arena *arena,
                                  const struct npi_written *written,
                                  struct look *look)
{
    double all = 0;
    double sum = 0;
    double least;

    look->rows = NPI_ARENA_NEW(arena, size_t, written->n + 1);
    if (!look->rows)
        return NP_ERR_NOMEM;
    for (size_t s = 0; s < written->n; s++)
        all += written->units[s];
    least = fmax(all / NPI_GROUPS, NPI_LEAST_GROUP);
    for (size_t s = 0; s < written->n; s++) {
        sum += written->units[s];
        if (sum >= least || s + 1 == written->n) {
            look->rows[++look->n] = s + 1;
            sum = 0;
        }
    }
    return NP_OK;
}

static double words_of_place(const struct npi_heard *heard)
{
    return floor((double)heard->n / NPI_PLACES) + 1;
}

static enum np_status make_places(struct npi_arena *arena,
                                  const struct npi_heard *heard,
                                  struct look *look)
{
    size_t step = (size_t)words_of_place(heard);
    size_t n = (heard->n + step - 1) / step + 1;

    look->places = NPI_ARENA_NEW(arena, size_t, n);
    look->units = NPI_ARENA_NEW(arena, uint32_t, n);
    if (!look->places || !look->units)
        return NP_ERR_NOMEM;
    look->n_places = n;
    for (size_t p = 0; p < n; p++) {
        size_t word = p * step < heard->n ? p * step : heard->n;

        look->places[p] = word;
        look->units[p] = (uint32_t)((double)heard->units[word] / (double)step +
                                    0.5);
    }
    return NP_OK;
}

/* For every group, over all places. */
static enum np_status sum_up(struct npi_context *ctx, struct look *look)
{
    double *sum = NPI_ARENA_NEW(ctx->arena, double, look->n_places);

    look->sums = NPI_ARENA_NEW(ctx->arena, float, look->n * look->n_places);
    look->likely = NPI_ARENA_NEW(ctx->arena, float, look->n * look->n_places);
    if (!sum || !look->sums || !look->likely)
        return NP_ERR_NOMEM;
    for (size_t g = 0; g < look->n; g++) {
        float *sums = look->sums + g * look->n_places;

        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        npi_likeness_said(look->likeness, g, 0, look->n_places, sum);
        for (size_t p = 0; p < look->n_places; p++) {
            sums[p] = (float)sum[p];
            sum[p] = 1;
        }
        npi_likeness_likely(look->likeness, g, 0, look->n_places, sum);
        for (size_t p = 0; p < look->n_places; p++)
            look->likely[g * look->n_places + p] = (float)sum[p];
    }
    return NP_OK;
}

static void said(void *user, size_t row, size_t lo, size_t hi, double *sum)
{
    const struct look *look = user;
    const float *sums = look->sums + row * look->n_places;

    for (size_t p = lo; p < hi; p++)
        sum[p - lo] = (double)(sums[p] - sums[lo]);
}

static void likely(void *user, size_t row, size_t lo, size_t hi, double *factor)
{
    const struct look *look = user;

    for (size_t p = lo; p < hi; p++)
        factor[p - lo] *= (double)look->likely[row * look->n_places + p];
}

static double ratio_of(const struct npi_likeness *l)
{
    double text = 0;

    for (size_t s = 0; s < l->written->n; s++)
        text += l->written->units[s];
    return (double)l->heard->units[l->heard->n] / NPI_UNITS / text;
}

static void set_lengths(const struct npi_likeness *l, const struct look *look,
                        double ratio, double step)
{
    for (size_t g = 0; g < look->n; g++) {
        double units = 0;

        for (size_t s = look->rows[g]; s < look->rows[g + 1]; s++)
            units += l->written->units[s];
        look->lengths[g] = units * ratio * step;
    }
}

static enum np_status try_ratio(struct npi_context *ctx, struct look *look,
                                double ratio, struct npi_lattice *lattice)
{
    const struct npi_likeness *l = look->likeness;
    double step = (double)NPI_UNITS / words_of_place(l->heard);

    set_lengths(l, look, ratio, step);
    *lattice = (struct npi_lattice){
        .model = l->model,
        .n = look->n,
        .n_positions = look->n_places,
        .units = look->units,
        .lengths = look->lengths,
        .step = step,
        /* A group's length strays less than a sentence's, but it also begins
         * and ends somewhere inside a place. */
        .spread = l->model->spread * NPI_LOOSE,
        .bands = look->bands,
        .said = said,
        .likely = likely,
        .user = look,
        .total_alone = lattice->total_alone,
    };
    return npi_lattice_run(ctx, lattice);
}

/* Notes may condense, and captions may be of a part alone: the ratio of lengths
 * that explains most. */
static enum np_status choose_ratio(const struct npi_context *ctx,
                                   struct look *look, double *ratio)
{
    static const double tries[] = {1, 0.75, 1.33, 0.56, 1.78, 0.42, 2.4};
    double base = *ratio;
    double best = -HUGE_VAL;
    enum np_status status = NP_OK;

    for (size_t t = 0; !status && t < sizeof(tries) / sizeof(tries[0]); t++) {
        struct npi_lattice lattice = {.total_alone = true};
        struct npi_context try = *ctx;
        struct npi_arena arena;

        npi_arena_init(&arena);
        try.arena = &arena;
        status = try_ratio(&try, look, base * tries[t], &lattice);
        npi_arena_release(&arena);
        if (!status && lattice.log_total > best) {
            best = lattice.log_total;
            *ratio = base * tries[t];
        }
    }
    return status;
}

/* The band of a border: what is not unlikely. */
static struct npi_band likely_band(const struct npi_lattice *lattice, size_t b,
                                   double least)
{
    const struct npi_band *band = &lattice->bands[b];
    const struct npi_border *border = &lattice->borders[b];
    struct npi_band likely = *band;
    double sum = 0;

    for (size_t p = band->lo; p < band->hi && sum < least; p++) {
        size_t i = p - band->lo;

        likely.lo = p;
        sum += (double)border->end[i] + (double)border->start[i] +
               (double)border->hole[i];
    }
    sum = 0;
    for (size_t p = band->hi; p-- > likely.lo && sum < least;) {
        size_t i = p - band->lo;

        likely.hi = p + 1;
        sum += (double)border->end[i] + (double)border->start[i] +
               (double)border->hole[i];
    }
    return likely;
}

static size_t less(size_t a, size_t by)
{
    return a > by ? a - by : 0;
}

/* Each end at or behind the one before, as the lattice wants them. */
static void straighten(struct npi_band *bands, size_t n)
{
    for (size_t b = 1; b < n; b++) {
        if (bands[b].hi < bands[b - 1].hi)
            bands[b].hi = bands[b - 1].hi;
        if (bands[b].lo < bands[b - 1].lo)
            bands[b].lo = bands[b - 1].lo;
    }
    for (size_t b = n - 1; b-- > 0;)
        if (bands[b].lo > bands[b + 1].lo)
            bands[b].lo = bands[b + 1].lo;
}

/* Bands of the sentences, from those of the groups they are in. */
static void hand_down(const struct look *look,
                      const struct npi_lattice *lattice, struct npi_band *bands)
{
    for (size_t g = 0; g < look->n; g++) {
        struct npi_band from = likely_band(lattice, g, NPI_UNLIKELY);
        struct npi_band to = likely_band(lattice, g + 1, NPI_UNLIKELY);
        size_t lo = look->places[less(from.lo, NPI_MARGIN)];
        size_t hi = to.hi - 1 + NPI_MARGIN;
        size_t end =
            look->places[hi < look->n_places ? hi : look->n_places - 1];

        for (size_t s = look->rows[g]; s <= look->rows[g + 1]; s++) {
            bool first = s == look->rows[g] && g > 0;

            bands[s] = (struct npi_band){first ? bands[s].lo : lo, end + 1};
        }
    }
}

static enum np_status make_look(struct npi_arena *arena, struct look *look)
{
    struct npi_likeness *l = look->likeness;
    enum np_status status = make_groups(arena, l->written, look);

    if (!status)
        status = make_places(arena, l->heard, look);
    if (status)
        return status;
    look->lengths = NPI_ARENA_NEW(arena, double, look->n);
    look->bands = NPI_ARENA_NEW(arena, struct npi_band, look->n + 1);
    if (!look->lengths || !look->bands)
        return NP_ERR_NOMEM;
    for (size_t g = 0; g <= look->n; g++)
        look->bands[g] = (struct npi_band){0, look->n_places};
    l->fine = false;
    l->rows = look->rows;
    l->positions = look->places;
    return NP_OK;
}

enum np_status npi_look(struct npi_context *ctx, struct npi_likeness *l,
                        struct npi_band *bands, double *lengths)
{
    struct look look = {.likeness = l};
    struct npi_lattice lattice = {0};
    double ratio = ratio_of(l);
    enum np_status status = make_look(ctx->arena, &look);

    if (!status)
        status = sum_up(ctx, &look);
    if (!status)
        status = choose_ratio(ctx, &look, &ratio);
    if (!status)
        status = try_ratio(ctx, &look, ratio, &lattice);
    if (status)
        return status;
    hand_down(&look, &lattice, bands);
    straighten(bands, l->written->n + 1);
    for (size_t s = 0; s < l->written->n; s++)
        lengths[s] = l->written->units[s] * ratio * NPI_UNITS;
    return NP_OK;
}

void npi_look_closer(const struct npi_lattice *lattice, struct npi_band *bands)
{
    for (size_t b = 0; b <= lattice->n; b++) {
        struct npi_band likely = likely_band(lattice, b, NPI_CLOSER);

        bands[b].lo = less(likely.lo, NPI_CLOSER_MARGIN);
        bands[b].hi = likely.hi + NPI_CLOSER_MARGIN < lattice->n_positions
                          ? likely.hi + NPI_CLOSER_MARGIN
                          : lattice->n_positions;
    }
    straighten(bands, lattice->n + 1);
}
