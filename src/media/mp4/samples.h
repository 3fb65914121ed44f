/* The samples of one track, one after the other, from the tables of 'stbl'.
 * The tables are read as they are gone through; a count in them is believed
 * only as far as its table has bytes.
 *
 * ISO/IEC 14496-12, 8.6.1, 8.7. Composition offsets ('ctts') are left aside:
 * text has none. */
#ifndef NPI_MEDIA_MP4_SAMPLES_H
#define NPI_MEDIA_MP4_SAMPLES_H

#include "media/mp4/movie.h"

struct npi_mp4_sample {
    int64_t time; /* ticks of the track's timescale, before the edit list */
    int64_t duration;
    int64_t at; /* in the file */
    uint32_t size;
};

/* One table: entries of so many bits, read in order. */
struct npi_mp4_table {
    struct npi_window window;
    int64_t at;
    unsigned bits;
    uint64_t next;
    uint64_t n;
};

struct npi_mp4_samples {
    struct npi_mp4_table sizes;
    struct npi_mp4_table times;
    struct npi_mp4_table runs;
    struct npi_mp4_table chunks;
    uint32_t one_size;  /* of every sample; 0: a table tells */
    uint32_t n_left;    /* samples */
    uint32_t time_left; /* samples of this duration */
    uint32_t duration;
    uint32_t per_chunk;
    uint32_t next_per_chunk;
    uint64_t next_first; /* the chunk (from 1) from which that holds */
    uint32_t chunk_left; /* samples */
    int64_t at;
    int64_t time;
    bool damaged; /* the tables end in the middle or contradict each other */
};

/* False if a table is missing or has no head. */
bool npi_mp4_samples_init(struct npi_mp4_samples *samples,
                          struct npi_bytes *bytes,
                          const struct npi_mp4_track *track);

/* False at the end, or (damaged) where the tables are of no use any more. */
bool npi_mp4_samples_next(struct npi_mp4_samples *samples,
                          struct npi_mp4_sample *sample);

#endif
