/* Finding and loading nopriors-media.so. */
#ifndef NPI_MEDIA_LOADER_H
#define NPI_MEDIA_LOADER_H

#include "media/part.h"

/* The part's table of functions, from the first folder that has it (NULL ends
 * the list). It stays loaded: libav does not like to go. NP_ERR_IO with a
 * diagnostic if it is missing or of another version. */
enum np_status npi_loader_get(struct npi_context *ctx,
                              const char *const *folders,
                              const struct npi_part_ops **ops);

#endif
