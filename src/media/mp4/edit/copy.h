/* A new MP4 file from an old one: the same media data, the index in front
 * (where it stood or not), ours put in or taken out. Nothing is decoded or
 * parsed but the index. */
#ifndef NPI_MEDIA_MP4_EDIT_COPY_H
#define NPI_MEDIA_MP4_EDIT_COPY_H

#include "media/mp4/edit/build.h"

/* A stretch of the new file. */
struct npi_copy_piece {
    enum { NPI_COPY_RANGE, NPI_COPY_MOOV, NPI_COPY_DATA, NPI_COPY_FREE } kind;
    int64_t from; /* RANGE: in the old file */
    int64_t to;   /* in the new one */
    int64_t size;
};

struct npi_mp4_copy {
    struct npi_context *ctx;
    struct npi_layout layout;
    struct npi_old old;
    struct npi_build build;
    struct npi_copy_piece *pieces;
    size_t n;
    size_t cap;
    int64_t size; /* of the new file */
    enum npi_refusal refusal;
    bool same; /* the old file has all that already */
};

/* Reads only. Errors as npi_edit_plan(). To be released in any case. */
enum np_status npi_mp4_copy_plan(struct npi_context *ctx,
                                 struct npi_bytes *bytes,
                                 const struct npi_wanted *wanted,
                                 struct npi_mp4_copy *copy);
void npi_mp4_copy_release(struct npi_mp4_copy *copy);

/* Writes it into an empty file, where holes of the old one stay holes; does not
 * sync. report: bytes so far; may be
 * NULL. NP_ERR_IO with errno, NP_ERR_INTERRUPTED, NP_ERR_MEDIA: an offset in
 * the index leads nowhere. */
enum np_status
npi_mp4_copy_write(const struct npi_mp4_copy *copy, int from, int to,
                   void (*report)(void *user, int64_t done, int64_t total),
                   void *user);

#endif
