/* See starts.h. */
#include "timeline/starts.h"

#include <math.h>

#define REACH 3.5       /* deviations of the curve that a start may be off */
#define STRAY 0.3       /* s a second: variance of speech by text */
#define LEAST_STRAY 0.1 /* s */

static enum npi_start_kind kind_of(const struct np_episode *episode,
                                   const struct npi_ruler *ruler, size_t b)
{
    if (ruler->turn[b])
        return NPI_START_TURN;
    return episode->sentences[b].paragraph_start ? NPI_START_PARAGRAPH
                                                 : NPI_START_SENTENCE;
}

/* The bin of the pause before a stretch. The sound's beginning is as good as
 * the longest. */
static unsigned char bin_of(const struct npi_activity *a, size_t i)
{
    static const int64_t most[NPI_PAUSE_BINS - 1] = {130, 200, 300, 500, 900};
    unsigned char bin = 0;

    if (i == 0)
        return NPI_PAUSE_BINS - 1;
    while (bin < NPI_PAUSE_BINS - 1 &&
           a->speech[i].start - a->speech[i - 1].end >= most[bin])
        bin++;
    return bin;
}

static bool is_unheard(const struct npi_activity *a, size_t i)
{
    return a->unheard && a->unheard[i];
}

/* Whether speech was heard to begin with a stretch. */
static bool begins(const struct npi_activity *a, size_t i)
{
    return !is_unheard(a, i) && (i == 0 || !is_unheard(a, i - 1) ||
                                 a->speech[i].start > a->speech[i - 1].end);
}

static enum np_status sort_pauses(struct npi_arena *arena,
                                  struct npi_starts *starts)
{
    const struct npi_activity *a = starts->clock.activity;
    double heard = starts->clock.spoken[a->n];
    size_t n = 0;

    starts->bins = NPI_ARENA_NEW(arena, unsigned char, a->n);
    if (!starts->bins)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < a->n; i++) {
        starts->bins[i] = bin_of(a, i);
        n += begins(a, i);
        if (is_unheard(a, i))
            heard -= (double)(a->speech[i].end - a->speech[i].start) / 1000 *
                     starts->clock.unheard;
    }
    for (size_t i = 0; i < a->n; i++)
        if (begins(a, i))
            starts->bin_share[starts->bins[i]] += 1 / (double)n;
    starts->pauses = (double)n / heard;
    return NP_OK;
}

/* Whether nobody could listen at a moment on the clock of speech. */
static bool is_dark(const struct npi_speech_clock *clock, double at)
{
    const struct npi_activity *a = clock->activity;
    double ms = npi_speech_clock_from(clock, at) * 1000;
    size_t i = npi_speech_clock_find(clock, at);

    if (i == a->n && ms >= (double)a->length)
        return true;
    return i > 0 && is_unheard(a, i - 1) && ms < (double)a->speech[i - 1].end;
}

static void add(struct npi_starts_row *row, double at, size_t stretch,
                bool dark)
{
    row->at[row->n] = at;
    row->dark[row->n] = dark;
    row->stretch[row->n++] = stretch;
}

static void fill_row(const struct npi_speech_clock *clock, double mean,
                     double deviation, struct npi_starts_row *row)
{
    double lo = fmax(mean - REACH * deviation, 0);
    double hi = fmax(mean + REACH * deviation, lo);
    size_t last = clock->activity->n;
    size_t i = npi_speech_clock_find(clock, lo);

    row->step = (hi - lo) / (NPI_STARTS_FREE - 1);
    for (size_t g = 0; g < NPI_STARTS_FREE; g++) {
        double at = lo + (double)g * row->step;

        add(row, at, NP_NONE, is_dark(clock, at));
    }
    for (; i < last && clock->spoken[i] <= hi && row->n < NPI_STARTS_MAX; i++)
        if (begins(clock->activity, i))
            add(row, clock->spoken[i], i, false);
}

static void pin_row(const struct npi_speech_clock *clock, int64_t ms,
                    struct npi_starts_row *row)
{
    add(row, npi_speech_clock_to(clock, (double)ms / 1000), NP_NONE, false);
    row->pinned = true;
}

enum np_status npi_starts_build(struct npi_arena *arena,
                                const struct npi_timeline_input *input,
                                const struct npi_beliefs *beliefs,
                                const struct npi_timing *timing,
                                struct npi_starts *starts)
{
    const struct npi_activity *a = input->activity;
    const struct npi_speech_clock *clock = &starts->clock;
    const struct npi_pin *pin = beliefs->pins;
    const struct npi_pin *end = pin + beliefs->n_pins;
    size_t n = timing->ruler.n;

    *starts = (struct npi_starts){
        .rows = NPI_ARENA_NEW(arena, struct npi_starts_row, n), .n = n};
    if (!starts->rows || npi_speech_clock_make(arena, a, &starts->clock) ||
        sort_pauses(arena, starts))
        return NP_ERR_NOMEM;
    starts->end = beliefs->cut_short || is_unheard(a, a->n - 1)
                      ? -1
                      : clock->spoken[a->n];
    for (size_t b = 0; b < n; b++) {
        struct npi_starts_row *row = &starts->rows[b];

        row->kind = kind_of(input->episode, &timing->ruler, b);
        row->text = timing->pace.seconds[b + 1] - timing->pace.seconds[b];
        row->spread = fmax(sqrt(STRAY * row->text), LEAST_STRAY);
        if (pin < end && pin->sentence == b)
            pin_row(clock, pin++->ms, row);
        else
            fill_row(clock, npi_speech_clock_to(clock, timing->curve.mean[b]),
                     sqrt(timing->curve.variance[b]), row);
    }
    return NP_OK;
}

double npi_starts_time(const struct npi_starts *starts,
                       const struct npi_starts_row *row, size_t i)
{
    const struct npi_activity *a = starts->clock.activity;

    if (row->stretch[i] != NP_NONE)
        return (double)a->speech[row->stretch[i]].start / 1000;
    return npi_speech_clock_from(&starts->clock, row->at[i]);
}
