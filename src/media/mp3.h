/* MP3's first frame, which may say how long the file is. */
#ifndef NPI_MEDIA_MP3_H
#define NPI_MEDIA_MP3_H

#include "media/source.h"

/* A file of size bytes that says it has clearly more: shape->cut_name and
 * cut_bytes are set. Anything else leaves shape as it is. */
void npi_mp3_shape(int fd, int64_t size, struct npi_shape *shape);

#endif
