/* Where a stamp would help most.
 *
 * A confidence says how far off a start may be; a stamp at one sentence makes
 * it right, and those around it better, the less the further away they are. So
 * each place has a gain: how many seconds of error it would take away from how
 * much dialogue. The greatest is taken, its effect counted in, and so on. */
#include "job/doubts.h"

#include <math.h>

#define SURE_WITHIN                                                            \
    2.0                 /* s: what the timeline's confidence is the chance of  \
                         */
#define ERROR_MAX 15.0  /* s: standard error of what nothing is known about */
#define ERROR_LEAST 0.3 /* s: of a stamp somebody wrote by ear */
/* s²/s: how time strays from the text's length on the way from one stamp to the
 * next. Measured from one side: 0.25 in a whole translation, up to 0.9 in notes
 * that condense; between two it is about half of that. */
#define DRIFT 0.2
#define BETTER 0.6   /* of its error: then a time is clearly better */
#define DOUBTFUL 0.7 /* confidence: above it a time needs no help */
#define GAIN_LEAST                                                             \
    10.0 /* s times s: below that it is not worth the trouble                  \
          */

#define SETTLES_LEAST 12000 /* ms of dialogue: and so is a sentence or two */

struct search {
    const struct np_episode *episode;
    const struct np_timeline *timeline;
    size_t n;
    double *error;    /* s, of each sentence's start */
    bool *place;      /* a stamp may be proposed here */
    double *gain;     /* of each place */
    int64_t *settles; /* ms */
};

/* The standard error at which a normal one is within SURE_WITHIN so often. */
static double error_of(double confidence)
{
    double low = ERROR_LEAST;
    double high = ERROR_MAX;

    while (high - low > 0.01) {
        const double mid = (low + high) / 2;

        if (erf(SURE_WITHIN / mid / sqrt(2)) > confidence)
            low = mid;
        else
            high = mid;
    }
    return low;
}

static bool is_stamped(const struct search *s, size_t i)
{
    return (s->timeline->sentences[i].evidence & NP_EVIDENCE_STAMP) != 0;
}

static double seconds_at(const struct search *s, size_t i)
{
    return (double)s->timeline->sentences[i].start / 1000;
}

/* What the error of i is with a stamp at place. */
static double error_with(const struct search *s, size_t i, size_t place)
{
    const double away = fabs(seconds_at(s, i) - seconds_at(s, place));
    const double error = sqrt(ERROR_LEAST * ERROR_LEAST + DRIFT * away);

    return error < s->error[i] ? error : s->error[i];
}

/* Adds what a stamp at place does for i; false if it is too far away to do
 * anything. */
static bool weigh(struct search *s, size_t i, size_t place)
{
    const struct np_timed_sentence *timed = &s->timeline->sentences[i];
    const int64_t length = timed->end - timed->start;
    const double error = error_with(s, i, place);

    s->gain[place] += (s->error[i] - error) * (double)length / 1000;
    if (error < BETTER * s->error[i])
        s->settles[place] += length;
    return DRIFT * fabs(seconds_at(s, i) - seconds_at(s, place)) <
           ERROR_MAX * ERROR_MAX;
}

/* A stamp tells nothing about what lies behind the next one. */
static void weigh_place(struct search *s, size_t place)
{
    s->gain[place] = 0;
    s->settles[place] = 0;
    for (size_t i = place; i < s->n && (i == place || !is_stamped(s, i)); i++)
        if (!weigh(s, i, place))
            break;
    for (size_t i = place; i-- > 0 && !is_stamped(s, i);)
        if (!weigh(s, i, place))
            break;
    if (s->settles[place] < SETTLES_LEAST)
        s->gain[place] = 0;
}

static void mark_places(struct search *s)
{
    for (size_t i = 0; i < s->n; i++)
        s->place[i] = s->episode->sentences[i].paragraph_start;
    for (size_t i = 0; i < s->episode->n_turns; i++)
        s->place[s->episode->turns[i].first_sentence] = true;
    for (size_t i = 0; i < s->timeline->n_chapters; i++)
        if (s->timeline->chapters[i].sentence < s->n)
            s->place[s->timeline->chapters[i].sentence] = true;
    for (size_t i = 0; i < s->n; i++)
        s->place[i] = s->place[i] && !is_stamped(s, i) &&
                      s->timeline->sentences[i].confidence < DOUBTFUL;
}

static size_t best_place(const struct search *s)
{
    size_t best = NP_NONE;

    for (size_t i = 0; i < s->n; i++)
        if (s->place[i] && s->gain[i] >= GAIN_LEAST &&
            (best == NP_NONE || s->gain[i] > s->gain[best]))
            best = i;
    return best;
}

/* As if the place had its stamp. What is worth less now is weighed anew when
 * its turn comes: a gain only shrinks. */
static void take(struct search *s, size_t place)
{
    for (size_t i = 0; i < s->n; i++)
        s->error[i] = error_with(s, i, place);
    s->place[place] = false;
}

static enum np_status init(struct search *s, struct npi_arena *arena)
{
    s->n = s->timeline->n_sentences;
    s->error = NPI_ARENA_NEW(arena, double, s->n);
    s->place = NPI_ARENA_NEW(arena, bool, s->n);
    s->gain = NPI_ARENA_NEW(arena, double, s->n);
    s->settles = NPI_ARENA_NEW(arena, int64_t, s->n);
    if (!s->error || !s->place || !s->gain || !s->settles)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < s->n; i++)
        s->error[i] = error_of(s->timeline->sentences[i].confidence);
    mark_places(s);
    for (size_t i = 0; i < s->n; i++)
        if (s->place[i])
            weigh_place(s, i);
    return NP_OK;
}

static void search(struct search *s, struct npi_doubts *doubts)
{
    size_t stale = NP_NONE; /* the place weighed last */

    while (doubts->n < NPI_DOUBTS_MAX) {
        const size_t best = best_place(s);

        if (best == NP_NONE)
            return;
        if (best != stale) {
            weigh_place(s, best);
            stale = best;
            continue;
        }
        doubts->places[doubts->n++] = (struct npi_doubt){best,
                                                         s->settles[best]};
        take(s, best);
        stale = NP_NONE;
    }
}

enum np_status npi_doubts_find(const struct np_episode *episode,
                               const struct np_timeline *timeline,
                               struct npi_doubts *doubts)
{
    struct search s = {.episode = episode, .timeline = timeline};
    struct npi_arena arena;
    enum np_status status;

    *doubts = (struct npi_doubts){0};
    npi_arena_init(&arena);
    status = init(&s, &arena);
    if (status == NP_OK)
        search(&s, doubts);
    npi_arena_release(&arena);
    return status;
}

void npi_doubts_sort(struct npi_doubts *doubts)
{
    for (size_t i = 1; i < doubts->n; i++) {
        const struct npi_doubt one = doubts->places[i];
        size_t at = i;

        for (; at > 0 && doubts->places[at - 1].sentence > one.sentence; at--)
            doubts->places[at] = doubts->places[at - 1];
        doubts->places[at] = one;
    }
}
