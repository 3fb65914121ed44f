/* MEDIA's sound to levels. */
#ifndef NPI_MEDIA_LIBAV_LISTEN_H
#define NPI_MEDIA_LIBAV_LISTEN_H

#include "media/libav/input.h"

/* As npi_part_ops.listen; media is fresh. */
enum np_status npi_listen(const struct npi_part_host *host,
                          struct npi_part_media *media, size_t max,
                          struct npi_part_sound *sound);

#endif
