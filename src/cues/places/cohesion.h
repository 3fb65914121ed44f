/* Which words of an episode belong together: 自动 and 驾驶, in an episode that
 * speaks of 自动驾驶 all the time. */
#ifndef NPI_CUES_PLACES_COHESION_H
#define NPI_CUES_PLACES_COHESION_H

#include "cues/stretch.h"

/* How often each run of one to four Han characters occurs. Zeroed: no run
 * ever. */
struct npi_cohesion {
    uint16_t *counts; /* two rows of mask + 1 */
    uint32_t mask;
};

/* Counts the dialogue and the outline's titles. scratch owns the counts, at
 * most 4 MB. NP_ERR_NOMEM. */
enum np_status npi_cohesion_init(struct npi_arena *scratch,
                                 const struct np_episode *episode,
                                 struct npi_cohesion *cohesion);

/* Whether the words of cells [from, at) and [at, to), all of NPI_CELL_DICT,
 * are parts of one expression here. */
bool npi_cohesion_holds(const struct npi_cohesion *cohesion,
                        const struct npi_stretch *s, size_t from, size_t at,
                        size_t to);

#endif
