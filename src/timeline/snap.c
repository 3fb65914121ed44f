/* Pauses as evidence.
 *
 * The starts of all sentences are one chain: each follows the one before by the
 * time that its text takes to say. Ends of pauses near the alignment's curve
 * (starts.h) are where a start is most often, and the stamps pull (pulls.h).
 * Chances over all of that are found exactly (starts_weigh.c); what is usual in
 * this recording and where stamps belong are learnt from them, a few times
 * over; then each sentence gets the start with the least expected regret. Sound
 * of another recording shows: all is less likely than without its pauses. */
#include "timeline/snap.h"

#include "timeline/pause_habits.h"
#include "timeline/pulls.h"

#include <math.h>

#define ROUNDS 3
#define LEAST_STRETCHES 2 /* fewer have no pause between them */
#define MISFIT (-3.0)     /* log: a fit below is that of another recording */
#define NEAR 1.0     /* s: how fast the worth of a start falls with its error */
#define RIGHT 2.0    /* s: a start so near the truth counts as right */
#define LEAST 0.25   /* of the time by text that a sentence keeps */
#define CROWDED 10.0 /* worth lost by one that does not */

/* The best way to each place of each row. */
struct choice {
    double worth[NPI_STARTS_MAX];
    size_t from[NPI_STARTS_MAX];
};

static double worth_of(const struct npi_starts_row *row, size_t i)
{
    double sum = 0;

    for (size_t k = 0; k < row->n; k++)
        sum += row->chance[k] * exp(-fabs(row->at[k] - row->at[i]) / NEAR);
    return sum;
}

/* Onto the worth of each place comes that of the best one before it. */
static void choose_row(const struct npi_starts_row *before,
                       const struct npi_starts_row *row,
                       const struct choice *so_far, struct choice *choice)
{
    for (size_t j = 0; j < row->n; j++) {
        double best = -HUGE_VAL;

        for (size_t i = 0; i < before->n; i++) {
            double room = row->at[j] - before->at[i] - LEAST * before->text;
            double worth = so_far->worth[i] - (room < 0 ? CROWDED : 0);

            if (worth > best) {
                best = worth;
                choice->from[j] = i;
            }
        }
        choice->worth[j] = worth_of(row, j) + best;
    }
}

static size_t best_of(const struct choice *choice, size_t n)
{
    size_t best = 0;

    for (size_t i = 1; i < n; i++)
        if (choice->worth[i] > choice->worth[best])
            best = i;
    return best;
}

/* One place for each sentence, in order. */
static enum np_status choose(struct npi_arena *arena,
                             const struct npi_starts *starts, size_t *chosen)
{
    const struct npi_starts_row *rows = starts->rows;
    size_t n = starts->n;
    struct choice *choices = NPI_ARENA_NEW(arena, struct choice, n);

    if (!choices)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < rows[0].n; i++)
        choices[0].worth[i] = worth_of(&rows[0], i);
    for (size_t b = 1; b < n; b++)
        choose_row(&rows[b - 1], &rows[b], &choices[b - 1], &choices[b]);
    chosen[n - 1] = best_of(&choices[n - 1], rows[n - 1].n);
    for (size_t b = n - 1; b > 0; b--)
        chosen[b - 1] = choices[b].from[chosen[b]];
    return NP_OK;
}

static double chance_right(const struct npi_starts_row *row, size_t chosen)
{
    double sum = 0;

    for (size_t i = 0; i < row->n; i++)
        if (fabs(row->at[i] - row->at[chosen]) <= RIGHT)
            sum += row->chance[i];
    return fmin(sum, 1);
}

static enum np_status move(struct npi_arena *arena, struct npi_arena *work,
                           const struct npi_starts *starts,
                           struct npi_timing *timing, struct npi_snap *snap)
{
    size_t n = starts->n;
    size_t *chosen = NPI_ARENA_NEW(work, size_t, n);
    double *right = NPI_ARENA_NEW(arena, double, n);
    bool *paused = NPI_ARENA_NEW(arena, bool, n);

    if (!chosen || !right || !paused || choose(work, starts, chosen))
        return NP_ERR_NOMEM;
    for (size_t b = 0; b < n; b++) {
        const struct npi_starts_row *row = &starts->rows[b];

        timing->curve.mean[b] = npi_starts_time(starts, row, chosen[b]);
        right[b] = chance_right(row, chosen[b]);
        paused[b] = row->stretch[chosen[b]] != NP_NONE;
    }
    timing->curve.mean[n] = fmax(timing->curve.mean[n],
                                 timing->curve.mean[n - 1]);
    snap->right = right;
    snap->paused = paused;
    return NP_OK;
}

/* fit: log of how much likelier all is if sentences begin at pauses than if
 * those mean nothing. */
static enum np_status weigh(const struct npi_context *ctx,
                            struct npi_arena *work,
                            const struct npi_timing *timing,
                            struct npi_starts *starts, double *fit)
{
    struct npi_pause_habits habits;
    struct npi_pulls pulls;

    if (npi_pulls_build(work, timing, starts, &pulls))
        return NP_ERR_NOMEM;
    npi_pause_habits_init(starts, &habits);
    for (unsigned r = 0; r < ROUNDS; r++) {
        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        if (r > 0) {
            npi_pulls_learn(starts, &pulls);
            npi_pause_habits_learn(starts, &habits);
        }
        npi_pause_habits_apply(&habits, starts);
        npi_pulls_apply(&pulls, starts);
        npi_starts_weigh(starts);
    }
    *fit = starts->log_total;
    npi_pause_habits_deny(&habits);
    npi_pause_habits_apply(&habits, starts);
    npi_pulls_apply(&pulls, starts);
    *fit -= npi_starts_likelihood(starts);
    return NP_OK;
}

enum np_status npi_snap_find(struct npi_context *ctx,
                             const struct npi_timeline_input *input,
                             const struct npi_beliefs *beliefs,
                             struct npi_timing *timing, struct npi_snap *snap)
{
    struct npi_starts starts;
    struct npi_arena work;
    double fit = 0;
    enum np_status status;

    *snap = (struct npi_snap){0};
    if (!input->activity || input->activity->n < LEAST_STRETCHES)
        return NP_OK;
    npi_arena_init(&work);
    status = npi_starts_build(&work, input, beliefs, timing, &starts);
    if (status == NP_OK)
        status = weigh(ctx, &work, timing, &starts, &fit);
    snap->misfit = fit < MISFIT;
    if (status == NP_OK && !snap->misfit)
        status = move(ctx->arena, &work, &starts, timing, snap);
    npi_arena_release(&work);
    return status;
}

void npi_snap_tell(const struct npi_snap *snap,
                   const struct npi_beliefs *beliefs,
                   struct np_timed_sentence *sentences, size_t n)
{
    size_t p = 0;

    for (size_t s = 0; s < n && snap->right; s++) {
        if (p < beliefs->n_pins && beliefs->pins[p].sentence == s) {
            p++;
            continue;
        }
        sentences[s].confidence = snap->right[s];
        if (snap->paused[s])
            sentences[s].evidence |= NP_EVIDENCE_PAUSE;
    }
}
