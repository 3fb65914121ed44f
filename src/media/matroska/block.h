/* A block of a cluster: whose it is, when, and its frames.
 * RFC 9559, 10 and 10.3 (lacing). */
#ifndef NPI_MEDIA_MATROSKA_BLOCK_H
#define NPI_MEDIA_MATROSKA_BLOCK_H

#include "media/matroska/element.h"

struct npi_mkv_block {
    uint64_t track;  /* its number */
    int64_t time;    /* ticks from the cluster's time */
    unsigned lacing; /* 0: one frame */
    int64_t at;      /* behind its head */
    int64_t end;
};

/* The head of a SimpleBlock or a Block. */
bool npi_mkv_block_read(struct npi_window *window,
                        const struct npi_element *element,
                        struct npi_mkv_block *block);

#define NPI_MKV_FRAMES_MAX 256

/* Where the frames stand: frame i is [ends[i - 1], ends[i]), the first one
 * begins at *start. Returns how many there are, 0 if that is damaged. */
size_t npi_mkv_block_frames(struct npi_window *window,
                            const struct npi_mkv_block *block, int64_t *start,
                            int64_t ends[NPI_MKV_FRAMES_MAX]);

#endif
