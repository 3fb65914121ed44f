/* The record of an edit in place: a 'skip' box of ours right before the new
 * 'moov', by which the edit can be undone and its room used again.
 *
 * An edited file is the old one, byte for byte but for the header of its
 * 'moov', and behind it (or in its own free room in front) what we wrote:
 *
 *   [old file, 'moov' turned into 'skip'] ['mdat' of text] ['skip' with the
 *   record] ['moov'] */
#ifndef NPI_MEDIA_MP4_EDIT_RECORD_H
#define NPI_MEDIA_MP4_EDIT_RECORD_H

#include "media/mp4/edit/recipe.h"

/* The first bytes of our text's 'mdat'. */
#define NPI_OWN_MDAT "nopriors-export1"
#define NPI_OWN_MDAT_BYTES 16

/* Where the old 'moov' stood. */
enum npi_room {
    NPI_ROOM_LAST,  /* it was the last box: what is new follows it */
    NPI_ROOM_APART, /* other boxes followed: what is new is behind them */
    NPI_ROOM_FRONT, /* free room followed: what is new is in there */
    NPI_ROOMS
};

struct npi_record {
    enum npi_room room;
    int64_t old_size; /* of the whole file */
    int64_t old_at;   /* of the old 'moov' */
    int64_t old_end;
    unsigned char header[16]; /* the first bytes of the old 'moov' */
    uint64_t old_hash;        /* of the old 'moov' behind those 16 bytes */
    int64_t seconds;          /* when the old file was changed last */
    int64_t nanoseconds;
    int64_t free_end; /* FRONT: of the free room, which begins at old_end */
    int64_t unit;     /* where what we wrote begins */
    int64_t size;     /* of the whole file now */
    uint64_t hash;    /* of the unit: 'mdat' and 'moov' */
    int64_t at;       /* of the box that holds this */
};

/* Bytes of the box, without filling. */
#define NPI_RECORD_BYTES (8 + 16 + 4 + 4 + 16 + 11 * 8)

/* The box with filler bytes of zeros in it. record->at is not written. */
void npi_record_write(const struct npi_record *record, size_t filler,
                      struct npi_buf *out);

/* The record whose box ends at end; false if there is none, or it is damaged
 * or belongs to a file of another size. */
bool npi_record_read(struct npi_bytes *bytes, int64_t end, int64_t size,
                     struct npi_record *record);

#endif
