/* Pauses as evidence: sentence starts move to the ends of pauses where those
 * fit, all of them together. */
#ifndef NPI_TIMELINE_SNAP_H
#define NPI_TIMELINE_SNAP_H

#include "timeline/timing.h"

struct npi_snap {
    const double *right; /* of each sentence: chance that its start is right;
                            NULL: nothing was heard, nothing moved */
    const bool *paused;  /* its start is the end of a pause */
    bool misfit; /* the pauses are not those of this dialogue: nothing moved */
};

/* Moves the curve's means to where the sentences start by pauses, text and
 * stamps together; pinned ones stay. What is found lives in ctx->arena.
 * NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_snap_find(struct npi_context *ctx,
                             const struct npi_timeline_input *input,
                             const struct npi_beliefs *beliefs,
                             struct npi_timing *timing, struct npi_snap *snap);

/* After npi_sentences_time(): evidence and confidence. */
void npi_snap_tell(const struct npi_snap *snap,
                   const struct npi_beliefs *beliefs,
                   struct np_timed_sentence *sentences, size_t n);

#endif
