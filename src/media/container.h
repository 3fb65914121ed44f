/* The table of containers that can be written: one row each. */
#ifndef NPI_MEDIA_CONTAINER_H
#define NPI_MEDIA_CONTAINER_H

#include "media/part.h"

/* Lists hold codec names of libavcodec's, separated by spaces. In place of a
 * list, NPI_ASK_LIBAV: whatever the muxer takes. */
extern const char NPI_ASK_LIBAV[];

struct npi_container {
    const char *name;       /* "mp4" */
    const char *title;      /* as messages call it: "MP4" */
    const char *extensions; /* without dot, separated by spaces; the first one
                               is used for names that we make */
    const char *muxer;      /* libavformat's name */
    const char *settings;   /* of the muxer, or NULL */
    const char *video;      /* codecs it holds */
    const char *audio;
    const char *subtitles;           /* text or pictures, as they are */
    unsigned sides;                  /* bits of enum npi_side that it keeps */
    size_t audio_max;                /* audio streams it holds */
    enum npi_stream_action cover;    /* COPY, ATTACH, TAG or DROP: holds none */
    enum npi_stream_action files;    /* attachments: COPY or DROP */
    enum npi_stream_action data;     /* COPY: what the muxer takes */
    enum npi_stream_action timecode; /* COPY: the muxer writes it anew */
    enum npi_text_codec text;        /* of the subtitle track that we add, and
                                        of those that must change */
    enum npi_clock clock;
    bool moov;               /* keeps its index in front when MEDIA does */
    size_t title_max;        /* bytes of a chapter's title, 0: no limit */
    size_t chapters_max;     /* 0: no limit */
    bool chapters_from_0;    /* their track has no place before the first */
    unsigned levels;         /* of chapters under "auto", 0: all */
    const char *link_key;    /* libavformat's names of the tags that hold the */
    const char *summary_key; /* link and the summary */
    const char *long_key;    /* of all of it, where summary_key holds */
    size_t summary_max;      /* so many bytes; NULL, 0: it holds all */
    const char *const *languages; /* NULL, or the only codes it knows: pairs of
                                     ISO 639-2 (terminology) and its own, NULL
                                     ends */
    bool bibliographic;    /* languages are ISO 639-2's bibliographic codes */
    bool chapters_as_tags; /* CHAPTERxxx in the comments, written by us */
    const char *foreign;   /* keys of other containers, not carried over */
};

const struct npi_container *npi_containers(size_t *n);
/* By a file's name; NULL if its extension is in no row. */
const struct npi_container *npi_container_for_file(struct np_str path);
/* By libavformat's demuxer name (a list with commas) and, where that leaves a
 * choice, the file's name; NULL for what we only read. */
const struct npi_container *npi_container_for_format(struct np_str format,
                                                     struct np_str path);
const struct npi_container *
npi_container_find(struct np_str name); /* or NULL */
#endif
