/* The episode's own file: what it is, and what was put into a copy of it. */
#ifndef NOPRIORS_MEDIA_H
#define NOPRIORS_MEDIA_H

#include <nopriors/types.h>

#ifdef __cplusplus
extern "C" {
#endif

enum np_track_kind {
    NP_TRACK_VIDEO,
    NP_TRACK_AUDIO,
    NP_TRACK_SUBTITLES,
    NP_TRACK_COVER, /* an attached picture */
    NP_TRACK_OTHER, /* data, attachment, the chapter text track */
};

struct np_track {
    enum np_track_kind kind;
    struct np_str codec;    /* libavcodec's short name: "h264", "aac" */
    struct np_str language; /* as the file says; absent if it does not */
    struct np_str title;
    bool is_default;
};

struct np_media_info {
    struct np_str path;
    struct np_str container; /* name of our container table: "mp4", "mkv", …;
                                libavformat's for what we only read */
    int64_t length;          /* ms, or NP_NO_TIME */
    int64_t size;            /* bytes */
    int64_t rate_num; /* video frames a second as a fraction; 0/1 if no */
    int64_t rate_den; /* video */
    const struct np_track *tracks;
    size_t n_tracks;
    size_t n_chapters;
    struct np_str title; /* the file's own title tag, absent if none */
};

/* What to put in; bits. */
enum np_parts {
    NP_PART_CHAPTERS = 1 << 0,
    NP_PART_SUBTITLES = 1 << 1,
    NP_PART_TAGS = 1 << 2,
    NP_PARTS_ALL = 7,
};

/* How thoroughly what was made is looked at before it counts. */
enum np_verify {
    NP_VERIFY_PROFILE, /* as the settings say: media.verify */
    NP_VERIFY_NONE,
    NP_VERIFY_QUICK, /* opened by libavformat: streams, chapters, cues */
    NP_VERIFY_FULL,  /* and all packets of all streams, before and after */
};

/* The way into the file. */
enum np_way {
    NP_WAY_LIBAV,    /* all packets through libavformat, into a new file */
    NP_WAY_COPY,     /* MP4: a new file with the same media data */
    NP_WAY_IN_PLACE, /* MP4: the file itself is edited */
    NP_WAYS
};

struct np_media_options {
    const char *out; /* the new file; its extension chooses the container */
    unsigned parts;  /* bits of enum np_parts; 0 means all */
    bool replace;    /* out may be MEDIA itself: the copy takes its place */
    bool force;      /* out may exist with other content */
    bool drop_unsupported; /* leave out streams the container cannot hold */
    bool dry_run;          /* plan and check everything, write nothing */
    bool in_place;         /* edit MEDIA itself, or do nothing; out is MEDIA */
    bool keep_chapters;    /* MEDIA's stay, unless they are known as ours */
    bool via_libav;        /* NP_WAY_LIBAV, even where another way would do */
    enum np_verify verify;
    const char *cover; /* a JPEG or PNG file that becomes the cover, or NULL */
};

/* What was written (or with dry_run: would be). Text lives as long as the job.
 */
struct np_media_result {
    bool up_to_date;         /* out was there and identical: nothing written */
    struct np_str container; /* name of our container table */
    int64_t bytes;           /* size of the result; with dry_run about */
    size_t n_chapters;
    bool chapters_kept; /* they are MEDIA's own */
    struct np_track_cues {
        struct np_str language; /* BCP 47 */
        size_t n_cues;
    } subtitles[4];
    size_t n_subtitles;  /* tracks that were put in */
    size_t n_cues;       /* of all tracks that were put in */
    size_t n_tags;       /* tags that the notes gave */
    struct np_str codec; /* of the subtitle track, absent if none was put in */
    const struct np_track *kept; /* of MEDIA's tracks, those that stay */
    size_t n_kept;
    bool has_cover; /* options->cover was put in */
    int64_t shift;  /* ms that every time moved, chapters and cues too */
    enum np_way way;
    const char *why_not; /* why MEDIA was not edited in place, or not copied by
                            its structure: English, the message id; or NULL */
    int64_t written;     /* bytes that were (dry_run: would be) written */
    bool loses_front;    /* MP4: the index moved from the front to the end: a
                            player on the network must load that first */
};

/* What --remove and --undo did. */
struct np_restore_result {
    bool nothing;     /* there was nothing of ours: nothing written */
    bool exact;       /* the file is what it was before, byte for byte */
    int64_t written;  /* bytes */
    bool loses_front; /* the index moved from the front to the end */
};

#ifdef __cplusplus
}
#endif

#endif
