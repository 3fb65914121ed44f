/* Text put into a file without touching the rest of it: in the file's own
 * encoding, every other byte as it was. */
#ifndef NPI_BASE_SPLICE_H
#define NPI_BASE_SPLICE_H

#include "base/buf.h"
#include "base/encoding.h"

struct npi_insertion {
    size_t offset;      /* of the text as UTF-8; a character begins there */
    struct np_str text; /* ASCII */
};

/* bytes: the file; encoding and text: what npi_encoding_to_utf8() made of it.
 * insertions: by offset; those with the same one in their order. Appends the
 * new file to out, whose error is the status; NP_ERR_NOTES when an offset is
 * inside a character, or bytes and text do not go together. */
enum np_status npi_splice(struct np_str bytes, enum npi_encoding encoding,
                          struct np_str text,
                          const struct npi_insertion *insertions, size_t n,
                          struct npi_buf *out);

#endif
