/* The ways into an MP4 that need no libav: the file itself is edited, or copied
 * by its structure. */
#ifndef NPI_MEDIA_NATIVE_H
#define NPI_MEDIA_NATIVE_H

#include "media/mp4/edit/copy.h"
#include "media/mp4/edit/edit.h"
#include "media/mp4/text.h"
#include "media/opened.h"
#include "media/plan.h"
#include "media/target.h"

/* What has been planned; in the arena. */
struct npi_native {
    struct npi_context *ctx;
    struct npi_media *media;
    const struct npi_media_request *request;
    struct npi_bytes bytes;
    struct npi_container container; /* the row, without limits of libav's */
    struct npi_plan plan;
    struct npi_wanted wanted;
    bool is_copy;
    struct npi_edit edit;
    struct npi_mp4_copy copy;
};

/* Finds the way that out asks for and MEDIA allows; *native NULL: libav's, with
 * *why_not (an English clause) if another one would have been taken. In place,
 * where nothing else may be done, a refusal is NP_ERR_MEDIA with a diagnostic.
 * NP_ERR_NOMEM, NP_ERR_INTERRUPTED. To be released. */
enum np_status npi_native_plan(struct npi_context *ctx, struct npi_media *media,
                               const struct npi_media_request *request,
                               const struct npi_target *target,
                               struct npi_native **native,
                               const char **why_not);
void npi_native_release(struct npi_native *native); /* NULL is fine */

/* Edits MEDIA. The file is opened for writing, locked, and must be what it was
 * when it was read. NP_ERR_IO (cannot be written, disk full, in use),
 * NP_ERR_MEDIA (was changed, or the result fails its check),
 * NP_ERR_INTERRUPTED: MEDIA is as it was. */
enum np_status npi_native_edit(struct npi_native *native);

/* Writes the copy into fd, an empty file. */
enum np_status npi_native_copy(struct npi_native *native, int fd,
                               const char *name);

/* The new file, as libavformat sees it, against the old one: patches are what
 * is not written yet (n 0: none). */
enum np_status npi_native_check(struct npi_native *native, int fd,
                                const char *name,
                                const struct npi_header_write *patches,
                                size_t n, int64_t size);

/* What the request or the settings say. */
enum np_verify npi_verify_level(const struct npi_media_request *request);

/* Opens MEDIA for editing: fd, locked; the file must be the one that stat was
 * taken of. NP_ERR_IO, NP_ERR_MEDIA with a diagnostic. */
enum np_status npi_native_lock(struct npi_context *ctx, const char *path,
                               const struct npi_source_file *file, int *fd);
/* Why writing failed, by errno: a diagnostic and NP_ERR_IO. */
enum np_status npi_native_failed(struct npi_context *ctx, const char *path,
                                 int reason);
/* Puts the times of before back. */
void npi_native_keep_times(int fd, const struct npi_source_file *file);

#endif
