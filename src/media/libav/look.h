/* Looking at packets without copying them: for checks of what was made. */
#ifndef NPI_MEDIA_LIBAV_LOOK_H
#define NPI_MEDIA_LIBAV_LOOK_H

#include "media/libav/input.h"

/* See npi_part_ops. media is at its beginning. */
enum np_status npi_hash_packets(const struct npi_part_host *host,
                                struct npi_part_media *media, size_t n,
                                struct npi_part_hash *hashes);
enum np_status npi_sample_packets(const struct npi_part_host *host,
                                  struct npi_part_media *media, size_t stream,
                                  const int64_t *times, size_t n,
                                  struct npi_part_sample *samples);

#endif
