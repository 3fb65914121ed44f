/* The dialogue's timing: all passes of the alignment over one episode. Each
 * pass measures the pace that the next one expects. */
#include "timeline/timing.h"

#include "timeline/spoken.h"
#include "timeline/steady.h"

#include <math.h>

/* Log likelihood that a part of the dialogue must be worth to be believed. */
#define NPI_PART_COST 3.0
#define NPI_BREATHLESS 9.0 /* units a second that nobody keeps up */

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

/* The dialogue may hold a part of the episode only; then it is spoken faster
 * than its length and the outline's make believe. The pace that explains the
 * evidence best is where the passes begin: *best is the first one's way there,
 * whose arena is the caller's to release. */
static enum np_status find_pace(const struct npi_context *ctx,
                                struct npi_timing *timing, double length,
                                struct weighed *best)
{
    static const double paces[] = {1, 1.4, 2};
    double rate = timing->pace.rate;
    double chosen = rate;
    enum np_status status = weigh(ctx, timing, length, best);

    for (size_t i = 1; !status && i < sizeof(paces) / sizeof(paces[0]); i++) {
        double cost = chosen > rate ? 0 : NPI_PART_COST;
        struct weighed other;
        struct npi_arena worse;

        if (rate * paces[i] > NPI_BREATHLESS)
            break;
        npi_pace_even(&timing->ruler, rate * paces[i], &timing->pace);
        status = weigh(ctx, timing, length, &other);
        worse = other.arena;
        if (!status &&
            other.alignment.log_total - cost > best->alignment.log_total) {
            worse = best->arena;
            *best = other;
            chosen = timing->pace.rate;
        }
        npi_arena_release(&worse);
    }
    npi_pace_even(&timing->ruler, chosen, &timing->pace);
    npi_clues_pace(&timing->clues, chosen);
    return status;
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
