/* What stands where in an MP4 file: its boxes at the top, what of them is ours,
 * and whether the file is one that can be edited. */
#ifndef NPI_MEDIA_MP4_EDIT_LAYOUT_H
#define NPI_MEDIA_MP4_EDIT_LAYOUT_H

#include "media/mp4/edit/record.h"
#include "media/mp4/movie.h"

/* Boxes at the top of a file that is not in fragments; the media data of some
 * cameras comes in a few thousand. */
#define NPI_LAYOUT_BOXES 65536

/* An index beyond that is no episode's: ten hours have some 20 MB. */
#define NPI_MOOV_MAX ((int64_t)512 << 20)

/* Why a file is not edited; the first ones hold for every way of editing. */
enum npi_refusal {
    NPI_REFUSE_NOT,
    NPI_REFUSE_NO_MOVIE,   /* there is no 'moov', or there are two */
    NPI_REFUSE_FRAGMENTS,  /* the index is in pieces */
    NPI_REFUSE_OPEN,       /* the last box has no size */
    NPI_REFUSE_TRAILING,   /* bytes that are no box stand at the end */
    NPI_REFUSE_PICTURES,   /* a brand of pictures: HEIF, AVIF */
    NPI_REFUSE_COMPRESSED, /* 'cmov' */
    NPI_REFUSE_REFERENCE,  /* 'rmra', media data in other files */
    NPI_REFUSE_DAMAGED,    /* boxes that do not fit into each other */
    NPI_REFUSE_LARGE,      /* beyond a limit of ours */
    NPI_REFUSE_OFFSETS,    /* copy: offsets that we do not understand */
    NPI_REFUSE_SECTORS,    /* in place: 'moov' begins across two sectors */
    NPI_REFUSE_ROOM,       /* in place: what is new would not be found */
    NPI_REFUSE_UNDO,       /* there is nothing that could be undone */
    NPI_REFUSALS
};
/* A clause that ends "…: {0}": English, the message id. */
const char *npi_refusal_text(enum npi_refusal refusal);

struct npi_layout {
    struct npi_bytes *bytes;
    struct npi_box *top;
    size_t n;
    size_t cap;
    size_t moov; /* index of it */
    bool front;  /* it stands before the media data */
    bool has_record;
    struct npi_record record; /* of an earlier edit in place */
    bool untidy;  /* a crash kept the old index's 'skip' too long; top is as it
                     will be when that is mended */
    int64_t tail; /* the moov's last child, 'skip' that reaches its end: there
                     it begins, else the moov's end */
    int64_t leftover; /* what an edit that broke off left at the end begins
                         here, else the file's size */
    enum npi_refusal refusal;
};

/* Reads the top of the file. What is wrong is in layout->refusal.
 * NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_layout_read(struct npi_context *ctx, struct npi_bytes *bytes,
                               struct npi_layout *layout);

/* True for 'free' and 'skip'. */
bool npi_box_is_free(const struct npi_box *box);
/* An 'mdat' with text of ours. */
bool npi_box_is_own_mdat(struct npi_bytes *bytes, const struct npi_box *box);

#endif
