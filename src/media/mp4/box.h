/* Boxes of ISO base media files (MP4, M4A, 3GP) and QuickTime's: their headers,
 * one after the other, and the tree of those that hold others. Nothing of their
 * content is read here; all offsets are those of the file.
 *
 * ISO/IEC 14496-12, 4.2; QuickTime File Format, "Atoms". */
#ifndef NPI_MEDIA_MP4_BOX_H
#define NPI_MEDIA_MP4_BOX_H

#include "media/bytes.h"

#define NPI_FOURCC(a, b, c, d)                                                 \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 |          \
     (uint32_t)(d))

/* Boxes in boxes; those that are deeper are passed over. */
#define NPI_BOX_DEPTH_MAX 16

/* Boxes that a walk visits; a day of one-second fragments has twice 86,400. */
#define NPI_BOXES_MAX 1000000

struct npi_box {
    uint32_t type;
    int64_t at;             /* of its header */
    int64_t body;           /* behind its header */
    int64_t end;            /* behind its last byte */
    bool large;             /* its size has 64 bits */
    bool open;              /* its size is 0: to the end of what holds it */
    unsigned char uuid[16]; /* of type 'uuid', else zeros */
};

enum npi_box_found {
    NPI_BOX_OK,
    NPI_BOX_END, /* none: fewer than eight bytes are left */
    NPI_BOX_BAD  /* at *at stands no box, or it is longer than what holds it:
                    box tells what it says */
};

/* The box at *at, of those up to end; moves *at behind it. */
enum npi_box_found npi_box_next(struct npi_window *window, int64_t *at,
                                int64_t end, struct npi_box *box);

/* A child of this type; false if there is none. */
bool npi_box_child(struct npi_window *window, const struct npi_box *parent,
                   uint32_t type, struct npi_box *child);

/* Is called for each box, those inside after what holds them; parent is NULL
 * at the top. Returns false to end the walk. */
typedef bool (*npi_box_visit)(void *user, const struct npi_box *box,
                              const struct npi_box *parent);

struct npi_box_walk {
    struct npi_window *window;
    npi_box_visit visit;
    void *user;
    unsigned depth; /* zero at first, as the next three */
    size_t n;       /* boxes so far */
    bool bad;       /* somewhere stood what is no box */
    bool stopped;   /* visit() said so, or there are too many */
};

/* All boxes from at to end, and what is in those that hold boxes ('moov',
 * 'trak', 'mdia', …). Where a box is bad the walk goes on behind the one that
 * holds it. */
void npi_box_walk(struct npi_box_walk *walk, int64_t at, int64_t end,
                  const struct npi_box *parent);

#endif
