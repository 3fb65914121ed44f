/* What yt-dlp's .info.json tells of a video, as far as timing needs it. */
#ifndef NPI_CAPTIONS_INFO_H
#define NPI_CAPTIONS_INFO_H

#include "base/context.h"

#define NPI_INFO_MAX ((size_t)32 << 20) /* bytes of a file we read */

struct npi_info_stretch {
    int64_t start;
    int64_t end;
    struct np_str title; /* of a chapter; of a SponsorBlock stretch, if any */
    struct np_str category; /* "sponsor", "intro", …; absent for chapters */
};

struct npi_video_info {
    struct np_str id;       /* absent if the file lacks it, as all below */
    struct np_str language; /* spoken, BCP 47 */
    int64_t duration;       /* ms or NP_NO_TIME */
    const struct npi_info_stretch *chapters;
    size_t n_chapters;
    /* SponsorBlock's stretches, on the clock of the uncut video, sorted by
     * start. */
    const struct npi_info_stretch *sponsors;
    size_t n_sponsors;
    /* SponsorBlock's categories that were cut out of the file cannot be told
     * from here; the media's length can tell. */
    const struct np_str *human; /* languages with captions by people */
    size_t n_human;
    const struct np_str *automatic; /* recognised or translated by machine */
    size_t n_automatic;
};

/* Reads it; views live in ctx->arena. What has an odd type or is missing is
 * left absent. NP_ERR_NOTES with an error that names the place when it is not
 * JSON, or no object; NP_ERR_NOMEM. */
enum np_status npi_info_read(struct npi_context *ctx, struct np_str name,
                             struct np_str bytes, struct npi_video_info *info);

#endif
