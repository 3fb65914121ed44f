/* One remux: the files of this folder that share it. */
#ifndef NPI_MEDIA_LIBAV_REMUX_H
#define NPI_MEDIA_LIBAV_REMUX_H

#include "media/libav/convert.h"
#include "media/libav/input.h"

/* Packets looked at before the header is written, to know where the streams
 * start: at most so many, and so many bytes of them. */
#define NPI_PEEK_PACKETS 512
#define NPI_PEEK_BYTES (8 << 20)

#define NPI_MS ((AVRational){1, 1000})

/* What becomes of an input stream. */
struct npi_route {
    AVStream *from;
    AVStream *to; /* NULL: left out */
    enum npi_stream_kind kind;
    enum npi_stream_action action;
    int64_t last_dts; /* in to's time base, AV_NOPTS_VALUE before the first */
    int64_t packets;
    int64_t mended;
    bool retimed; /* a packet is shown later than it was */
    int64_t damaged;
    struct npi_convert *convert; /* NULL: packets stay as they are */
};

struct npi_remux {
    const struct npi_part_host *host;
    struct npi_part_media *media;
    const struct npi_part_plan *plan;
    AVFormatContext *out;
    struct npi_io io;
    struct npi_route *routes;
    size_t n_routes;
    AVStream *tracks[NPI_TRACKS_MAX]; /* of plan->tracks */
    size_t next_packet[NPI_TRACKS_MAX];
    AVPacket *queue[NPI_PEEK_PACKETS]; /* what has been looked at */
    size_t n_queue;
    size_t at_queue;
    AVPacket *packet; /* the one being copied */
    AVPacket *text;   /* the one of a subtitle track */
    AVStream *cover;  /* the new one, where it is a stream */
    bool told;        /* why it fails has been said */
    int64_t length;   /* us where the input's header says it ends, INT64_MAX */
    int64_t shift;    /* ms from the input's clock to the output's */
    int64_t movie_timescale;
    int64_t end; /* ms, where the last packet ends on the output's clock */
};

/* Matroska: ms that its demuxer will take off a stream's times. */
int64_t npi_remux_padding(const struct npi_remux *remux, const AVStream *from);

/* routes[]: what becomes of each stream; streams left out are not read. */
int npi_remux_route(struct npi_remux *remux);

/* Reads the first packets: shift and movie_timescale follow from them. */
int npi_remux_peek(struct npi_remux *remux);

/* The output's streams: routes[].to, then tracks. */
int npi_remux_add_streams(struct npi_remux *remux);
int npi_remux_add_tracks(struct npi_remux *remux);

/* The output with its streams, chapters and tags, and its header. */
int npi_remux_begin(struct npi_remux *remux);

/* All packets, and the end of the file. reserve_too_small: see
 * npi_part_written. */
int npi_remux_copy(struct npi_remux *remux);
int npi_remux_finish(struct npi_remux *remux, bool *reserve_too_small);

/* A text packet of any subtitle track, times in ms of the output's clock. */
int npi_remux_put_text(struct npi_remux *remux, AVStream *to, int64_t start,
                       int64_t end, struct np_str data);

#endif
