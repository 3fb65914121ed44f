/* The captions' evidence. What the outline says goes into the matching as
 * guesses and hints; what the matching finds comes back as pins. */
#include "timeline/captions.h"

#include "timeline/diags.h"
#include "timeline/say.h"

#include <math.h>
#include <stdlib.h>

#define NPI_HINT_REACH 20  /* sentences around a mark's place */
#define NPI_HINT_LEAST 0.5 /* log: what is less is no hint */
#define NPI_HINT_MOST 7.0
#define NPI_HEARD 0.5     /* chance from which a sentence is in the captions */
#define NPI_AT_ONCE 5.0   /* s: what is said so soon is said at a stamp */
#define NPI_SAID_THEN 0.6 /* confidence that it is what the stamp means */
#define NPI_OTHER_CLOCK 60.0 /* s: no outline is so far off as a whole */
#define NPI_CLOCK_MARKS 4    /* stamps that can tell */
#define NPI_APART 100        /* ms between two pins */
#define NPI_GOES_ON 2 /* sentences behind the media's end: it is cut short */

struct known {
    struct npi_guess *guesses;
    struct npi_hint *hints;
    size_t n_hints;
};

/* Around the place of each mark: how likely each sentence begins its topic. */
static enum np_status find_hints(struct npi_arena *arena,
                                 const struct npi_timing *timing,
                                 struct known *known)
{
    size_t n = timing->ruler.n;
    size_t cap = 0;
    double scores[2 * NPI_HINT_REACH + 1];

    for (size_t m = 0; m < timing->marks.n; m++) {
        const struct npi_mark *mark = &timing->marks.items[m];
        size_t place = timing->places[m].sentence;
        size_t lo;
        size_t hi;

        if (place == NP_NONE)
            continue;
        lo = place > NPI_HINT_REACH ? place - NPI_HINT_REACH : 0;
        hi = place + NPI_HINT_REACH < n ? place + NPI_HINT_REACH + 1 : n;
        for (size_t b = lo; b < hi; b++)
            scores[b - lo] = 0;
        if (mark->entry == NP_NONE)
            scores[place - lo] = NPI_HINT_MOST;
        else
            npi_clues_score(&timing->clues, m, lo, hi, scores);
        for (size_t b = lo; b < hi; b++) {
            if (scores[b - lo] < NPI_HINT_LEAST)
                continue;
            known->hints = npi_arena_grow(arena, known->hints, known->n_hints,
                                          &cap, sizeof(*known->hints));
            if (!known->hints)
                return NP_ERR_NOMEM;
            known->hints[known->n_hints++] = (struct npi_hint){
                .sentence = b,
                .time = mark->time,
                .odds = exp(fmin(scores[b - lo], NPI_HINT_MOST)),
            };
        }
    }
    return NP_OK;
}

/* Insertion sort: they are nearly in order. */
static void sort_hints(struct known *known)
{
    for (size_t i = 1; i < known->n_hints; i++) {
        struct npi_hint hint = known->hints[i];
        size_t k = i;

        for (; k > 0 && known->hints[k - 1].sentence > hint.sentence; k--)
            known->hints[k] = known->hints[k - 1];
        known->hints[k] = hint;
    }
}

static enum np_status find_known(struct npi_arena *arena,
                                 const struct npi_timing *timing,
                                 struct known *known)
{
    enum np_status status;

    *known = (struct known){0};
    if (!timing)
        return NP_OK;
    known->guesses = NPI_ARENA_NEW(arena, struct npi_guess, timing->ruler.n);
    if (!known->guesses)
        return NP_ERR_NOMEM;
    for (size_t s = 0; s < timing->ruler.n; s++)
        known->guesses[s] = (struct npi_guess){
            .mean = timing->curve.mean[s],
            .deviation = sqrt(timing->curve.variance[s]),
        };
    status = find_hints(arena, timing, known);
    sort_hints(known);
    return status;
}

/* The stamps' pins and the matches, in one list. A match that contradicts a
 * stamp, or comes too soon behind another, is left out. */
static enum np_status merge(struct npi_arena *arena,
                            const struct npi_matching *matching,
                            struct npi_beliefs *beliefs)
{
    struct npi_pin *pins = NPI_ARENA_NEW(arena, struct npi_pin, matching->n);
    size_t next = 0; /* of the stamps */
    size_t n = 0;

    if (!pins)
        return NP_ERR_NOMEM;
    for (size_t s = 0; s < matching->n; s++) {
        const struct npi_match *match = &matching->sentences[s];
        int64_t least = n > 0 ? pins[n - 1].ms + NPI_APART : 0;

        if (next < beliefs->n_pins && beliefs->pins[next].sentence == s) {
            pins[n++] = beliefs->pins[next++];
            continue;
        }
        if (match->heard < NPI_HEARD || match->start < least ||
            (next < beliefs->n_pins &&
             match->start > beliefs->pins[next].ms - NPI_APART))
            continue;
        pins[n++] = (struct npi_pin){
            .sentence = s,
            .ms = match->start,
            .evidence = NP_EVIDENCE_CAPTIONS |
                        (match->original ? NP_EVIDENCE_ORIGINAL : 0),
            .confidence = match->heard * match->near,
            .end = match->end,
        };
    }
    beliefs->pins = pins;
    beliefs->n_pins = n;
    return NP_OK;
}

/* Pins behind the media's end: the episode goes on there, or one match alone is
 * wrong. */
static void heed_length(struct npi_context *ctx,
                        const struct npi_timeline_input *input,
                        struct npi_beliefs *beliefs)
{
    struct npi_said length = npi_say_time(input->length);
    struct npi_said last;
    size_t inside = beliefs->n_pins;

    if (input->length == NP_NO_TIME || beliefs->cut_short)
        return;
    while (inside > 0 && beliefs->pins[inside - 1].ms > input->length)
        inside--;
    if (beliefs->n_pins - inside < NPI_GOES_ON) {
        beliefs->n_pins = inside;
        return;
    }
    beliefs->cut_short = true;
    last = npi_say_time(beliefs->pins[beliefs->n_pins - 1].ms);
    NPI_DIAG2(ctx->diags, TURNS_GO_ON, NPI_NOWHERE, npi_said_str(&length),
              npi_said_str(&last));
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

/* By how much the captions are later than what the notes tell, s: the median
 * over the sentences that both have. */
static enum np_status find_apart(struct npi_arena *arena,
                                 const struct npi_matching *matching,
                                 const struct npi_guess *guesses, double *apart)
{
    double *all = NPI_ARENA_NEW(arena, double, matching->n);
    size_t n = 0;

    *apart = 0;
    if (!all)
        return NP_ERR_NOMEM;
    for (size_t s = 0; s < matching->n; s++)
        if (matching->sentences[s].heard >= NPI_HEARD)
            all[n++] = (double)matching->sentences[s].start / 1000 -
                       guesses[s].mean;
    qsort(all, n, sizeof(*all), compare);
    if (n > 0 && fabs(all[n / 2]) >= NPI_OTHER_CLOCK)
        *apart = all[n / 2];
    return NP_OK;
}

/* Captions on another clock than the stamps: broadcasters' time codes, another
 * cut. */
static enum np_status
check_clock(struct npi_context *ctx, struct npi_arena *arena,
            const struct npi_timeline_input *input,
            const struct npi_timing *timing, const struct known *known,
            struct npi_beliefs *beliefs, struct npi_matching *matching)
{
    double apart = 0;
    enum np_status status = NP_OK;
    struct npi_said said;

    if (timing && timing->marks.n >= NPI_CLOCK_MARKS)
        status = find_apart(arena, matching, known->guesses, &apart);
    if (status || (apart >= 0 && apart <= 0))
        return status;
    beliefs->captions_apart = (int64_t)(apart * 1000);
    if (!input->captions_given) {
        matching->n = 0;
        return NP_OK;
    }
    said = npi_say_time((int64_t)(fabs(apart) * 1000));
    if (apart > 0)
        NPI_DIAG2(ctx->diags, CAPTIONS_LATE, NPI_NOWHERE, input->captions->name,
                  npi_said_str(&said));
    else
        NPI_DIAG2(ctx->diags, CAPTIONS_EARLY, NPI_NOWHERE,
                  input->captions->name, npi_said_str(&said));
    return NP_OK;
}

enum np_status npi_captions_pin(struct npi_context *ctx,
                                struct npi_arena *arena,
                                const struct npi_timeline_input *input,
                                const struct npi_timing *timing,
                                struct npi_beliefs *beliefs,
                                struct npi_matching *matching)
{
    struct npi_context work = *ctx;
    struct known known;
    enum np_status status = find_known(arena, timing, &known);
    const struct npi_matching_input asked = {
        .episode = input->episode,
        .track = input->captions,
        .lexicon = input->lexicon,
        .hints = known.hints,
        .n_hints = known.n_hints,
        .guesses = known.guesses,
        .model = input->matching_model,
    };

    work.arena = arena;
    if (!status)
        status = npi_matching_find(&work, &asked, matching);
    if (status || matching->n == 0)
        return status;
    if (!npi_matching_fits(matching)) {
        if (!input->captions_given) {
            matching->n = 0;
            return NP_OK;
        }
        NPI_DIAG1(ctx->diags, CAPTIONS_DOUBTFUL, NPI_NOWHERE,
                  input->captions->name);
    }
    status = check_clock(ctx, arena, input, timing, &known, beliefs, matching);
    if (status || matching->n == 0)
        return status;
    status = merge(arena, matching, beliefs);
    if (!status)
        heed_length(ctx, input, beliefs);
    return status;
}

/* The pin of a caption whose time is nearest, NPI_AT_ONCE at most away; NULL if
 * there is none. */
static const struct npi_pin *nearest(const struct npi_beliefs *beliefs,
                                     double time)
{
    const struct npi_pin *best = NULL;
    double least = NPI_AT_ONCE;
    size_t lo = 0;
    size_t hi = beliefs->n_pins;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if ((double)beliefs->pins[mid].ms / 1000 < time)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (size_t p = lo > 0 ? lo - 1 : 0; p < beliefs->n_pins && p <= lo; p++) {
        double away = fabs((double)beliefs->pins[p].ms / 1000 - time);

        if (away <= least && beliefs->pins[p].evidence) {
            least = away;
            best = &beliefs->pins[p];
        }
    }
    return best;
}

void npi_captions_place(const struct npi_beliefs *beliefs,
                        struct npi_timing *timing)
{
    size_t next = timing->ruler.n; /* where the mark behind is */

    for (size_t m = timing->marks.n; m-- > 0;) {
        struct npi_place *place = &timing->places[m];
        const struct npi_pin *pin;
        size_t before = m;

        if (place->sentence != NP_NONE) {
            next = place->sentence;
            continue;
        }
        pin = nearest(beliefs, timing->marks.items[m].time);
        while (before > 0 && timing->places[before - 1].sentence == NP_NONE)
            before--;
        if (!pin || pin->sentence > next ||
            (before > 0 && pin->sentence < timing->places[before - 1].sentence))
            continue;
        *place = (struct npi_place){pin->sentence, NPI_SAID_THEN};
        next = pin->sentence;
    }
}
