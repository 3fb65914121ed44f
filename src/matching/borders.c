/* Where sentences start: how much likelier behind a stop, at a cue's start,
 * behind a pause, where somebody else speaks. Each kind of place is counted, by
 * chance, where sentences were found to start, and everywhere. */
#include "matching/learn.h"

#include <math.h>

#define NPI_BELIEF 20.0 /* starts that the first thought is worth */

/* Times likelier, for each sign by itself. */
static double first_thought(unsigned kind, bool turn)
{
    static const double stops[] = {1, 1.5, 10};
    double times = stops[kind % 3];

    if (kind / 3 % 2)
        times *= 2;
    if (kind / 6 % 2)
        times *= 1.5;
    if (kind / 12 % 2)
        times *= turn ? 8 : 2;
    return times;
}

/* Chances of the kinds, made to add up to 1 over all places. */
void npi_learn_borders(const struct npi_lattice *lattice,
                       struct npi_likeness *likeness)
{
    const struct npi_heard *heard = likeness->heard;
    double places[NPI_BORDERS] = {0};
    double found[2][NPI_BORDERS] = {{0}};

    for (size_t p = 0; p <= heard->n; p++)
        places[heard->borders[p]]++;
    for (size_t b = 0; lattice && b < lattice->n; b++) {
        const struct npi_band *band = &lattice->bands[b];

        for (size_t p = band->lo; p < band->hi; p++)
            found[likeness->written->turn[b]][heard->borders[p]] +=
                (double)lattice->borders[b].start[p - band->lo];
    }
    for (unsigned turn = 0; turn < 2; turn++) {
        double all = 0;
        double starts = 0;

        for (unsigned k = 0; k < NPI_BORDERS; k++) {
            all += first_thought(k, turn) * places[k];
            starts += found[turn][k];
        }
        for (unsigned k = 0; k < NPI_BORDERS; k++) {
            double thought = first_thought(k, turn) * places[k] / all;
            double share = (found[turn][k] + NPI_BELIEF * thought) /
                           (starts + NPI_BELIEF);
            double times = places[k] > 0
                               ? share * (double)(heard->n + 1) / places[k]
                               : 1;

            likeness->borders[turn][k] = pow(times, likeness->model->borders);
        }
    }
}
