/* Where to look. The first look is at the whole, by large groups of sentences
 * and of words; each that follows takes smaller ones, within the bands of the
 * look before. So the work grows with the episode and not with its square. */
#include "matching/look.h"

#include "matching/groups.h"

#include <math.h>

#define NPI_GROUPS 90       /* of the first look */
#define NPI_PLACES 500      /* the same, of words */
#define NPI_FINER 3         /* times as many with each look */
#define NPI_FEW 6           /* sentences of a group that need no further look */
#define NPI_FEW_WORDS 40    /* of a place that need none */
#define NPI_LEAST_RATIO 0.5 /* of syllables, to begin with */
#define NPI_MOST_RATIO 2.0
#define NPI_LOOSE 1.5        /* times the spread of a sentence's length */
#define NPI_CLOSER 1e-5      /* chance left out at each end of a closer band */
#define NPI_CLOSER_MARGIN 12 /* words on top */

struct look {
    struct npi_likeness *likeness;
    struct npi_groups groups;
    double *lengths;
    struct npi_band *bands;
    /* Of the first look, which is repeated: groups * places. */
    float *sums;   /* what the words say, whatever the lengths */
    float *likely; /* what is known without them */
};

static enum np_status start(struct npi_arena *arena, size_t n, size_t n_places,
                            struct look *look)
{
    struct npi_likeness *l = look->likeness;
    enum np_status status = npi_groups_make(arena, l->written, l->heard, n,
                                            n_places, &look->groups);

    if (status)
        return status;
    look->lengths = NPI_ARENA_NEW(arena, double, look->groups.n);
    look->bands = NPI_ARENA_NEW(arena, struct npi_band, look->groups.n + 1);
    if (!look->lengths || !look->bands)
        return NP_ERR_NOMEM;
    l->fine = false;
    l->rows = look->groups.rows;
    l->positions = look->groups.places;
    return NP_OK;
}

/* For every group, over all places. */
static enum np_status sum_up(struct npi_context *ctx, struct look *look)
{
    size_t n = look->groups.n;
    size_t n_places = look->groups.n_places;
    double *sum = NPI_ARENA_NEW(ctx->arena, double, n_places);

    look->sums = NPI_ARENA_NEW(ctx->arena, float, n *n_places);
    look->likely = NPI_ARENA_NEW(ctx->arena, float, n *n_places);
    if (!sum || !look->sums || !look->likely)
        return NP_ERR_NOMEM;
    for (size_t g = 0; g < n; g++) {
        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        npi_likeness_said(look->likeness, g, 0, n_places, sum);
        for (size_t p = 0; p < n_places; p++) {
            look->sums[g * n_places + p] = (float)sum[p];
            sum[p] = 1;
        }
        npi_likeness_likely(look->likeness, g, 0, n_places, sum);
        for (size_t p = 0; p < n_places; p++)
            look->likely[g * n_places + p] = (float)sum[p];
    }
    return NP_OK;
}

static void said(void *user, size_t row, size_t lo, size_t hi, double *sum)
{
    const struct look *look = user;
    const float *sums = look->sums + row * look->groups.n_places;

    for (size_t p = lo; p < hi; p++)
        sum[p - lo] = (double)(sums[p] - sums[lo]);
}

static void likely(void *user, size_t row, size_t lo, size_t hi, double *factor)
{
    const struct look *look = user;
    const float *known = look->likely + row * look->groups.n_places;

    for (size_t p = lo; p < hi; p++)
        factor[p - lo] *= (double)known[p];
}

static double text_between(const struct npi_written *written, size_t from,
                           size_t to)
{
    double units = 0;

    for (size_t s = from; s < to; s++)
        units += written->units[s];
    return units;
}

static enum np_status run(struct npi_context *ctx, struct look *look,
                          double ratio, struct npi_lattice *lattice)
{
    const struct npi_likeness *l = look->likeness;
    const struct npi_groups *groups = &look->groups;

    for (size_t g = 0; g < groups->n; g++)
        look->lengths[g] = text_between(l->written, groups->rows[g],
                                        groups->rows[g + 1]) *
                           ratio * groups->step;
    *lattice = (struct npi_lattice){
        .model = l->model,
        .n = groups->n,
        .n_positions = groups->n_places,
        .units = groups->units,
        .lengths = look->lengths,
        .step = groups->step,
        /* A group's length strays less than a sentence's, but it also begins
         * and ends somewhere inside a place. */
        .spread = l->model->spread * NPI_LOOSE,
        .bands = look->bands,
        .silent = groups->silent,
        .said = look->sums ? said : npi_likeness_said,
        .likely = look->likely ? likely : npi_likeness_likely,
        .user = look->sums ? (void *)look : look->likeness,
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
        status = run(&try, look, base * tries[t], &lattice);
        npi_arena_release(&arena);
        if (!status && lattice.log_total > best) {
            best = lattice.log_total;
            *ratio = base * tries[t];
        }
    }
    return status;
}

/* At the whole: leaves bands and the ratio of lengths. */
static enum np_status look_first(struct npi_context *ctx, struct look *look,
                                 double *ratio, struct npi_band *bands)
{
    struct npi_lattice lattice = {0};
    enum np_status status = start(ctx->arena, NPI_GROUPS, NPI_PLACES, look);

    if (status)
        return status;
    for (size_t g = 0; g <= look->groups.n; g++)
        look->bands[g] = (struct npi_band){0, look->groups.n_places};
    status = sum_up(ctx, look);
    if (!status)
        status = choose_ratio(ctx, look, ratio);
    if (!status)
        status = run(ctx, look, *ratio, &lattice);
    if (!status)
        npi_groups_hand_down(&look->groups, &lattice, bands);
    return status;
}

/* By smaller groups, within the bands, which are made narrower. */
static enum np_status look_again(struct npi_context *ctx, struct look *look,
                                 double ratio, size_t n, size_t n_places,
                                 struct npi_band *bands)
{
    struct npi_lattice lattice = {0};
    const struct npi_groups *groups = &look->groups;
    enum np_status status;

    look->sums = look->likely = NULL;
    status = start(ctx->arena, n, n_places, look);
    if (status)
        return status;
    for (size_t g = 0; g <= groups->n; g++) {
        const struct npi_band *band = &bands[groups->rows[g]];

        look->bands[g].lo = npi_groups_place(groups, band->lo);
        look->bands[g].hi = npi_groups_place(groups, band->hi - 1) + 2;
        if (look->bands[g].hi > groups->n_places)
            look->bands[g].hi = groups->n_places;
    }
    status = run(ctx, look, ratio, &lattice);
    if (!status)
        npi_groups_hand_down(groups, &lattice, bands);
    return status;
}

/* One look, whose memory is given back. */
static enum np_status look_once(const struct npi_context *ctx,
                                struct npi_likeness *l, size_t level,
                                double *ratio, struct npi_band *bands,
                                bool *enough)
{
    struct look look = {.likeness = l};
    struct npi_context own = *ctx;
    struct npi_arena arena;
    size_t finer = 1;
    enum np_status status;

    for (size_t i = 0; i < level; i++)
        finer *= NPI_FINER;
    npi_arena_init(&arena);
    own.arena = &arena;
    status = level == 0 ? look_first(&own, &look, ratio, bands)
                        : look_again(&own, &look, *ratio, NPI_GROUPS * finer,
                                     NPI_PLACES * finer, bands);
    /* Sentences of a syllable stay many to a group, however often is looked. */
    *enough = (look.groups.n * NPI_FEW >= l->written->n || look.groups.least) &&
              look.groups.words <= NPI_FEW_WORDS;
    npi_arena_release(&arena);
    return status;
}

enum np_status npi_look(struct npi_context *ctx, struct npi_likeness *l,
                        struct npi_band *bands, double *lengths)
{
    double text = text_between(l->written, 0, l->written->n);
    double ratio = (double)l->heard->units[l->heard->n] / NPI_UNITS / text;
    bool enough = false;
    enum np_status status = NP_OK;

    /* One side may be a small part of the other: no reason to think that it
     * says the same with ever so many words. */
    ratio = fmin(fmax(ratio, NPI_LEAST_RATIO), NPI_MOST_RATIO);
    for (size_t level = 0; !status && !enough; level++)
        status = look_once(ctx, l, level, &ratio, bands, &enough);
    for (size_t s = 0; !status && s < l->written->n; s++)
        lengths[s] = l->written->units[s] * ratio * NPI_UNITS;
    return status;
}

void npi_look_closer(const struct npi_lattice *lattice, struct npi_band *bands)
{
    for (size_t b = 0; b <= lattice->n; b++) {
        struct npi_band likely = npi_band_likely(lattice, b, NPI_CLOSER);

        bands[b].lo = likely.lo > NPI_CLOSER_MARGIN
                          ? likely.lo - NPI_CLOSER_MARGIN
                          : 0;
        bands[b].hi = likely.hi + NPI_CLOSER_MARGIN < lattice->n_positions
                          ? likely.hi + NPI_CLOSER_MARGIN
                          : lattice->n_positions;
    }
    npi_bands_straighten(bands, lattice->n + 1);
}
