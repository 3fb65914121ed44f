/* The dialogue as a ruler: how far along the text each boundary between
 * sentences is. Boundary b is the place just before sentence b; boundary n is
 * the end. */
#ifndef NPI_TIMELINE_RULER_H
#define NPI_TIMELINE_RULER_H

#include "base/arena.h"
#include <nopriors/episode.h>

struct npi_ruler {
    size_t n;          /* sentences */
    const double *at;  /* n + 1: units of text before the boundary */
    const bool *turn;  /* n: a turn starts here */
    double turn_share; /* of the boundaries that are starts of turns */
};

/* NP_ERR_NOMEM leaves *ruler undefined. */
enum np_status npi_ruler_build(struct npi_arena *arena,
                               const struct np_episode *episode,
                               struct npi_ruler *ruler);

/* The first boundary at or after a place, in units. */
size_t npi_ruler_find(const struct npi_ruler *ruler, double at);

#endif
