/* MEDIA once it is open: shared by the stage's own files. */
#ifndef NPI_MEDIA_OPENED_H
#define NPI_MEDIA_OPENED_H

#include "media/media.h"
#include "media/part.h"
#include "media/source.h"

struct npi_media {
    const char *const *folders; /* where the part is looked for; borrowed */
    struct npi_source_file file;
    const char *path; /* in the arena that it was opened with */
    struct np_media_info info;
    /* An MP4 that we know without libav. */
    bool native;
    struct npi_part_info native_info;
    /* What libav says: NULL and nothing until npi_media_need_part(). */
    const struct npi_part_ops *ops;
    struct npi_part_media *part;
    struct npi_part_info part_info;
};

/* Loads the part and lets it open MEDIA, unless that has been done. Errors as
 * npi_media_open(). */
enum np_status npi_media_need_part(struct npi_context *ctx,
                                   struct npi_media *media);

/* What the part is handed: ctx, messages, progress. */
struct npi_part_host npi_media_host(struct npi_context *ctx,
                                    const struct npi_media_request *request);

#endif
