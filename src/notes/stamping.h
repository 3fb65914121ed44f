/* Stamps written into the dialogue of notes, of which each is read back as what
 * it says, and which change nothing else that is read. */
#ifndef NPI_NOTES_STAMPING_H
#define NPI_NOTES_STAMPING_H

#include "base/context.h"
#include "base/splice.h"
#include <nopriors/episode.h>

/* A stamp to be written before a sentence that has none. */
struct npi_wish {
    size_t sentence;
    int64_t ms; /* 0..NPI_STAMP_MAX */
};

struct npi_stamping {
    const struct npi_insertion *insertions; /* by offset */
    size_t n_insertions;
    const size_t *refused; /* sentences whose stamp would not be read back */
    size_t n_refused;
};

/* text and language: what episode was read from. wishes: by sentence, one a
 * sentence. The result lives in ctx->arena. NP_ERR_NOMEM,
 * NP_ERR_INTERRUPTED. */
enum np_status npi_notes_stamp(struct npi_context *ctx, struct np_str text,
                               struct np_str language,
                               const struct np_episode *episode,
                               const struct npi_wish *wishes, size_t n,
                               struct npi_stamping *stamping);

#endif
