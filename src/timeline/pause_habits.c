/* See pause_habits.h. What is usual counts as much as BELIEF sentences. */
#include "timeline/pause_habits.h"

#define BELIEF 20.0

static const double usual[NPI_START_KINDS] = {
    [NPI_START_SENTENCE] = 0.7,
    [NPI_START_PARAGRAPH] = 0.8,
    [NPI_START_TURN] = 0.85,
};

/* A longer pause is a boundary more often; of each bin, but for a factor. */
static const double lengths[NPI_PAUSE_BINS] = {0.3, 0.5, 0.8, 1.2, 1.8, 2.5};

/* The share of a bin among the pauses before sentences, as is usual. */
static double usual_share(const struct npi_starts *starts, size_t bin)
{
    double sum = 0;

    for (size_t k = 0; k < NPI_PAUSE_BINS; k++)
        sum += starts->bin_share[k] * lengths[k];
    return starts->bin_share[bin] * lengths[bin] / sum;
}

static void set_likelier(const struct npi_starts *starts, double share,
                         size_t bin, double *likelier)
{
    double of_all = starts->bin_share[bin];

    *likelier = of_all > 0 ? share / of_all : 1;
}

void npi_pause_habits_init(const struct npi_starts *starts,
                           struct npi_pause_habits *habits)
{
    for (size_t kind = 0; kind < NPI_START_KINDS; kind++) {
        habits->pauses[kind] = usual[kind];
        for (size_t bin = 0; bin < NPI_PAUSE_BINS; bin++)
            set_likelier(starts, usual_share(starts, bin), bin,
                         &habits->likelier[kind][bin]);
    }
}

void npi_pause_habits_deny(struct npi_pause_habits *habits)
{
    for (size_t kind = 0; kind < NPI_START_KINDS; kind++)
        habits->pauses[kind] = 0;
}

/* The weight of a place is a density: a pause stands for all the time up to
 * the next one. In the dark there may be one or not. */
void npi_pause_habits_apply(const struct npi_pause_habits *habits,
                            struct npi_starts *starts)
{
    for (size_t b = 0; b < starts->n; b++) {
        struct npi_starts_row *row = &starts->rows[b];
        double pause = habits->pauses[row->kind];

        for (size_t i = 0; i < row->n; i++) {
            size_t stretch = row->stretch[i];

            if (row->pinned)
                row->weight[i] = 1;
            else if (stretch == NP_NONE)
                row->weight[i] = (row->dark[i] ? 1 : 1 - pause) * row->step;
            else
                row->weight[i] =
                    pause * habits->likelier[row->kind][starts->bins[stretch]] /
                    starts->pauses;
        }
    }
}

struct counts {
    double all;
    double paused;
    double bins[NPI_PAUSE_BINS];
};

static void count_row(const struct npi_starts *starts,
                      const struct npi_starts_row *row, struct counts *counts)
{
    for (size_t i = 0; i < row->n; i++) {
        if (!row->dark[i])
            counts->all += row->chance[i];
        if (row->stretch[i] == NP_NONE)
            continue;
        counts->paused += row->chance[i];
        counts->bins[starts->bins[row->stretch[i]]] += row->chance[i];
    }
}

void npi_pause_habits_learn(const struct npi_starts *starts,
                            struct npi_pause_habits *habits)
{
    struct counts counts[NPI_START_KINDS] = {{0}};

    for (size_t b = 0; b < starts->n; b++)
        if (!starts->rows[b].pinned)
            count_row(starts, &starts->rows[b], &counts[starts->rows[b].kind]);
    for (size_t kind = 0; kind < NPI_START_KINDS; kind++) {
        const struct counts *c = &counts[kind];

        habits->pauses[kind] = (c->paused + BELIEF * usual[kind]) /
                               (c->all + BELIEF);
        for (size_t bin = 0; bin < NPI_PAUSE_BINS; bin++)
            set_likelier(starts,
                         (c->bins[bin] + BELIEF * usual_share(starts, bin)) /
                             (c->paused + BELIEF),
                         bin, &habits->likelier[kind][bin]);
    }
}
