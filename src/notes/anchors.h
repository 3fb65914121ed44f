/* Stamps given beside the notes: "12:04=the first words of a sentence". */
#ifndef NPI_NOTES_ANCHORS_H
#define NPI_NOTES_ANCHORS_H

#include "base/context.h"
#include <nopriors/episode.h>

#define NPI_ANCHOR_TEXT_MAX 512 /* bytes of the words */

struct npi_anchor {
    struct np_str given; /* as it was written */
    struct np_str words; /* of it */
    int64_t ms;
    int64_t grain;
};

/* Reads "STAMP=WORDS"; the views borrow from given. A mistake is a diagnostic
 * and NP_ERR_USAGE. */
enum np_status npi_anchor_read(struct npi_diags *diags, struct np_str given,
                               struct npi_anchor *anchor);

/* Finds the sentence of each anchor and stamps it, over a stamp that it has; of
 * two for one sentence the later counts. The words are looked for as a whole
 * sentence, then at the starts of sentences (they may run on into the next ones
 * of the turn), then inside; case, width, spaces and punctuation do not matter.
 * Not found, or found more than once: a diagnostic each, and NP_ERR_USAGE with
 * the episode unchanged. NP_ERR_NOMEM. */
enum np_status npi_anchors_apply(struct npi_context *ctx,
                                 const struct npi_anchor *anchors, size_t n,
                                 struct np_episode *episode);

#endif
