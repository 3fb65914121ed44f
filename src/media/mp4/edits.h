/* A track's edit list: when on the movie's clock which part of the track is
 * shown. ISO/IEC 14496-12, 8.6.6. */
#ifndef NPI_MEDIA_MP4_EDITS_H
#define NPI_MEDIA_MP4_EDITS_H

#include "media/mp4/movie.h"

/* Entries that are used; a cut episode has some dozen. */
#define NPI_MP4_EDITS_MAX 256

struct npi_mp4_edit {
    int64_t start; /* ms of the movie */
    int64_t from;  /* ticks of the track */
    int64_t to;    /* INT64_MAX: to its end */
};

struct npi_mp4_edits {
    struct npi_mp4_edit items[NPI_MP4_EDITS_MAX];
    size_t n;
    uint32_t timescale; /* of the track */
};

/* Without a list the track is shown as it is, from 0. */
void npi_mp4_edits_read(const struct npi_mp4_movie *movie,
                        const struct npi_mp4_track *track,
                        struct npi_mp4_edits *edits);

/* The part of [from, to) (ticks) that an edit shows, in ms of the movie; false
 * if it shows none of it. */
bool npi_mp4_edit_apply(const struct npi_mp4_edits *edits, size_t index,
                        int64_t from, int64_t to, int64_t *start, int64_t *end);

#endif
