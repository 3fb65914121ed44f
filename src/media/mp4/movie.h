/* What stands where in a 'moov': one record a track with the places of the
 * boxes that a reader asks for. Their content is read when it is needed. */
#ifndef NPI_MEDIA_MP4_MOVIE_H
#define NPI_MEDIA_MP4_MOVIE_H

#include "media/mp4/box.h"
#include "media/text_events.h"

enum npi_mp4_part {
    NPI_MP4_TKHD,
    NPI_MP4_TREF,
    NPI_MP4_MDHD,
    NPI_MP4_ELNG,
    NPI_MP4_HDLR,
    NPI_MP4_NAME,
    NPI_MP4_ELST,
    NPI_MP4_DREF,
    NPI_MP4_STSD,
    NPI_MP4_STTS,
    NPI_MP4_STSC,
    NPI_MP4_STSZ,
    NPI_MP4_STZ2,
    NPI_MP4_STCO,
    NPI_MP4_CO64,
    NPI_MP4_PARTS
};

/* The body of a box; end 0: it is not there. */
struct npi_mp4_place {
    int64_t at;
    int64_t end;
};

struct npi_mp4_track {
    struct npi_mp4_place box; /* the whole 'trak' */
    struct npi_mp4_place parts[NPI_MP4_PARTS];
    uint32_t id;
    uint32_t timescale; /* ticks a second; 0: not told */
    bool enabled;
    bool chapters; /* another track names it as its chapters */
};

struct npi_mp4_movie {
    struct npi_context *ctx;
    struct npi_window *window;
    struct npi_mp4_track *tracks;
    size_t n;
    size_t cap;
    uint32_t *chapter_ids; /* of tracks that 'tref' 'chap' names */
    size_t n_chapter_ids;
    size_t chapter_ids_cap;
    struct npi_mp4_place box;  /* the first 'moov'; end 0: there is none */
    uint32_t timescale;        /* of the edit lists */
    struct npi_mp4_place mvex; /* there are samples in fragments */
    bool too_many;             /* more than NPI_TEXT_TRACKS_MAX tracks */
    enum np_status status;
};

/* Walks the top level up to 'moov' and all of that. NP_ERR_NOMEM; without a
 * 'moov' that is whole box.end is 0. window must live as long as movie. */
enum np_status npi_mp4_movie_read(struct npi_context *ctx,
                                  struct npi_window *window,
                                  struct npi_mp4_movie *movie);

/* A 'trak' that stands outside of a 'moov'. False: it is none. */
bool npi_mp4_track_read(struct npi_window *window, struct npi_mp4_place box,
                        struct npi_mp4_track *track);

#endif
