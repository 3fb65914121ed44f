/* The marks' times, steadied against each other.
 *
 * Least squares: sum of (t' - t)^2 / stamp_error^2 over the marks, and of
 * ((t'[i+1] - t'[i]) - text between)^2 / its variance over neighbours; the
 * normal equations are tridiagonal (Thomas algorithm). */
#include "timeline/steady.h"

#include <math.h>

#define NPI_FIXED_ERROR 0.01 /* s */
#define NPI_SURE 0.5         /* chance from which a mark takes part */

/* Where a mark is, in seconds by text. */
struct spot {
    double chance;
    double mean;
    double variance;
};

static struct spot find_spot(const struct npi_alignment *a, size_t m)
{
    const struct npi_row *row = &a->rows[m];
    struct spot spot = {0};
    double square = 0;

    for (size_t i = 0; i < row->n; i++) {
        double chance = npi_align_chance(a, m, i);
        double x = a->seconds[row->lo + i] - a->seconds[row->lo];

        spot.chance += chance;
        spot.mean += chance * x;
        square += chance * x * x;
    }
    if (spot.chance > 0) {
        spot.mean /= spot.chance;
        spot.variance = fmax(square / spot.chance - spot.mean * spot.mean, 0);
    }
    spot.mean += a->seconds[row->lo];
    return spot;
}

/* One row of the equations: diagonal, the one behind it, right-hand side. */
struct equation {
    double diagonal;
    double behind;
    double right;
};

static void add_stamp(const struct npi_alignment *a, size_t m,
                      struct equation *equation)
{
    const struct npi_mark *mark = &a->marks->items[m];
    double error = mark->entry == NP_NONE ? NPI_FIXED_ERROR
                                          : a->model->stamp_error;

    equation->diagonal += 1 / (error * error);
    equation->right += mark->time / (error * error);
}

/* Nothing is known of the way between two marks when either is unsure. */
static void add_way(const struct npi_alignment *a, const struct spot *spots,
                    struct equation *equations)
{
    double text = spots[1].mean - spots[0].mean;
    double variance = a->model->drift * (fmax(text, 0) + a->model->slack) +
                      spots[0].variance + spots[1].variance;

    if (spots[0].chance < NPI_SURE || spots[1].chance < NPI_SURE)
        return;
    equations[0].diagonal += 1 / variance;
    equations[1].diagonal += 1 / variance;
    equations[0].behind -= 1 / variance;
    equations[0].right -= text / variance;
    equations[1].right += text / variance;
}

static void solve(struct equation *equations, size_t n, double *times)
{
    for (size_t i = 1; i < n; i++) {
        double factor = equations[i - 1].behind / equations[i - 1].diagonal;

        equations[i].diagonal -= factor * equations[i - 1].behind;
        equations[i].right -= factor * equations[i - 1].right;
    }
    for (size_t i = n; i-- > 0;) {
        double right = equations[i].right;

        if (i + 1 < n)
            right -= equations[i].behind * times[i + 1];
        times[i] = right / equations[i].diagonal;
    }
}

/* In order, not below 0, and fixed marks where they are. */
static void put_in_order(const struct npi_marks *marks, double *times)
{
    double least = 0;
    double most = HUGE_VAL;

    for (size_t m = 0; m < marks->n; m++) {
        if (marks->items[m].entry == NP_NONE)
            times[m] = marks->items[m].time;
        least = fmax(least, times[m]);
        times[m] = least;
    }
    for (size_t m = marks->n; m-- > 0;) {
        if (marks->items[m].entry == NP_NONE)
            times[m] = marks->items[m].time;
        most = fmin(most, times[m]);
        times[m] = most;
    }
}

enum np_status npi_marks_steady(struct npi_arena *arena,
                                const struct npi_alignment *a, double *times)
{
    size_t n = a->marks->n;
    struct spot *spots = NPI_ARENA_NEW(arena, struct spot, n);
    struct equation *equations = NPI_ARENA_NEW(arena, struct equation, n);

    if (!spots || !equations)
        return NP_ERR_NOMEM;
    for (size_t m = 0; m < n; m++) {
        spots[m] = find_spot(a, m);
        add_stamp(a, m, &equations[m]);
    }
    for (size_t m = 0; m + 1 < n; m++)
        add_way(a, &spots[m], &equations[m]);
    solve(equations, n, times);
    put_in_order(a->marks, times);
    return NP_OK;
}
