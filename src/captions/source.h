/* Bytes of a foreign file to text. */
#ifndef NPI_CAPTIONS_SOURCE_H
#define NPI_CAPTIONS_SOURCE_H

#include "base/context.h"

struct npi_source_text {
    struct np_str text;  /* UTF-8; in the arena or borrowed from the bytes */
    size_t n_mended;     /* bytes that are no UTF-8: U+FFFD stands for them */
    size_t first_mended; /* offset of the first in text */
};

/* UTF-8, UTF-16 or GB18030 of at most max bytes, as base/encoding.h reads
 * them; UTF-8 with a few wrong bytes is mended. NP_ERR_NOTES with an error
 * that says why not; NP_ERR_NOMEM. */
enum np_status npi_source_decode(struct npi_context *ctx, struct np_str name,
                                 struct np_str bytes, size_t max,
                                 struct npi_source_text *source);

#endif
