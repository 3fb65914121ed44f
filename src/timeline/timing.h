/* The dialogue's timing: all passes of the alignment over one episode. */
#ifndef NPI_TIMELINE_TIMING_H
#define NPI_TIMELINE_TIMING_H

#include "timeline/claims.h"
#include "timeline/curve.h"
#include "timeline/pace.h"
#include "timeline/place.h"
#include "timeline/timeline.h"

struct npi_timing {
    struct npi_ruler ruler;
    struct npi_marks marks;
    struct npi_clues clues;
    struct npi_pace pace; /* as the last pass had it */
    struct npi_curve curve;
    struct npi_place *places; /* parallel to marks */
    struct npi_claims claims; /* of the last pass */
    /* What the passes before say of the dialogue's ends: see npi_alignment. */
    double lacks_start;
    double lacks_end;
};

/* There is at least one sentence and one belief. All lives in ctx->arena.
 * NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_timing_find(struct npi_context *ctx,
                               const struct npi_timeline_input *input,
                               const struct npi_beliefs *beliefs,
                               struct npi_timing *timing);

#endif
