/* Caption files and tracks that a job looked at, and the one it took. */
#ifndef NOPRIORS_CAPTIONS_H
#define NOPRIORS_CAPTIONS_H

#include <nopriors/diagnostics.h>
#include <nopriors/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How the words came about, as far as it is told. */
enum np_caption_kind {
    NP_CAPTION_KIND_UNKNOWN,
    NP_CAPTION_KIND_PEOPLE,    /* written by people */
    NP_CAPTION_KIND_AUTOMATIC, /* recognised by a machine */
    NP_CAPTION_KIND_TRANSLATED /* by a machine, from another language */
};

enum np_caption_place {
    NP_CAPTION_GIVEN,  /* named by the caller */
    NP_CAPTION_BESIDE, /* a file in the folder of MEDIA or of the notes */
    NP_CAPTION_INSIDE  /* a track of MEDIA */
};

/* What their times count in. */
enum np_caption_clock {
    NP_CAPTION_CLOCK_NOTES, /* the video that the notes' stamps mean */
    NP_CAPTION_CLOCK_MEDIA  /* the local copy, which may be cut otherwise */
};

struct np_caption_source {
    struct np_str name;   /* of the file, without its folder; of the track,
                             absent if it has none */
    struct np_str path;   /* of the file; MEDIA's for a track */
    struct np_str format; /* "SubRip", "WebVTT", …; absent if it could not be
                             read */
    struct np_str language; /* BCP 47; "und" or absent if not known */
    enum np_caption_kind kind;
    enum np_caption_place place;
    enum np_caption_clock clock;
    size_t n_cues;
    const struct np_diag_kind *why_not; /* NULL: taken */
    struct np_str reason; /* more about why not, in English; may be absent */
};

#ifdef __cplusplus
}
#endif

#endif
