/* See pulls.h. This is belief propagation: a mark hears from a sentence where
 * it may start by all evidence but the mark's own, and answers with the chance
 * of its stamp for each place. */
#include "timeline/pulls.h"

#include <math.h>

#define SURE 0.98    /* the most that a mark may be believed */
#define TINY 1e-12   /* keeps fractions of nothing finite */
#define BELIEF 10.0  /* stamps that the model's error is worth */
#define DEGREES 4.0  /* of Student's t, which forgives a stamp that is wrong */
#define T_AREA 2.667 /* under it, where its middle is 1 */
#define T_ERROR 0.7  /* its scale, of the deviation it has in the middle */

static double density(double stray, double error)
{
    double u = 1 / (1 + stray * stray / DEGREES / (error * error));

    return u * u * sqrt(u) / (T_AREA * error);
}

/* What a mark's answer multiplies a place with. */
static double answer(const struct npi_pulls *pulls, const struct npi_pull *pull,
                     double at)
{
    double chance = fmin(pull->chance, SURE);

    return 1 - chance +
           chance * density(at - pull->time, pulls->error) /
               (pull->density + TINY);
}

/* The density of the mark's time by the alignment's curve. */
static double curve_density(const struct npi_starts *starts,
                            const struct npi_timing *timing, size_t row,
                            double time, double error)
{
    double mean = npi_speech_clock_to(&starts->clock, timing->curve.mean[row]);

    return density(time - mean,
                   sqrt(timing->curve.variance[row] + error * error));
}

enum np_status npi_pulls_build(struct npi_arena *arena,
                               const struct npi_timing *timing,
                               const struct npi_starts *starts,
                               struct npi_pulls *pulls)
{
    const struct npi_claims *claims = &timing->claims;

    *pulls = (struct npi_pulls){
        .items = NPI_ARENA_NEW(arena, struct npi_pull, claims->n),
        .sums = NPI_ARENA_NEW(arena, double, timing->marks.n),
        .n_marks = timing->marks.n,
        .error = T_ERROR * timing->clues.model->stamp_error,
        .unplaced = exp(timing->clues.model->unplaced),
        .sentence = timing->pace.seconds[starts->n] / (double)starts->n,
    };
    if (!pulls->items || !pulls->sums)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < claims->n; i++) {
        const struct npi_claim *claim = &claims->items[i];
        double time = npi_speech_clock_to(&starts->clock, claim->time);

        if (claim->boundary >= starts->n ||
            starts->rows[claim->boundary].pinned)
            continue;
        pulls->items[pulls->n++] = (struct npi_pull){
            .row = claim->boundary,
            .mark = claim->mark,
            .time = time,
            .clue = claim->clue,
            .chance = claim->chance,
            .density = curve_density(starts, timing, claim->boundary, time,
                                     pulls->error),
        };
    }
    return NP_OK;
}

void npi_pulls_apply(const struct npi_pulls *pulls, struct npi_starts *starts)
{
    for (size_t k = 0; k < pulls->n; k++) {
        const struct npi_pull *pull = &pulls->items[k];
        struct npi_starts_row *row = &starts->rows[pull->row];

        for (size_t i = 0; i < row->n; i++)
            row->weight[i] *= answer(pulls, pull, row->at[i]);
    }
}

/* What a sentence says: the density of the mark's time if the mark belongs to
 * it, by all evidence but the mark's. */
static double hear(const struct npi_pulls *pulls, const struct npi_pull *pull,
                   const struct npi_starts_row *row)
{
    double sum = 0;
    double all = 0;

    for (size_t i = 0; i < row->n; i++) {
        double rest = row->chance[i] / (answer(pulls, pull, row->at[i]) + TINY);

        all += rest;
        sum += rest * density(row->at[i] - pull->time, pulls->error);
    }
    return all > 0 ? sum / all : 0;
}

/* How far the stamps are off, each as sure as it is placed. */
static double learn_error(const struct npi_starts *starts,
                          const struct npi_pulls *pulls)
{
    double error = pulls->error;
    double n = BELIEF;
    double sum = BELIEF * error * error;

    for (size_t k = 0; k < pulls->n; k++) {
        const struct npi_pull *pull = &pulls->items[k];
        const struct npi_starts_row *row = &starts->rows[pull->row];

        for (size_t i = 0; i < row->n; i++) {
            double off = row->at[i] - pull->time;
            double mine = 1 - (1 - fmin(pull->chance, SURE)) /
                                  answer(pulls, pull, row->at[i]);
            double weight = row->chance[i] * mine;

            n += weight;
            sum += weight * off * off * (DEGREES + 1) /
                   (DEGREES + off * off / (error * error));
        }
    }
    return sqrt(sum / n);
}

void npi_pulls_learn(const struct npi_starts *starts, struct npi_pulls *pulls)
{
    double error = learn_error(starts, pulls);

    for (size_t m = 0; m < pulls->n_marks; m++)
        pulls->sums[m] = pulls->unplaced;
    for (size_t k = 0; k < pulls->n; k++) {
        struct npi_pull *pull = &pulls->items[k];

        pull->heard = hear(pulls, pull, &starts->rows[pull->row]);
        pulls->sums[pull->mark] += pull->clue * pulls->sentence * pull->heard;
    }
    for (size_t k = 0; k < pulls->n; k++) {
        struct npi_pull *pull = &pulls->items[k];

        pull->density = pull->heard;
        pull->chance = pull->clue * pulls->sentence * pull->heard /
                       pulls->sums[pull->mark];
    }
    pulls->error = error;
}
