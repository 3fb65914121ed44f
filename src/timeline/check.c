/* What looks wrong in a finished timing. */
#include "timeline/check.h"

#include "timeline/diags.h"
#include "timeline/say.h"

#define NPI_ABSURD 2.5        /* times as fast, or as slow, as elsewhere */
#define NPI_LONG 20.0         /* s that it must be off as well */
#define NPI_SLOW 0.5          /* units a second: so slowly nobody speaks */
#define NPI_UNHURRIED 3.0     /* units a second: nobody's speech is too fast */
#define NPI_SIXTY 60          /* what m:ss written as h:mm:ss is off by */
#define NPI_TEN_MINUTES 600.0 /* s: stamps below show no such mistake */
#define NPI_FEW_ENTRIES 5     /* of an outline, too few to say anything of it */
#define NPI_HARDLY_ANY 8      /* one in so many found */
#define NPI_LEAST_RATE 1.5
#define NPI_MOST_RATE 15.0
#define NPI_SCALE 4.0 /* times as fast as anybody speaks: other units */

static int64_t ms(double seconds)
{
    return (int64_t)(seconds * 1000);
}

static struct np_span span_of(const struct np_episode *episode,
                              const struct npi_timing *timing, size_t m,
                              size_t sentence)
{
    size_t entry = timing->marks.items[m].entry;

    return entry == NP_NONE ? episode->sentences[sentence].span
                            : episode->outline[entry].span;
}

/* The seconds that text takes elsewhere, or, where notes hold so little of what
 * was said that a usual pace would be too fast for them, that it takes at a
 * leisurely one. */
static double unhurried(const struct npi_timing *timing, double text)
{
    double rate = timing->pace.rate;

    return rate < NPI_UNHURRIED ? text * rate / NPI_UNHURRIED : text;
}

static void check_between(struct npi_context *ctx,
                          const struct np_episode *episode,
                          const struct npi_timing *timing, size_t a, size_t b)
{
    size_t place = timing->places[a].sentence;
    const double *seconds = timing->pace.seconds;
    double text = seconds[timing->places[b].sentence] - seconds[place];
    double time = timing->marks.items[b].time - timing->marks.items[a].time;
    double least = unhurried(timing, text);
    struct npi_said from = npi_say_time(ms(timing->marks.items[a].time));
    struct npi_said to = npi_say_time(ms(timing->marks.items[b].time));
    struct npi_said factor;

    if (least > NPI_ABSURD * time && least > time + NPI_LONG) {
        factor = npi_say_count((size_t)(text / (time > 1 ? time : 1)));
        NPI_DIAG3(ctx->diags, CHAPTER_FAST, span_of(episode, timing, a, place),
                  npi_said_str(&from), npi_said_str(&to),
                  npi_said_str(&factor));
    } else if (time > NPI_ABSURD * text && time > text + NPI_LONG) {
        factor = npi_say_count((size_t)(time / (text > 1 ? text : 1)));
        NPI_DIAG3(ctx->diags, CHAPTER_SLOW, span_of(episode, timing, a, place),
                  npi_said_str(&from), npi_said_str(&to),
                  npi_said_str(&factor));
    }
}

/* Stamps that make the dialogue absurdly slow, and a usual one a sixtieth as
 * long. */
static bool is_sixtyfold(const struct npi_timing *timing, double time)
{
    double units = timing->ruler.at[timing->ruler.n];
    double rate = units * NPI_SIXTY / time;

    return time >= NPI_TEN_MINUTES && units < NPI_SLOW * time &&
           rate >= NPI_LEAST_RATE && rate <= NPI_MOST_RATE;
}

static void check_scale(struct npi_context *ctx,
                        const struct np_episode *episode,
                        const struct npi_timing *timing)
{
    double time = timing->marks.items[timing->marks.n - 1].time;
    double text = timing->ruler.at[timing->ruler.n] / timing->clues.model->rate;
    struct npi_said end = npi_say_time(ms(time));
    struct npi_said need = npi_say_time(ms(text));

    if (timing->marks.n > 1 && text > NPI_SCALE * time && time > 0)
        NPI_DIAG2(
            ctx->diags, OUTLINE_SHORT,
            span_of(episode, timing, timing->marks.n - 1, timing->ruler.n - 1),
            npi_said_str(&end), npi_said_str(&need));
    else if (timing->marks.n > 1 && time > 0 && is_sixtyfold(timing, time))
        NPI_DIAG2(
            ctx->diags, OUTLINE_LONG,
            span_of(episode, timing, timing->marks.n - 1, timing->ruler.n - 1),
            npi_said_str(&end), npi_said_str(&need));
}

/* How much of an outline was found in the dialogue. */
struct found {
    size_t first; /* mark of the outline; NP_NONE: there is none */
    size_t n;
    size_t placed;
    size_t seen; /* by words of the title or by a heading */
};

static struct found count_found(const struct npi_timing *timing)
{
    struct found found = {.first = NP_NONE};

    for (size_t m = 0; m < timing->marks.n; m++) {
        size_t sentence = timing->places[m].sentence;

        if (timing->marks.items[m].entry == NP_NONE)
            continue;
        found.first = found.first == NP_NONE ? m : found.first;
        found.n++;
        found.placed += sentence != NP_NONE;
        found.seen += sentence != NP_NONE &&
                      npi_clues_kinds(&timing->clues, m, sentence);
    }
    return found;
}

static bool is_hardly_any(const struct found *found, size_t n)
{
    return found->n >= NPI_FEW_ENTRIES && n * NPI_HARDLY_ANY <= found->n;
}

/* An outline of which next to nothing is found, or seen. Where the dialogue has
 * times of its own, they are told without the titles. */
static void check_found(struct npi_context *ctx,
                        const struct np_episode *episode,
                        const struct npi_timing *timing)
{
    struct found found = count_found(timing);
    bool apart = is_hardly_any(&found, found.placed);
    struct npi_said said = npi_say_count(apart ? found.placed : found.seen);
    struct npi_said all = npi_say_count(found.n);

    if (apart)
        NPI_DIAG2(ctx->diags, OUTLINE_APART,
                  span_of(episode, timing, found.first, 0), npi_said_str(&said),
                  npi_said_str(&all));
    else if (is_hardly_any(&found, found.seen) &&
             timing->marks.last_fixed == NP_NONE)
        NPI_DIAG2(ctx->diags, OUTLINE_UNHEARD,
                  span_of(episode, timing, found.first, 0), npi_said_str(&said),
                  npi_said_str(&all));
}

void npi_timing_check(struct npi_context *ctx, const struct np_episode *episode,
                      const struct npi_timing *timing, int64_t end)
{
    size_t before = NP_NONE;

    check_scale(ctx, episode, timing);
    check_found(ctx, episode, timing);
    for (size_t m = 0; m < timing->marks.n; m++) {
        if (timing->places[m].sentence == NP_NONE)
            continue;
        if (ms(timing->marks.items[m].time) >= end)
            break;
        if (before != NP_NONE)
            check_between(ctx, episode, timing, before, m);
        before = m;
    }
}
