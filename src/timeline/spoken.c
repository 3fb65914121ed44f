/* See spoken.h. */
#include "timeline/spoken.h"

#define LEAST 2 /* stretches: fewer have no pause between them */

enum np_status npi_spoken_begin(struct npi_arena *arena,
                                const struct npi_timeline_input *input,
                                struct npi_timing *timing, double *length,
                                struct npi_spoken *spoken)
{
    const struct npi_speech_clock *clock = &spoken->clock;
    struct npi_marks *marks = &timing->marks;

    *spoken = (struct npi_spoken){0};
    if (!input->activity || input->activity->n < LEAST || input->captions)
        return NP_OK;
    spoken->used = true;
    spoken->times = NPI_ARENA_NEW(arena, double, marks->n);
    spoken->gaps = NPI_ARENA_NEW(arena, double, marks->n);
    if (!spoken->times || !spoken->gaps ||
        npi_speech_clock_make(arena, input->activity, &spoken->clock))
        return NP_ERR_NOMEM;
    for (size_t m = 0; m < marks->n; m++) {
        struct npi_mark *mark = &marks->items[m];
        double later = npi_speech_clock_to(clock, mark->time + mark->gap);

        spoken->times[m] = mark->time;
        spoken->gaps[m] = mark->gap;
        mark->time = npi_speech_clock_to(clock, mark->time);
        mark->gap = later - mark->time;
    }
    if (*length >= 0)
        *length = npi_speech_clock_to(clock, *length);
    return NP_OK;
}

void npi_spoken_end(const struct npi_spoken *spoken, struct npi_timing *timing)
{
    if (!spoken->used)
        return;
    for (size_t m = 0; m < timing->marks.n; m++) {
        timing->marks.items[m].time = spoken->times[m];
        timing->marks.items[m].gap = spoken->gaps[m];
    }
    for (size_t i = 0; i < timing->claims.n; i++)
        timing->claims.items[i].time = npi_speech_clock_from(
            &spoken->clock, timing->claims.items[i].time);
    for (size_t b = 0; b < timing->curve.n; b++)
        timing->curve.mean[b] = npi_speech_clock_from(&spoken->clock,
                                                      timing->curve.mean[b]);
}
