/* The pauses that come with a timeline, for who cuts sentences. */
#ifndef NPI_TIMELINE_SILENCES_H
#define NPI_TIMELINE_SILENCES_H

#include "timeline/timeline.h"

/* Those of the sound; without sound (or when it is not of this dialogue) those
 * of the captions; without either none. In arena. NP_ERR_NOMEM. */
enum np_status npi_silences_list(struct npi_arena *arena,
                                 const struct npi_activity *activity,
                                 const struct npi_caption_track *captions,
                                 struct np_timeline *timeline);

#endif
