/* What looks wrong in a finished timing, up to the end: stamps on another
 * scale, chapters told at an absurd rate. Only reports. */
#ifndef NPI_TIMELINE_CHECK_H
#define NPI_TIMELINE_CHECK_H

#include "timeline/timing.h"

void npi_timing_check(struct npi_context *ctx, const struct np_episode *episode,
                      const struct npi_timing *timing, int64_t end);

#endif
