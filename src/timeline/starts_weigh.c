/* The chances of all starts, forwards and back. A sentence takes the time of
 * its text, give or take what Student's t with four degrees of freedom allows:
 * a passage that the notes lack or tell at length must be possible. */
#include "timeline/starts.h"

#include "base/bell.h"

#include <float.h>
#include <math.h>

#define LEAST 0.25     /* of the time by text: faster nobody speaks */
#define TOO_FAST 0.001 /* what is left of the chance of that */

/* Chance that a sentence takes so many seconds, but for a factor. */
static inline double takes(double seconds, double text, double spread,
                           double least)
{
    return npi_bell((seconds - text) / spread) *
           (seconds < least ? TOO_FAST : 1.0);
}

/* To a sum of 1; returns what the sum was. */
static double scale(double *values, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += values[i];
    for (size_t i = 0; i < n && sum > 0; i++)
        values[i] /= sum;
    return sum;
}

/* Returns the likelihood of the step. */
static double step_forward(const struct npi_starts_row *from,
                           struct npi_starts_row *to)
{
    const double text = from->text;
    const double spread = from->spread;
    const double least = LEAST * text;

    for (size_t j = 0; j < to->n; j++) {
        double sum = 0;

        for (size_t i = 0; i < from->n; i++)
            sum += from->way[i] *
                   takes(to->at[j] - from->at[i], text, spread, least);
        to->way[j] = sum * to->weight[j];
    }
    return scale(to->way, to->n);
}

/* What comes after the last row: the sentence itself, before the speech ends.
 */
static void end_row(const struct npi_starts *starts,
                    const struct npi_starts_row *row, double *behind)
{
    for (size_t i = 0; i < row->n; i++) {
        double room = starts->end - row->at[i];

        behind[i] = starts->end < 0 || room >= row->text
                        ? 1
                        : takes(room, row->text, row->spread,
                                LEAST * row->text);
    }
}

/* behind: of each place of to, what comes after it; ahead: the same for from.
 */
static void step_back(const struct npi_starts_row *from,
                      const struct npi_starts_row *to, const double *behind,
                      double *ahead)
{
    const double text = from->text;
    const double spread = from->spread;
    const double least = LEAST * text;
    double value[NPI_STARTS_MAX];

    for (size_t j = 0; j < to->n; j++)
        value[j] = to->weight[j] * behind[j];
    for (size_t i = 0; i < from->n; i++) {
        double sum = 0;

        for (size_t j = 0; j < to->n; j++)
            sum += value[j] *
                   takes(to->at[j] - from->at[i], text, spread, least);
        ahead[i] = sum;
    }
    (void)scale(ahead, from->n);
}

static void set_chances(struct npi_starts_row *row, const double *behind)
{
    for (size_t i = 0; i < row->n; i++)
        row->chance[i] = row->way[i] * behind[i];
    (void)scale(row->chance, row->n);
}

double npi_starts_likelihood(struct npi_starts *starts)
{
    struct npi_starts_row *rows = starts->rows;
    double sum;

    for (size_t i = 0; i < rows[0].n; i++)
        rows[0].way[i] = rows[0].weight[i];
    sum = log(scale(rows[0].way, rows[0].n) + DBL_MIN);
    for (size_t k = 1; k < starts->n; k++)
        sum += log(step_forward(&rows[k - 1], &rows[k]) + DBL_MIN);
    return sum;
}

void npi_starts_weigh(struct npi_starts *starts)
{
    struct npi_starts_row *rows = starts->rows;
    double behind[2][NPI_STARTS_MAX];
    size_t b = starts->n - 1;

    starts->log_total = npi_starts_likelihood(starts);
    end_row(starts, &rows[b], behind[b % 2]);
    set_chances(&rows[b], behind[b % 2]);
    while (b-- > 0) {
        step_back(&rows[b], &rows[b + 1], behind[(b + 1) % 2], behind[b % 2]);
        set_chances(&rows[b], behind[b % 2]);
    }
}
