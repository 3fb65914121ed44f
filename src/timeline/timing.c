/* The dialogue's timing: all passes of the alignment over one episode. Each
 * pass measures the pace that the next one expects. */
#include "timeline/timing.h"

#include "timeline/steady.h"

#include <math.h>

/* Log likelihood that a part of the dialogue must be worth to be believed. */
#define NPI_PART_COST 3.0
#define NPI_BREATHLESS 9.0 /* units a second that nobody keeps up */

static enum np_status prepare(struct npi_arena *arena,
                              const struct npi_timeline_input *input,
                              const struct npi_beliefs *beliefs,
                              const struct npi_model *model, double length,
                              struct npi_timing *timing)
{
    const struct np_episode *episode = input->episode;
    enum np_status status = npi_ruler_build(arena, episode, &timing->ruler);

    if (!status)
        status = npi_marks_build(arena, episode, beliefs, &timing->marks);
    if (!status)
        status = npi_clues_build(arena, episode, &timing->marks, &timing->ruler,
                                 model, &timing->clues);
    if (!status)
        status = npi_pace_init(arena, model, &timing->ruler, &timing->marks,
                               length, &timing->pace);
    return status;
}

static struct npi_alignment alignment_of(struct npi_timing *timing,
                                         double length)
{
    timing->clues.rate = timing->pace.rate;
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

/* The dialogue may hold a part of the episode only; then it is spoken faster
 * than its length and the outline's make believe. The pace that explains the
 * evidence best is where the passes begin. */
static enum np_status find_pace(struct npi_context *ctx,
                                struct npi_timing *timing, double length)
{
    static const double paces[] = {1, 1.4, 2};
    double best = -HUGE_VAL;
    double chosen = 1;
    double now = 1;

    for (size_t i = 0; i < sizeof(paces) / sizeof(paces[0]); i++) {
        struct npi_arena arena;
        struct npi_context try = *ctx;
        struct npi_alignment a;
        enum np_status status;

        if (i > 0 && timing->pace.rate * paces[i] / now > NPI_BREATHLESS)
            break;
        npi_arena_init(&arena);
        try.arena = &arena;
        npi_pace_hurry(&timing->pace, paces[i] / now);
        now = paces[i];
        a = alignment_of(timing, length);
        status = npi_align_weigh(&try, &a);
        npi_arena_release(&arena);
        if (status)
            return status;
        if (a.log_total - (i ? NPI_PART_COST : 0) > best) {
            best = a.log_total - (i ? NPI_PART_COST : 0);
            chosen = paces[i];
        }
    }
    npi_pace_hurry(&timing->pace, chosen / now);
    return NP_OK;
}

/* One pass: rows live in ctx->arena, the curve in keep. */
static enum np_status pass(struct npi_context *ctx, struct npi_arena *keep,
                           struct npi_timing *timing, double length,
                           double *times, bool last)
{
    struct npi_alignment a = alignment_of(timing, length);
    enum np_status status = npi_curve_init(last ? keep : ctx->arena,
                                           a.n_boundaries, &timing->curve);

    if (status)
        return status;
    a.visit = npi_curve_visit;
    a.user = &timing->curve;
    timing->curve.alignment = &a;
    timing->curve.times = times;
    status = npi_align(ctx, &a);
    if (status)
        return status;
    npi_curve_finish(&timing->curve);
    timing->curve.alignment = NULL;
    if (last)
        return npi_places_choose(keep, &a, &timing->places);
    status = npi_marks_steady(ctx->arena, &a, times);
    return status ? status
                  : npi_pace_learn(ctx->arena, a.model, &timing->curve,
                                   &timing->pace);
}

enum np_status npi_timing_find(struct npi_context *ctx,
                               const struct npi_timeline_input *input,
                               const struct npi_beliefs *beliefs,
                               struct npi_timing *timing)
{
    const struct npi_model *model = input->model ? input->model
                                                 : &npi_model_default;
    double length = input->length == NP_NO_TIME ? -1
                                                : (double)input->length / 1000;
    enum np_status status = prepare(ctx->arena, input, beliefs, model, length,
                                    timing);
    double *times;

    if (status)
        return status;
    times = NPI_ARENA_NEW(ctx->arena, double, timing->marks.n);
    if (!times)
        return NP_ERR_NOMEM;
    for (size_t m = 0; m < timing->marks.n; m++)
        times[m] = timing->marks.items[m].time;
    status = find_pace(ctx, timing, length);
    for (unsigned r = 0; !status && r < model->rounds; r++) {
        struct npi_arena arena;
        struct npi_context round = *ctx;

        npi_arena_init(&arena);
        round.arena = &arena;
        status = pass(&round, ctx->arena, timing, length, times,
                      r + 1 == model->rounds);
        npi_arena_release(&arena);
    }
    return status;
}
