/* Covers: each container keeps them its own way. */
#ifndef NPI_MEDIA_LIBAV_COVER_H
#define NPI_MEDIA_LIBAV_COVER_H

#include "media/libav/remux.h"

/* As a stream that is an attached file (Matroska). */
int npi_cover_attach(struct npi_remux *remux, const struct npi_route *route);
/* As a METADATA_BLOCK_PICTURE tag (Ogg): FLAC's picture block in base64. */
int npi_cover_tag(struct npi_remux *remux, const struct npi_route *route);
/* The new one, as the plan says. */
int npi_cover_add(struct npi_remux *remux);
/* The packets of covers that are streams, after the header: muxers wait for
 * them. */
int npi_cover_write(struct npi_remux *remux);

#endif
