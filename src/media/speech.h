/* When somebody speaks, by the levels of the sound (media/level.h). */
#ifndef NPI_MEDIA_SPEECH_H
#define NPI_MEDIA_SPEECH_H

#include "base/context.h"
#include "timeline/activity.h"

/* What finding speech does changes with this number: what an older one found is
 * not used again. */
#define NPI_SPEECH_VERSION 1u

#define NPI_PAUSE_MS 80 /* the stop in a "t" is shorter: part of speech */

/* No stretch at all if nothing in the sound tells speech from pauses: silence,
 * noise, music without a break. What is found lives in ctx->arena.
 * NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_speech_find(struct npi_context *ctx, const uint8_t *levels,
                               size_t n, struct npi_activity *activity);

#endif
