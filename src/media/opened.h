/* MEDIA once it is open: shared by the stage's own files. */
#ifndef NPI_MEDIA_OPENED_H
#define NPI_MEDIA_OPENED_H

#include "media/media.h"
#include "media/part.h"
#include "media/source.h"

struct npi_media {
    const struct npi_part_ops *ops;
    struct npi_part_media *part;
    struct npi_source_file file;
    const char *path; /* in the arena that it was opened with */
    struct npi_part_info part_info;
    struct np_media_info info;
};

/* What the part is handed: ctx, messages, progress. */
struct npi_part_host npi_media_host(struct npi_context *ctx,
                                    const struct npi_media_request *request);

#endif
