/* See speech_clock.h. Behind the last stretch it runs as all clocks do: the
 * sound may have ended before the notes. */
#include "timeline/speech_clock.h"

/* Of a second of pause. Not 0: a pause may be speech that was not heard, and
 * each time on one clock has one time on the other. */
#define PAUSE 0.05

/* Of a second of dialogue that is speech: less is no dialogue. */
#define LEAST_SHARE 0.6
#define MUSIC 3000 /* ms: no pause of a speaker */

static double s(int64_t ms)
{
    return (double)ms / 1000;
}

/* What a second of a stretch takes on the clock of speech. */
static double rate(const struct npi_speech_clock *clock, size_t i)
{
    const bool *unheard = clock->activity->unheard;

    return unheard && unheard[i] ? clock->unheard : 1;
}

/* Who cannot listen expects as many pauses as were heard elsewhere. What is
 * longer than a speaker's pause does not count. */
static double speech_share(const struct npi_activity *a)
{
    double speech = 0;
    double all = 0;
    int64_t known = 0;

    for (size_t i = 0; i < a->n; i++) {
        const struct npi_stretch *one = &a->speech[i];

        if (a->unheard && a->unheard[i]) {
            known = one->end;
            continue;
        }
        speech += s(one->end - one->start);
        all += s(one->end - one->start) +
               s(one->start - known < MUSIC ? one->start - known : 0);
        known = one->end;
    }
    return speech > LEAST_SHARE * all ? speech / all : LEAST_SHARE;
}

enum np_status npi_speech_clock_make(struct npi_arena *arena,
                                     const struct npi_activity *activity,
                                     struct npi_speech_clock *clock)
{
    const struct npi_stretch *speech = activity->speech;
    size_t n = activity->n;
    double spoken = 0;

    *clock = (struct npi_speech_clock){
        activity, NPI_ARENA_NEW(arena, double, n + 1), speech_share(activity)};
    if (!clock->spoken)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        spoken += PAUSE * s(speech[i].start - (i > 0 ? speech[i - 1].end : 0));
        clock->spoken[i] = spoken;
        spoken += rate(clock, i) * s(speech[i].end - speech[i].start);
    }
    clock->spoken[n] = spoken;
    return NP_OK;
}

/* The last stretch that starts at or before a time on either clock; n when it
 * is behind the last one's end, NP_NONE when it is before the first. */
static size_t find(const struct npi_speech_clock *clock, double time,
                   bool spoken)
{
    const struct npi_stretch *speech = clock->activity->speech;
    size_t lo = 0;
    size_t hi = clock->activity->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if ((spoken ? clock->spoken[mid] : s(speech[mid].start)) <= time)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo > 0 ? lo - 1 : NP_NONE;
}

double npi_speech_clock_to(const struct npi_speech_clock *clock, double seconds)
{
    const struct npi_activity *a = clock->activity;
    size_t i = find(clock, seconds, false);
    double into;
    double length;

    if (i == NP_NONE)
        return seconds * PAUSE;
    into = seconds - s(a->speech[i].start);
    length = s(a->speech[i].end - a->speech[i].start);
    if (into <= length)
        return clock->spoken[i] + into * rate(clock, i);
    return clock->spoken[i] + length * rate(clock, i) +
           (into - length) * (i + 1 < a->n ? PAUSE : 1);
}

double npi_speech_clock_from(const struct npi_speech_clock *clock,
                             double spoken)
{
    const struct npi_activity *a = clock->activity;
    size_t i = find(clock, spoken, true);
    double into;
    double length;

    if (i == NP_NONE)
        return spoken / PAUSE;
    into = spoken - clock->spoken[i];
    length = s(a->speech[i].end - a->speech[i].start) * rate(clock, i);
    if (into <= length)
        return s(a->speech[i].start) + into / rate(clock, i);
    return s(a->speech[i].end) + (into - length) / (i + 1 < a->n ? PAUSE : 1);
}

size_t npi_speech_clock_find(const struct npi_speech_clock *clock,
                             double spoken)
{
    size_t i = find(clock, spoken, true);

    if (i == NP_NONE)
        return 0;
    return clock->spoken[i] < spoken ? i + 1 : i;
}
