/* The stage's door: probe MEDIA, and write chapters, subtitles and metadata
 * into a copy of it. libav is touched only in media/libav/, a part of its own
 * (nopriors-media.so) that is loaded when this door is first used. */
#ifndef NPI_MEDIA_MEDIA_H
#define NPI_MEDIA_MEDIA_H

#include "base/context.h"
#include "profile/settings.h"
#include <nopriors/cues.h>
#include <nopriors/episode.h>
#include <nopriors/media.h>
#include <nopriors/timeline.h>

struct npi_media; /* the loaded part and the opened MEDIA */

/* One row of what to write; all borrowed for the call. */
struct npi_media_request {
    const struct np_media_options *options;
    const struct np_episode *episode;
    const struct np_timeline *timeline;
    const struct np_cues *cues;
    const struct npi_settings *settings;
    void (*report)(void *user, const char *step, int64_t done, int64_t total);
    void *user;
};

/* Opens MEDIA. folders: where to look for nopriors-media.so, in order, NULL
 * ends the list. Errors: NP_ERR_IO (no such file…), NP_ERR_MEDIA (not media,
 * truncated, a playlist; a URL is refused with the yt-dlp line). */
enum np_status npi_media_open(struct npi_context *ctx,
                              const char *const *folders, const char *path,
                              struct npi_media **media,
                              const struct np_media_info **info);
void npi_media_close(struct npi_media *media);

/* Writes options->out. See np_media_options; everything that is wrong is found
 * before the first byte is written where it can be. */
enum np_status npi_media_write(struct npi_context *ctx, struct npi_media *media,
                               const struct npi_media_request *request,
                               struct np_media_result *result);

#endif
