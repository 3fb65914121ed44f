/* The sentences' times: the curve in whole milliseconds, kept in order. */
#include "timeline/sentences.h"

#include <math.h>

#define NPI_RIGHT 2.0       /* s: a start so near the truth counts as right */
#define NPI_PIN_ERROR 0.3   /* s */
#define NPI_LEAST 0.25      /* of the time by text that a sentence keeps */
#define NPI_LEAST_MS 200    /* what it keeps at least */
#define NPI_MOST 3.0        /* times the time by text: then it has ended */
#define NPI_MOST_MS 3000    /* on top of that */
#define NPI_STILL_MS 700    /* silence that is no part of a sentence */
#define NPI_MARK_CHANCE 0.5 /* of a mark's place, to be named as evidence */

/* Chance that a normal error is within NPI_RIGHT. */
static double chance_right(double variance)
{
    return erf(NPI_RIGHT / sqrt(2 * variance));
}

static int64_t to_ms(double seconds)
{
    return (int64_t)floor(seconds * 1000 + 0.5);
}

/* Time by text of a sentence. */
static double text_ms(const struct npi_timing *timing, size_t s)
{
    return (timing->pace.seconds[s + 1] - timing->pace.seconds[s]) * 1000;
}

static int64_t least_ms(const struct npi_timing *timing, size_t s)
{
    double least = NPI_LEAST * text_ms(timing, s);

    return least > NPI_LEAST_MS ? (int64_t)least : NPI_LEAST_MS;
}

/* A stretch of boundaries whose first and last times stand: those between are
 * moved so far apart that each sentence has its least time, or its share when
 * there is too little for all. */
static void open_up(const struct npi_timing *timing, size_t from, size_t to,
                    int64_t *times)
{
    int64_t room = times[to] - times[from];
    int64_t need = 0;
    int64_t sum = 0;

    for (size_t s = from; s < to; s++)
        need += least_ms(timing, s);
    for (size_t b = from + 1; b < to; b++) {
        int64_t least;

        sum += least_ms(timing, b - 1);
        least = need <= room
                    ? times[b - 1] + least_ms(timing, b - 1)
                    : times[from] +
                          (int64_t)((double)room * (double)sum / (double)need);
        if (times[b] < least || need > room)
            times[b] = least;
    }
    for (size_t b = to; need <= room && b-- > from + 1;)
        if (times[b] > times[b + 1] - least_ms(timing, b))
            times[b] = times[b + 1] - least_ms(timing, b);
}

/* The boundaries' times, pinned ones exact. limit: the media's length or
 * NP_NO_TIME. */
static void set_boundaries(const struct npi_timing *timing,
                           const struct npi_beliefs *beliefs, int64_t limit,
                           int64_t *times)
{
    size_t n = timing->ruler.n;
    size_t from = 0;
    int64_t least = 0;

    for (size_t b = 0, p = 0; b <= n; b++) {
        int64_t most = p < beliefs->n_pins ? beliefs->pins[p].ms : limit;

        times[b] = to_ms(timing->curve.mean[b]);
        if (most != NP_NO_TIME && times[b] > most)
            times[b] = most;
        if (p < beliefs->n_pins && beliefs->pins[p].sentence == b)
            times[b] = beliefs->pins[p++].ms;
        if (times[b] < least)
            times[b] = least;
        least = times[b];
    }
    for (size_t p = 0; p < beliefs->n_pins; p++) {
        open_up(timing, from, beliefs->pins[p].sentence, times);
        from = beliefs->pins[p].sentence;
    }
    if (limit == NP_NO_TIME && times[n] < times[n - 1] + NPI_LEAST_MS)
        times[n] = times[n - 1] + NPI_LEAST_MS;
    open_up(timing, from, n, times);
}

/* A sentence ends where the next one starts, unless that leaves it far more
 * time than its text can take. */
static int64_t end_of(const struct npi_timing *timing, size_t s,
                      const int64_t *times)
{
    double most = NPI_MOST * text_ms(timing, s) + NPI_MOST_MS;
    int64_t length = times[s + 1] - times[s];

    return (double)length > most ? times[s] + (int64_t)most : times[s + 1];
}

/* The marks that were placed name the evidence of the sentence they are at. */
static void name_evidence(const struct npi_timing *timing,
                          struct np_timed_sentence *sentences)
{
    for (size_t m = 0; m < timing->marks.n; m++) {
        const struct npi_place *place = &timing->places[m];

        if (place->sentence == NP_NONE)
            continue;
        if (timing->marks.items[m].entry == NP_NONE)
            continue;
        if (place->confidence >= NPI_MARK_CHANCE)
            sentences[place->sentence].evidence |= npi_clues_kinds(
                &timing->clues, m, place->sentence);
    }
}

/* Captions tell where a sentence ends; a short silence behind it is left to
 * it, as people read more slowly than others speak. */
static void end_as_told(const struct npi_pin *pin,
                        struct np_timed_sentence *sentence)
{
    int64_t end = pin->end > sentence->start + NPI_LEAST_MS
                      ? pin->end
                      : sentence->start + NPI_LEAST_MS;

    if (pin->end != NP_NO_TIME && sentence->end - end > NPI_STILL_MS)
        sentence->end = end;
}

static void name_pins(const struct npi_beliefs *beliefs,
                      struct np_timed_sentence *sentences)
{
    for (size_t p = 0; p < beliefs->n_pins; p++) {
        const struct npi_pin *pin = &beliefs->pins[p];
        struct np_timed_sentence *sentence = &sentences[pin->sentence];

        if (pin->evidence) {
            sentence->evidence |= pin->evidence;
            sentence->confidence = pin->confidence;
            end_as_told(pin, sentence);
        } else {
            sentence->evidence = NP_EVIDENCE_STAMP;
            sentence->confidence = chance_right(NPI_PIN_ERROR * NPI_PIN_ERROR);
        }
    }
}

enum np_status npi_sentences_time(struct npi_arena *arena,
                                  const struct npi_timeline_input *input,
                                  const struct npi_beliefs *beliefs,
                                  const struct npi_timing *timing,
                                  struct np_timed_sentence **result,
                                  int64_t *end)
{
    size_t n = timing->ruler.n;
    struct np_timed_sentence *sentences = NPI_ARENA_NEW(
        arena, struct np_timed_sentence, n);
    int64_t *times = NPI_ARENA_NEW(arena, int64_t, n + 1);

    if (!sentences || !times)
        return NP_ERR_NOMEM;
    set_boundaries(timing, beliefs, npi_believed_length(input, beliefs), times);
    for (size_t s = 0; s < n; s++)
        sentences[s] = (struct np_timed_sentence){
            .start = times[s],
            .end = end_of(timing, s, times),
            .evidence = NP_EVIDENCE_LENGTH,
            .confidence = chance_right(timing->curve.variance[s]),
        };
    name_evidence(timing, sentences);
    name_pins(beliefs, sentences);
    *result = sentences;
    *end = sentences[n - 1].evidence & NP_EVIDENCE_CAPTIONS
               ? sentences[n - 1].end
               : times[n];
    return NP_OK;
}
