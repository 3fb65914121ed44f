/* The chapters: every outline entry whose stamp is believed. */
#ifndef NPI_TIMELINE_CHAPTERS_H
#define NPI_TIMELINE_CHAPTERS_H

#include "timeline/timing.h"

/* timing: NULL without dialogue. Fills chapters and n_chapters; their ends
 * need timeline->end. */
enum np_status npi_chapters_make(struct npi_context *ctx,
                                 const struct np_episode *episode,
                                 const struct npi_beliefs *beliefs,
                                 const struct npi_timing *timing,
                                 struct np_timeline *timeline);

#endif
