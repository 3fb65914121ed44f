/* The pace of the dialogue. */
#include "timeline/pace.h"

#include <math.h>

#define NPI_MINUTES 400.0      /* s: how far a passage's pace reaches */
#define NPI_EVEN 120.0         /* s of even pace that every place begins with */
#define NPI_SPREAD_BELIEF 10.0 /* steps that the model's spread is worth */

/* Units a second: what is below or above is no pace of notes, which may leave
 * out most of what was said. */
#define NPI_SLOWEST 0.2
#define NPI_FASTEST 25.0

/* The time that the whole dialogue takes, as far as the marks tell. */
static double whole_time(const struct npi_marks *marks, double length)
{
    double last = marks->items[marks->n - 1].time;
    double first = marks->items[0].time;

    if (length >= 0)
        return length;
    return marks->n > 1 ? last + (last - first) / (double)(marks->n - 1) : 0;
}

void npi_pace_even(const struct npi_ruler *ruler, double rate,
                   struct npi_pace *pace)
{
    pace->rate = rate;
    for (size_t b = 0; b < pace->n; b++)
        pace->seconds[b] = ruler->at[b] / rate;
}

enum np_status npi_pace_init(struct npi_arena *arena,
                             const struct npi_model *model,
                             const struct npi_ruler *ruler,
                             const struct npi_marks *marks, double length,
                             struct npi_pace *pace)
{
    double time = whole_time(marks, length);

    *pace = (struct npi_pace){
        .seconds = NPI_ARENA_NEW(arena, double, ruler->n + 1),
        .n = ruler->n + 1,
        .rate = model->rate,
        .spread = model->spread,
    };
    if (!pace->seconds)
        return NP_ERR_NOMEM;
    if (time > 0)
        pace->rate = fmin(fmax(ruler->at[ruler->n] / time, NPI_SLOWEST),
                          NPI_FASTEST);
    npi_pace_even(ruler, pace->rate, pace);
    return NP_OK;
}

/* Time and text around each sentence, weighted by nearness: from the left,
 * then from the right on top. */
struct around {
    double *time;
    double *text;
};

static void sweep(const struct npi_curve *curve, const struct npi_pace *pace,
                  bool forward, struct around *around)
{
    size_t n = pace->n - 1; /* sentences */
    double time = 0;
    double text = 0;

    for (size_t k = 0; k < n; k++) {
        size_t i = forward ? k : n - 1 - k;
        double length = pace->seconds[i + 1] - pace->seconds[i];
        double fade = exp(-length / NPI_MINUTES);

        time *= fade;
        text *= fade;
        around->time[i] += time;
        around->text[i] += text;
        time += curve->inside[i] * (curve->mean[i + 1] - curve->mean[i]);
        text += curve->inside[i] * length;
    }
}

static void learn_spread(const struct npi_model *model,
                         const struct npi_curve *curve, struct npi_pace *pace)
{
    double believed = NPI_SPREAD_BELIEF * model->spread * model->spread;
    double seen = curve->strays * pace->spread * pace->spread;

    pace->spread = sqrt((believed + seen) / (NPI_SPREAD_BELIEF + curve->steps));
}

enum np_status npi_pace_learn(struct npi_arena *arena,
                              const struct npi_model *model,
                              const struct npi_curve *curve,
                              struct npi_pace *pace)
{
    struct around around = {NPI_ARENA_NEW(arena, double, pace->n),
                            NPI_ARENA_NEW(arena, double, pace->n)};
    double all = 0;
    double inside = 0;
    double before = 0;

    if (!around.time || !around.text)
        return NP_ERR_NOMEM;
    learn_spread(model, curve, pace);
    sweep(curve, pace, true, &around);
    sweep(curve, pace, false, &around);
    for (size_t i = 0; i + 1 < pace->n; i++) {
        inside += curve->inside[i] * (curve->mean[i + 1] - curve->mean[i]);
        all += curve->inside[i] * (pace->seconds[i + 1] - pace->seconds[i]);
    }
    all = all > 0 && inside > 0 ? inside / all : 1;
    for (size_t i = 0; i + 1 < pace->n; i++) {
        double length = pace->seconds[i + 1] - before;
        double factor = (around.time[i] + NPI_EVEN * all) /
                        (around.text[i] + NPI_EVEN);

        before = pace->seconds[i + 1];
        pace->seconds[i + 1] = pace->seconds[i] + length * factor;
    }
    pace->rate /= all;
    return NP_OK;
}
