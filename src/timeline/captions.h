/* The captions' evidence: the sentences they have become pins. */
#ifndef NPI_TIMELINE_CAPTIONS_H
#define NPI_TIMELINE_CAPTIONS_H

#include "matching/matching.h"
#include "timeline/timing.h"

/* Matches the dialogue with input->captions and adds to the beliefs a pin for
 * every sentence that was surely found there, between the stamps, which stay as
 * they are. timing: what is known without captions, or NULL. Captions that do
 * not fit the notes are reported if the user gave them, else left out: then
 * matching is empty. All lives in arena. NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_captions_pin(struct npi_context *ctx,
                                struct npi_arena *arena,
                                const struct npi_timeline_input *input,
                                const struct npi_timing *timing,
                                struct npi_beliefs *beliefs,
                                struct npi_matching *matching);

/* Places marks that are nowhere else at the sentence that is said then, as the
 * captions tell: their titles do not say what is talked of, or their stamps are
 * a little off. beliefs: with pins. */
void npi_captions_place(const struct npi_beliefs *beliefs,
                        struct npi_timing *timing);

#endif
