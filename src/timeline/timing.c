/* The dialogue's timing: all passes of the alignment over one episode. Each
 * pass measures the pace that the next one expects. */
#include "timeline/timing.h"

#include "timeline/spoken.h"
#include "timeline/steady.h"

#include <math.h>

/* Log likelihood that a part of the dialogue must be worth to be believed, and
 * that titles which have nothing to do with its words must be. */
#define NPI_PART_COST 3.0
#define NPI_WORDLESS_COST 12.0
#define NPI_TELLING 1.0    /* of a mark: its evidence speaks for its place */
#define NPI_BREATHLESS 9.0 /* units a second that nobody keeps up */
#define NPI_FAR_PACE 2.0   /* more is looked at up to the usual pace only */
#define NPI_PACES 0.25     /* how far people's pace strays, as a logarithm */
#define NPI_ODD_PACE                                                           \
    (-8.0) /* log likelihood of a pace that nobody has: notes that leave much  \
              out */
#define NPI_LACKS_ODDS                                                         \
    5.0 /* log odds against an end that lacks, when the pass before had it     \
           less likely than not */

static enum np_status
prepare(struct npi_arena *arena, const struct npi_timeline_input *input,
        const struct npi_beliefs *beliefs, const struct npi_model *model,
        double *length, struct npi_spoken *spoken, struct npi_timing *timing)
{
    const struct np_episode *episode = input->episode;
    enum np_status status = npi_ruler_build(arena, episode, &timing->ruler);

    if (!status)
        status = npi_marks_build(arena, episode, beliefs, &timing->marks);
    if (!status)
        status = npi_spoken_begin(arena, input, timing, length, spoken);
    if (!status)
        status = npi_clues_build(arena, episode, &timing->marks, &timing->ruler,
                                 model, &timing->clues);
    if (!status)
        status = npi_pace_init(arena, model, &timing->ruler, &timing->marks,
                               *length, &timing->pace);
    return status;
}

static struct npi_alignment alignment_of(struct npi_timing *timing,
                                         double length)
{
    npi_clues_pace(&timing->clues, timing->pace.rate);
    return (struct npi_alignment){
        .model = timing->clues.model,
        .clues = &timing->clues,
        .marks = &timing->marks,
        .seconds = timing->pace.seconds,
        .n_boundaries = timing->pace.n,
        .length = length,
        .spread = timing->pace.spread,
        .lacks_start = timing->lacks_start,
        .lacks_end = timing->lacks_end,
    };
}

/* An alignment that has been weighed, with the arena its rows live in. */
struct weighed {
    struct npi_alignment alignment;
    struct npi_arena arena;
};

/* Weighs the timing's pace; the arena is the caller's to release. */
static enum np_status weigh(const struct npi_context *ctx,
                            struct npi_timing *timing, double length,
                            struct weighed *weighed)
{
    struct npi_context try = *ctx;

    npi_arena_init(&weighed->arena);
    try.arena = &weighed->arena;
    weighed->alignment = alignment_of(timing, length);
    return npi_align_weigh(&try, &weighed->alignment);
}

/* What may be so of a dialogue. */
struct guess {
    double rate;   /* units of text a second; 0: nothing is guessed yet */
    bool wordless; /* the titles say nothing of its words */
    double cost;   /* log likelihood that it must be worth */
    struct weighed weighed;
};

/* People speak about as fast as each other; but notes may leave much out. */
static double worth(const struct npi_model *model, const struct guess *guess)
{
    double stray = log(guess->rate / model->rate) / NPI_PACES;

    return guess->weighed.alignment.log_total - guess->cost +
           fmax(-stray * stray / 2, NPI_ODD_PACE);
}

/* Weighs a guess and takes it for the best one if it is. */
static enum np_status consider(const struct npi_context *ctx,
                               struct npi_timing *timing, double length,
                               struct guess guess, struct guess *best)
{
    const struct npi_model *model = timing->clues.model;
    struct npi_arena worse;
    enum np_status status;

    npi_pace_even(&timing->ruler, guess.rate, &timing->pace);
    timing->clues.wordless = guess.wordless;
    status = weigh(ctx, timing, length, &guess.weighed);
    worse = guess.weighed.arena;
    if (!status &&
        (best->rate <= 0 || worth(model, &guess) > worth(model, best))) {
        worse = best->weighed.arena;
        *best = guess;
    }
    npi_arena_release(&worse);
    return status;
}

/* The evidence speaks for where it puts the marks. */
static bool is_told(const struct guess *guess)
{
    const struct npi_alignment *a = &guess->weighed.alignment;

    return a->log_total > NPI_TELLING * (double)a->marks->n;
}

/* The dialogue may hold a part of the episode only; then it is spoken faster
 * than its length and the outline's make believe. And titles in other words
 * than the dialogue's would pull all to where theirs turn up by chance. */
static enum np_status guess_all(const struct npi_context *ctx,
                                struct npi_timing *timing, double length,
                                struct guess *best)
{
    static const double paces[] = {1, 1.4, 2, 2.8, 4};
    double rate = timing->pace.rate;
    enum np_status status = NP_OK;

    for (size_t i = 0; !status && i < sizeof(paces) / sizeof(paces[0]); i++) {
        struct guess guess = {.rate = rate * paces[i],
                              .cost = i > 0 ? NPI_PART_COST : 0};
        double most = paces[i] > NPI_FAR_PACE ? timing->clues.model->rate
                                              : NPI_BREATHLESS;

        if (i > 0 && guess.rate > most)
            break;
        status = consider(ctx, timing, length, guess, best);
    }
    if (!status && !is_told(best))
        status = consider(ctx, timing, length,
                          (struct guess){.rate = rate,
                                         .wordless = true,
                                         .cost = NPI_WORDLESS_COST},
                          best);
    return status;
}

/* The guess that explains the evidence best is where the passes begin: *begin
 * is the first one's way there, whose arena is the caller's to release. */
static enum np_status find_pace(const struct npi_context *ctx,
                                struct npi_timing *timing, double length,
                                struct weighed *begin)
{
    struct guess best = {0};
    enum np_status status;

    npi_arena_init(&best.weighed.arena);
    status = guess_all(ctx, timing, length, &best);
    *begin = best.weighed;
    if (status)
        return status;
    timing->clues.wordless = best.wordless;
    npi_pace_even(&timing->ruler, best.rate, &timing->pace);
    npi_clues_pace(&timing->clues, best.rate);
    return NP_OK;
}

/* Of a dialogue that may lack an end or not, a mean of both would be true of
 * neither: the next pass keeps to what is likelier. */
static void learn_ends(struct npi_timing *timing)
{
    timing->lacks_start = timing->curve.lacks_start < 0.5 ? -NPI_LACKS_ODDS : 0;
    timing->lacks_end = timing->curve.lacks_end < 0.5 ? -NPI_LACKS_ODDS : 0;
}

/* One pass, whose way there has been weighed. The curve of the last one lives
 * in keep. */
static enum np_status pass(struct weighed *weighed, struct npi_arena *keep,
                           struct npi_timing *timing, double *times, bool last)
{
    struct npi_alignment *a = &weighed->alignment;
    enum np_status status = npi_curve_init(last ? keep : &weighed->arena,
                                           a->n_boundaries, &timing->curve);

    if (status)
        return status;
    a->visit = npi_curve_visit;
    a->user = &timing->curve;
    timing->curve.alignment = a;
    timing->curve.times = times;
    npi_align_back(a);
    npi_curve_finish(&timing->curve);
    timing->curve.alignment = NULL;
    if (last) {
        status = npi_claims_collect(keep, a, &timing->claims);
        return status ? status : npi_places_choose(keep, a, &timing->places);
    }
    learn_ends(timing);
    status = npi_marks_steady(&weighed->arena, a, times);
    return status ? status
                  : npi_pace_learn(&weighed->arena, a->model, &timing->curve,
                                   &timing->pace);
}

static enum np_status run_passes(const struct npi_context *ctx,
                                 struct npi_timing *timing, double length,
                                 double *times)
{
    unsigned rounds = timing->clues.model->rounds;
    struct weighed weighed;
    enum np_status status = find_pace(ctx, timing, length, &weighed);

    for (unsigned r = 0; r < rounds; r++) {
        if (r > 0)
            status = weigh(ctx, timing, length, &weighed);
        if (!status)
            status = pass(&weighed, ctx->arena, timing, times, r + 1 == rounds);
        npi_arena_release(&weighed.arena);
        if (status)
            return status;
    }
    return NP_OK;
}

enum np_status npi_timing_find(struct npi_context *ctx,
                               const struct npi_timeline_input *input,
                               const struct npi_beliefs *beliefs,
                               struct npi_timing *timing)
{
    const struct npi_model *model = input->model ? input->model
                                                 : &npi_model_default;
    int64_t ms = npi_believed_length(input, beliefs);
    double length = ms == NP_NO_TIME ? -1 : (double)ms / 1000;
    struct npi_spoken spoken;
    enum np_status status = prepare(ctx->arena, input, beliefs, model, &length,
                                    &spoken, timing);
    double *times;

    if (status)
        return status;
    timing->lacks_start = 0;
    timing->lacks_end = 0;
    times = NPI_ARENA_NEW(ctx->arena, double, timing->marks.n);
    if (!times)
        return NP_ERR_NOMEM;
    for (size_t m = 0; m < timing->marks.n; m++)
        times[m] = timing->marks.items[m].time;
    status = run_passes(ctx, timing, length, times);
    if (!status)
        npi_spoken_end(&spoken, timing);
    return status;
}
