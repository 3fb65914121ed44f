/* Where the result goes: its name, what is there already, whether it fits. */
#ifndef NPI_MEDIA_TARGET_H
#define NPI_MEDIA_TARGET_H

#include "media/container.h"
#include "media/opened.h"

#include <sys/stat.h>

struct npi_target {
    const char *path; /* in ctx->arena */
    const struct npi_container *container;
    bool exists;
    bool is_media;  /* the same file as MEDIA */
    struct stat st; /* of MEDIA when is_media */
};

/* Finds the name and refuses what must not be written. NP_ERR_USAGE: the name
 * is of no container, or is MEDIA itself without replace; NP_ERR_IO: there is
 * something else than a file. */
enum np_status npi_target_find(struct npi_context *ctx,
                               const struct npi_media *media,
                               const struct np_media_options *options,
                               struct npi_target *target);

/* NP_ERR_IO with a diagnostic when size bytes do not fit beside path. */
enum np_status npi_target_space(struct npi_context *ctx, const char *path,
                                int64_t size);

/* A descriptor's content is that of the file at path. NP_ERR_INTERRUPTED. */
enum np_status npi_target_same(struct npi_context *ctx, int fd,
                               const char *path, bool *same);

#endif
