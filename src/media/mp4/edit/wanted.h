/* What an MP4 file shall have of ours, whatever way leads there. */
#ifndef NPI_MEDIA_MP4_EDIT_WANTED_H
#define NPI_MEDIA_MP4_EDIT_WANTED_H

#include "media/part.h"
#include "profile/settings.h"

/* A part that is not changed stays as it is, ours too. */
struct npi_wanted {
    bool change_text;
    /* Packets: 3GPP timed text, in order, from 0 on without a gap (empty ones
     * are gaps). */
    const struct npi_part_track *texts;
    size_t n_texts;
    bool change_chapters;                    /* ours and others' are replaced */
    const struct npi_part_chapter *chapters; /* of at least some ms each */
    size_t n_chapters;
    int64_t end; /* ms, of the last chapter */
    bool change_tags;
    bool replace_tags;               /* else only what is missing */
    const struct npi_part_tag *tags; /* keys as libavformat calls them */
    size_t n_tags;
    bool change_cover;
    struct np_str cover; /* a picture's bytes; absent: ours is taken out */
    bool cover_is_png;
};

/* All of ours is taken out, what it replaced comes back. */
extern const struct npi_wanted npi_wanted_nothing;

#endif
