/* Stretches of the media that the notes know nothing of: nothing is said there,
 * and no cue hangs over into them. */
#ifndef NPI_CUES_REST_H
#define NPI_CUES_REST_H

#include <nopriors/cues.h>
#include <nopriors/timeline.h>

/* Whether one lies between what ends at `end` and what starts at `start`. */
bool npi_rest_between(const struct np_timeline *timeline, int64_t end,
                      int64_t start);

/* Ends cues with the beginning of such a stretch, and starts them with its end,
 * as far as shortest (ms) allows. Order stays. */
void npi_rest_keep(const struct np_timeline *timeline, int64_t shortest,
                   struct np_cue *cues, size_t n);

#endif
