/* What zlib packed, unpacked: frames of Matroska's text tracks are often stored
 * so. Small pieces only: it is neither fast nor streaming. */
#ifndef NPI_MEDIA_INFLATE_H
#define NPI_MEDIA_INFLATE_H

#include "base/buf.h"

/* Appends to out what packed holds (RFC 1950, 1951). False if it is damaged or
 * ends too early; what a full or failed buffer means is for the caller to ask.
 */
bool npi_inflate_zlib(struct np_str packed, struct npi_buf *out);

#endif
