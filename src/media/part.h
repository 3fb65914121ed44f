/* The line between the program and nopriors-media.so, the part that knows
 * libav: plain data and a table of functions. Nothing of libav crosses it.
 *
 * Both sides are built from one tree: a part whose version or build differs is
 * refused, so structs of base may be shared across the line. The part reports
 * problems through the host's tell(), which keeps every message in one table
 * (media/diags.def). */
#ifndef NPI_MEDIA_PART_H
#define NPI_MEDIA_PART_H

#include "base/buf.h"
#include "base/context.h"
#include "media/diags.h"

#define NPI_PART_FILE "nopriors-media.so"
#define NPI_PART_SYMBOL "npi_media_part"
#define NPI_PART_VERSION 3u

/* What a stream is to us; finer than enum np_track_kind. */
enum npi_stream_kind {
    NPI_STREAM_VIDEO,
    NPI_STREAM_AUDIO,
    NPI_STREAM_TEXT,   /* subtitles as text */
    NPI_STREAM_BITMAP, /* subtitles as pictures, captions, teletext */
    NPI_STREAM_COVER,
    NPI_STREAM_FILE,     /* an attachment: a font */
    NPI_STREAM_CHAPTERS, /* QuickTime's chapter track, text or pictures */
    NPI_STREAM_TIMECODE, /* QuickTime's tmcd */
    NPI_STREAM_DATA,
};

/* What a stream says about its picture; bits. */
enum npi_side {
    NPI_SIDE_ROTATION = 1 << 0,
    NPI_SIDE_MASTERING = 1 << 1, /* HDR: mastering display colours */
    NPI_SIDE_LIGHT = 1 << 2,     /* HDR: content light level */
    NPI_SIDE_DOLBY = 1 << 3,     /* Dolby Vision configuration */
    NPI_SIDE_SPHERE = 1 << 4,
    NPI_SIDE_STEREO = 1 << 5,
};

struct npi_part_stream {
    enum npi_stream_kind kind;
    struct np_str codec; /* libavcodec's short name; a data stream's tag */
    struct np_str language;
    struct np_str title;
    struct np_str handler; /* MP4's handler name, absent elsewhere */
    struct np_str encoder; /* the track's own tag "encoder" */
    unsigned sides;        /* bits of enum npi_side */
    int64_t index_bytes;   /* MP4: about what its samples take in a new index */
    int64_t n_packets;     /* as the index counts them, -1 if it does not or was
                              not asked; text: cues, without MP4's empty samples */
    bool is_default;
    bool is_front; /* a cover: what players show of the file */
};

struct npi_part_tag {
    struct np_str key; /* libavformat's generic name: "title", "artist" */
    struct np_str value;
};

/* Times are the notes' clock: 0 is where a player starts. */
struct npi_part_chapter {
    int64_t start;
    int64_t end;
    struct np_str title;
};

struct npi_part_info {
    struct np_str format; /* libavformat's name of the demuxer */
    int64_t length;       /* ms on the notes' clock, or NP_NO_TIME */
    bool length_written;  /* the file says so; else it is an estimate */
    int64_t size;
    int64_t rate_num;
    int64_t rate_den;
    int64_t picture_height; /* of the first video stream; 0: none */
    int64_t chunks_bytes;   /* MP4: about what the chunks of sound and pictures
                               take in a new index; else 0 */
    const struct npi_part_stream *streams;
    size_t n_streams;
    const struct npi_part_chapter *chapters;
    size_t n_chapters;
    bool own_chapters; /* an earlier run of ours wrote them, as far as that
                          can be known */
    const struct npi_part_tag *tags;
    size_t n_tags;
};

enum npi_stream_action {
    NPI_ACTION_COPY,
    NPI_ACTION_DROP,
    NPI_ACTION_CONVERT, /* text to plan.text */
    NPI_ACTION_ATTACH,  /* a cover as an attached file */
    NPI_ACTION_TAG,     /* a cover as a METADATA_BLOCK_PICTURE tag */
};

enum npi_text_codec {
    NPI_TEXT_NONE,
    NPI_TEXT_MOV, /* 3GPP timed text, FFmpeg's mov_text */
    NPI_TEXT_SUBRIP,
    NPI_TEXT_WEBVTT,
};

/* The size of text of an MP4 text track over a picture so high, which is 0 if
 * there is none: a share of it. */
static inline unsigned npi_text_size(int64_t picture_height)
{
    int64_t size = picture_height / 20;

    return size < 12 ? 12 : size > 200 ? 200 : (unsigned)size;
}

/* One packet of a subtitle track, in order of start; MP4's never overlap. */
struct npi_part_packet {
    int64_t start; /* ms on the notes' clock */
    int64_t end;
    struct np_str data;
};

/* A subtitle track to add. */
struct npi_part_track {
    struct np_str language; /* ISO 639-2 */
    struct np_str tag;      /* BCP 47 */
    struct np_str title;
    struct np_str handler;
    struct np_str encoder; /* "nopriors-export": how we know our own again */
    const struct npi_part_packet *packets;
    size_t n_packets;
    size_t n_cues; /* packets that show something */
    bool is_default;
    bool is_forced;
    bool is_original; /* the words as they are spoken */
};

/* A cover to add. */
struct npi_part_cover {
    struct np_str bytes;
    struct np_str mime;
    bool is_png; /* else JPEG */
    int width;
    int height;
    enum npi_stream_action how; /* COPY: as a stream; ATTACH, TAG */
};

/* Tracks that are added at once. */
#define NPI_TRACKS_MAX 4

/* How a container's times can start. */
enum npi_clock {
    NPI_CLOCK_EDITS,    /* MP4: edit lists hold any start */
    NPI_CLOCK_SIGNED,   /* Ogg: may begin before 0 */
    NPI_CLOCK_UNSIGNED, /* Matroska: whole ms from 0 */
};

struct npi_part_plan {
    const char *muxer; /* libavformat's name */
    /* Settings of the muxer, "key=value:key=value", or NULL. */
    const char *settings;
    /* Keys of streams' metadata that belong to another container, separated
     * by spaces. */
    const char *foreign_keys;
    enum npi_clock clock;
    int64_t reserve; /* MP4: bytes kept in front for the moov; 0: it goes
                        to the end */
    const enum npi_stream_action *actions; /* one for each input stream */
    /* Of each input stream's language as the container writes it; absent: as
     * it is. */
    const struct np_str *languages;
    enum npi_text_codec text;
    const struct npi_part_track *tracks;
    size_t n_tracks;                    /* at most NPI_TRACKS_MAX */
    const struct npi_part_cover *cover; /* NULL: none */
    const struct npi_part_chapter *chapters;
    size_t n_chapters;
    bool chapters_as_tags; /* they are among the tags: the muxer gets none */
    const struct npi_part_tag *tags; /* the file's, all of them */
    size_t n_tags;
    int fd; /* where the result goes: read and write, empty */
    const char *name;
};

struct npi_part_written {
    int64_t bytes;
    int64_t shift;          /* ms from the notes' clock to the result's */
    int64_t end;            /* ms where the last packet ends, notes' clock */
    const int64_t *packets; /* of each input stream; text that was converted:
                               cues; in host->ctx->arena */
    const bool *retimed;    /* of each input stream: packets came later than
                               they did, so that times do not run back */
    bool reserve_too_small; /* nothing else went wrong: try again without */
};

/* What the packets of a stream are, wherever they stand in the file. Hashes of
 * 128 bits, against accidents. MP4's empty text samples are left out. */
struct npi_part_hash {
    uint64_t form[2];    /* the codec and what its decoder is given first */
    uint64_t data[2];    /* bytes, and which packets are key frames */
    uint64_t shown[2];   /* times, us from the stream's first packet */
    uint64_t decoded[2]; /* the same; some containers do not keep these */
    int64_t n;           /* packets */
    int64_t first;       /* us on the file's own clock, less its origin; */
    int64_t last;        /* NP_NO_TIME: no packet has a time */
    int64_t tick_num;    /* seconds that its times are counted in */
    int64_t tick_den;
};

/* A subtitle packet that was found by its time; no data: none was. */
struct npi_part_sample {
    int64_t start; /* ms on the clock of chapters */
    struct np_str data;
};

/* The sound that players play, as media/level.h has it. */
struct npi_part_sound {
    struct npi_buf *levels; /* the caller's, empty */
    int64_t packets;
    int64_t broken; /* of them, what could not be decoded: left out */
    bool whole;     /* it did not go on beyond the most levels */
};

/* A file seen as if these bytes stood in it, and it had this size: what it will
 * be once they are written. */
#define NPI_OVERLAY_MAX 4

struct npi_part_overlay {
    struct {
        int64_t at;
        size_t n;
        unsigned char bytes[16];
    } patches[NPI_OVERLAY_MAX];
    size_t n;
    int64_t size;
};

/* What the part may ask of the program. */
struct npi_part_host {
    struct npi_context *ctx;
    void (*tell)(struct npi_context *ctx, enum npi_media_problem problem,
                 struct np_str a, struct np_str b, struct np_str c);
    /* One cue's text, lines separated by '\n', as a packet's payload. */
    void (*encode)(enum npi_text_codec codec, struct np_str text,
                   struct npi_buf *out);
    void (*report)(void *user, const char *step, int64_t done, int64_t total);
    void *user;
    /* Of what open() reads, NULL: none; must live as long as the media. */
    const struct npi_part_overlay *overlay;
};

struct npi_part_media; /* an opened file */

struct npi_part_ops {
    uint32_t version;  /* NPI_PART_VERSION */
    uint32_t size;     /* of this struct */
    const char *build; /* NP_VERSION */

    /* Opens a file by its descriptor (borrowed: it must stay open); name is
     * for probing and messages. count: packets are counted, where an index
     * does. info lives in host->ctx->arena. On error *media is NULL. */
    enum np_status (*open)(const struct npi_part_host *host, int fd,
                           const char *name, bool count,
                           struct npi_part_media **media,
                           struct npi_part_info *info);
    void (*close)(struct npi_part_media *media); /* NULL is fine */
    /* Whether a muxer of libavformat's can hold a stream of media as it is. */
    bool (*holds)(struct npi_part_media *media, size_t stream,
                  const char *muxer);
    /* Copies the file into plan->fd. Does not sync. */
    enum np_status (*write)(const struct npi_part_host *host,
                            struct npi_part_media *media,
                            const struct npi_part_plan *plan,
                            struct npi_part_written *written);
    /* Decodes the sound, in a thread of its own. No sound, or none that can be
     * decoded, is said and leaves no levels. max: the most levels. */
    enum np_status (*listen)(const struct npi_part_host *host,
                             struct npi_part_media *media, size_t max,
                             struct npi_part_sound *sound);
    /* All packets of all streams, the first n of them as info has them. host
     * has the overlay that the file was opened with. */
    enum np_status (*hash)(const struct npi_part_host *host,
                           struct npi_part_media *media, size_t n,
                           struct npi_part_hash *hashes);
    /* For each of n times (ms) the first packet of a stream that shows
     * something and does not begin more than 1 ms before it, reached by
     * seeking. Data lives in host->ctx->arena. */
    enum np_status (*sample)(const struct npi_part_host *host,
                             struct npi_part_media *media, size_t stream,
                             const int64_t *times, size_t n,
                             struct npi_part_sample *samples);
};

#endif
