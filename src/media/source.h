/* MEDIA as a file, looked at before libav is loaded: is it there, is it a
 * file, is it whole, is it something that would make a demuxer open others. */
#ifndef NPI_MEDIA_SOURCE_H
#define NPI_MEDIA_SOURCE_H

#include "base/context.h"

#include <sys/stat.h>

/* What the structure of the file says. */
struct npi_shape {
    bool moov_front;        /* MP4: the index stands before the media data */
    bool fragmented;        /* MP4: the index is in pieces */
    struct np_str cut_name; /* the box or element that is cut short, absent if
                               the file is whole (or tells nothing) */
    int64_t cut_bytes;      /* how much of it is missing */
};

struct npi_source_file {
    int fd; /* the caller closes it */
    int64_t size;
    struct timespec modified; /* when it was opened: it must stay so */
    struct npi_shape shape;
};

/* Opens path for reading. NP_ERR_IO (missing, a folder, unreadable, no regular
 * file), NP_ERR_MEDIA (an address, empty, a playlist, cut short), each with a
 * diagnostic; fd is then -1. */
enum np_status npi_source_open(struct npi_context *ctx, const char *path,
                               struct npi_source_file *file);

/* Walks the top level of an MP4, or the head of a Matroska file or an MP3, of
 * size bytes; anything else leaves shape zero. Reads some bytes at each box
 * only. */
void npi_shape_read(int fd, int64_t size, struct npi_shape *shape);

/* The kind of playlist that a file's first bytes show, or NULL. */
const char *npi_playlist_kind(struct np_str head);

/* Folders and devices are refused before they are opened: opening a FIFO would
 * wait. NP_ERR_IO with a diagnostic. */
enum np_status npi_source_check_kind(struct npi_context *ctx, const char *path,
                                     const struct stat *st);

#endif
