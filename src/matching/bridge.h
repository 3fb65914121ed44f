/* Originals as a bridge: notes that hold what was said beside its translation
 * are matched twice. First the originals with the captions, which are in one
 * language, so that nearly every word finds itself; then the dialogue, with
 * captions that have the originals' sentences in the place of their own, and
 * with what is known of where paragraphs begin. */
#ifndef NPI_MATCHING_BRIDGE_H
#define NPI_MATCHING_BRIDGE_H

#include "matching/matching.h"

struct npi_bridge {
    bool found;                      /* else the rest means nothing */
    struct npi_matching_input input; /* of the second matching */
    const bool *original; /* by sentence: its paragraph's original was heard */
    double fit;           /* of the first matching */
};

/* input->model is set; the track has words. Nothing is found, at next to no
 * cost, without originals in the captions' language. All of it lives in
 * ctx->arena. NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_bridge_build(struct npi_context *ctx,
                                const struct npi_matching_input *input,
                                struct npi_bridge *bridge);

#endif
