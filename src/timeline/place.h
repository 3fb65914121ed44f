/* Where each mark belongs: the best single answer of an alignment. */
#ifndef NPI_TIMELINE_PLACE_H
#define NPI_TIMELINE_PLACE_H

#include "timeline/align.h"

struct npi_place {
    size_t sentence;   /* NP_NONE: not placed */
    double confidence; /* chance that it is right within one sentence */
};

/* places: one a mark, in the arena; sentences never decrease. */
enum np_status npi_places_choose(struct npi_arena *arena,
                                 const struct npi_alignment *alignment,
                                 struct npi_place **places);

#endif
