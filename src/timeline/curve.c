/* The time along the dialogue, by an alignment.
 *
 * Within a step time is a line in the seconds by text, x, so over all steps
 * its mean is linear and its square quadratic in x between any two boundaries.
 * Each step therefore only changes coefficients where it begins and where it
 * ends, and one pass at the end adds them up. */
#include "timeline/curve.h"

#include <math.h>

enum {
    CHANCE,
    INSIDE,
    MEAN_0, /* the coefficient of 1 */
    MEAN_1, /* of x */
    SQUARE_0,
    SQUARE_1,
    SQUARE_2, /* of x squared */
    N_SUMS
};

#define NPI_ENDING_ERROR                                                       \
    15.0                /* s: how well the media's end tells where the         \
                           dialogue's is */
#define NPI_LACKS 3.0   /* deviations: more time than that has no text */
#define NPI_DEGREES 4.0 /* of the alignment's Student's t */

enum np_status npi_curve_init(struct npi_arena *arena, size_t n,
                              struct npi_curve *curve)
{
    *curve = (struct npi_curve){
        .n = n,
        .mean = NPI_ARENA_NEW(arena, double, n),
        .variance = NPI_ARENA_NEW(arena, double, n),
        .inside = NPI_ARENA_NEW(arena, double, n),
        .sums = NPI_ARENA_NEW(arena, double, (n + 1) * N_SUMS),
    };
    return curve->mean && curve->variance && curve->inside && curve->sums
               ? NP_OK
               : NP_ERR_NOMEM;
}

/* A piece of the curve: time = at_0 + slope * x, and its variance as a
 * polynomial in x. */
struct piece {
    size_t from;
    size_t to;
    double at_0;
    double slope;
    double variance[3];
    bool inside;
};

static void add(struct npi_curve *curve, const struct piece *piece,
                double chance)
{
    double part[N_SUMS] = {
        [CHANCE] = 1,
        [INSIDE] = piece->inside,
        [MEAN_0] = piece->at_0,
        [MEAN_1] = piece->slope,
        [SQUARE_0] = piece->at_0 * piece->at_0 + piece->variance[0],
        [SQUARE_1] = 2 * piece->at_0 * piece->slope + piece->variance[1],
        [SQUARE_2] = piece->slope * piece->slope + piece->variance[2],
    };

    for (size_t i = 0; i < N_SUMS; i++) {
        curve->sums[piece->from * N_SUMS + i] += chance * part[i];
        curve->sums[piece->to * N_SUMS + i] -= chance * part[i];
    }
}

/* Before the first mark: backwards at the average rate, never below 0. */
static struct piece opening(const struct npi_curve *curve,
                            const struct npi_step *step)
{
    const struct npi_model *model = curve->alignment->model;
    double x = curve->alignment->seconds[step->to_place];
    double time = curve->times[step->to];
    double slope = x > time ? time / x : 1;

    return (struct piece){
        .to = step->to_place,
        .at_0 = time - slope * x,
        .slope = slope,
        .variance = {model->drift * x, -model->drift, 0},
    };
}

/* How much time the text after the last mark takes: by its length and by the
 * media's end, weighted by their errors. */
static double ending_time(const struct npi_alignment *a, double text,
                          double time)
{
    double left = a->length - time;
    double error = a->model->drift * text;

    if (a->length < 0)
        return text;
    if (text > left)
        return left > 0 ? left : 0;
    if (left - text > NPI_LACKS * sqrt(error) + NPI_LACKS * NPI_ENDING_ERROR)
        return text; /* the dialogue's end lacks */
    return text + (left - text) * error /
                      (error + NPI_ENDING_ERROR * NPI_ENDING_ERROR);
}

static struct piece closing(const struct npi_curve *curve,
                            const struct npi_step *step)
{
    const struct npi_alignment *a = curve->alignment;
    double x = a->seconds[step->from_place];
    double text = a->seconds[step->to_place] - x;
    double time = curve->times[step->from];
    double slope = text > 0 ? ending_time(a, text, time) / text : 1;

    return (struct piece){
        .from = step->from_place,
        .to = step->to_place + 1,
        .at_0 = time - slope * x,
        .slope = slope,
        .variance = {-a->model->drift * x, a->model->drift, 0},
    };
}

/* Between two marks: a bridge, as unsure in its middle as it is long, and the
 * more so when its length fits badly. */
static struct piece bridge(const struct npi_curve *curve,
                           const struct npi_step *step)
{
    const struct npi_alignment *a = curve->alignment;
    double from = a->seconds[step->from_place];
    double to = a->seconds[step->to_place];
    double time = curve->times[step->from];
    double slope = (curve->times[step->to] - time) / (to - from);
    double drift = a->model->drift * (1 + step->stray * step->stray / 4) /
                   (to - from);

    return (struct piece){
        .from = step->from_place,
        .to = step->to_place,
        .at_0 = time - slope * from,
        .slope = slope,
        .variance = {-drift * from * to, drift * (from + to), -drift},
        .inside = true,
    };
}

static void measure(struct npi_curve *curve, const struct npi_step *step)
{
    double square = step->stray * step->stray;

    curve->steps += step->chance;
    curve->strays += step->chance * square * (NPI_DEGREES + 1) /
                     (NPI_DEGREES + square);
}

void npi_curve_visit(void *user, const struct npi_step *step)
{
    struct npi_curve *curve = user;
    const double *seconds = curve->alignment->seconds;
    struct piece piece;

    if (step->from == NP_NONE) {
        curve->lacks_start += step->chance * step->lacks;
        piece = opening(curve, step);
    } else if (step->to == NP_NONE) {
        curve->lacks_end += step->chance * step->lacks;
        piece = closing(curve, step);
    } else {
        measure(curve, step);
        if (seconds[step->to_place] <= seconds[step->from_place])
            return;
        piece = bridge(curve, step);
    }
    add(curve, &piece, step->chance);
}

void npi_curve_finish(struct npi_curve *curve)
{
    const double *seconds = curve->alignment->seconds;
    double error = curve->alignment->model->stamp_error;
    double sum[N_SUMS] = {0};
    double least = 0;

    for (size_t b = 0; b < curve->n; b++) {
        double x = seconds[b];
        double mean;
        double square;

        for (size_t i = 0; i < N_SUMS; i++)
            sum[i] += curve->sums[b * N_SUMS + i];
        mean = (sum[MEAN_0] + sum[MEAN_1] * x) / sum[CHANCE];
        square = (sum[SQUARE_0] + (sum[SQUARE_1] + sum[SQUARE_2] * x) * x) /
                 sum[CHANCE];
        least = fmax(least, mean);
        curve->variance[b] = fmax(square - mean * mean, 0) + error * error;
        curve->mean[b] = least;
        curve->inside[b] = fmin(fmax(sum[INSIDE] / sum[CHANCE], 0), 1);
    }
}
