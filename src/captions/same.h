/* Whether captions say what is known already: a file we wrote ourselves without
 * a mark in it (SubRip has no place for one) tells no times that are news. */
#ifndef NPI_CAPTIONS_SAME_H
#define NPI_CAPTIONS_SAME_H

#include "captions/captions.h"

/* True if nearly all that the captions say (19 of 20 letters) is in the texts,
 * in the same order, however it is cut and whatever punctuation it lacks; the
 * captions may be only a part. Names nothing the same that has no letter.
 * NP_ERR_NOMEM. */
enum np_status npi_captions_same(struct npi_context *ctx,
                                 const struct npi_caption_track *track,
                                 const struct np_str *texts, size_t n,
                                 bool *same);

#endif
