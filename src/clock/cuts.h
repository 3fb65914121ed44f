/* How a person writes what another cut lacks and has: --cuts, --range, --sync.
 *
 *   cuts    10:00+45,27:00+1:00   put in: so much, at this place of the notes
 *           10:00-45              missing: so much, from this place on
 *   range   14:45-20:27           only this stretch is there
 *           14:45-  -20:27        to the end, from the beginning
 *   offset  +12  -3.5  -1:02.5    media time = notes time + offset
 *
 * A time is what base/stamp.h reads, or plain seconds (600, 3.5). Places are on
 * the notes' clock. Cuts may stand in any order, but not overlap. */
#ifndef NPI_CLOCK_CUTS_H
#define NPI_CLOCK_CUTS_H

#include "base/context.h"
#include "captions/info.h"
#include "clock/clock.h"

#define NPI_CUTS_MAX 1000 /* cuts in one list */

/* Each: NP_ERR_USAGE with a diagnostic that names the piece at fault, and
 * nothing changes; NP_ERR_NOMEM. Items live in ctx->arena. */
enum np_status npi_cuts_read(struct npi_context *ctx, struct np_str text,
                             struct npi_cuts *cuts);
enum np_status npi_cuts_read_range(struct npi_context *ctx, struct np_str text,
                                   struct npi_cuts *cuts);
enum np_status npi_cuts_read_offset(struct npi_context *ctx, struct np_str text,
                                    struct npi_cuts *cuts);

/* Says which cuts change nothing, since they lie outside the range, or (end
 * not NP_NO_TIME) behind the end of the notes. */
void npi_cuts_say_outside(struct npi_context *ctx, const struct npi_cuts *cuts,
                          int64_t end);

/* What SponsorBlock cut out of media of this length, in ms, told by the length:
 * the categories whose stretches, taken together, are as long as what the media
 * lacks. cuts->items is replaced (empty when nothing is cut out, or nothing
 * fits). What was taken, or why not, is a diagnostic. NP_ERR_NOMEM. */
enum np_status npi_cuts_from_info(struct npi_context *ctx,
                                  const struct npi_video_info *info,
                                  int64_t length, struct npi_cuts *cuts);

#endif
