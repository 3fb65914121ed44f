/* The stage's door: probe MEDIA, and write chapters, subtitles and metadata
 * into a copy of it. libav is touched only in media/libav/, a part of its own
 * (nopriors-media.so) that is loaded when this door is first used. */
#ifndef NPI_MEDIA_MEDIA_H
#define NPI_MEDIA_MEDIA_H

#include "base/context.h"
#include "profile/settings.h"
#include "timeline/activity.h"
#include <nopriors/cues.h>
#include <nopriors/episode.h>
#include <nopriors/media.h>
#include <nopriors/timeline.h>

struct npi_part_cover;

struct npi_media; /* the loaded part and the opened MEDIA */

/* One subtitle track to put in. */
struct npi_media_subtitles {
    const struct np_cues *cues;
    struct np_str language; /* BCP 47 */
    bool is_default;
    bool is_forced;
    bool is_original; /* the words as they are spoken */
};

/* One row of what to write; all borrowed for the call. */
struct npi_media_request {
    const struct np_media_options *options;
    const struct np_episode *episode;
    const struct np_timeline *timeline;
    const struct npi_media_subtitles *subtitles;
    size_t n_subtitles; /* at most NPI_TRACKS_MAX */
    const struct npi_settings *settings;
    /* Left NULL: npi_media_write() reads options->cover. */
    const struct npi_part_cover *cover;
    const char *cache; /* as npi_media_listening's: what was heard is kept when
                          MEDIA itself changes */
    /* May be NULL. step: "copy"; bytes done of total. */
    void (*report)(void *user, const char *step, int64_t done, int64_t total);
    void *user;
};

/* Opens MEDIA. folders: where to look for nopriors-media.so, in order, NULL
 * ends the list, and it must live as long as the media: an MP4 is read without
 * it as far as that goes. What is wrong with the file itself (no such file, a
 * folder, empty, a playlist, an address, cut short) is said before anything is
 * loaded.
 * Errors: NP_ERR_IO (no such file…), NP_ERR_MEDIA (not media, truncated, a
 * playlist; a URL is refused with the yt-dlp line). On error *media is NULL.
 * *info lives as long as ctx->arena; the media until npi_media_close(). */
enum np_status npi_media_open(struct npi_context *ctx,
                              const char *const *folders, const char *path,
                              struct npi_media **media,
                              const struct np_media_info **info);
void npi_media_close(struct npi_media *media); /* NULL is fine */

/* How to listen; all borrowed for the call. */
struct npi_media_listening {
    const char *cache; /* folder for what was heard, made when it is missing;
                          NULL: nothing is kept */
    /* As npi_media_request's; step: "listen". */
    void (*report)(void *user, const char *step, int64_t done, int64_t total);
    void *user;
};

/* When somebody speaks in MEDIA, on its own clock. No sound, and sound that
 * cannot be decoded or read, are said and leave activity zero; fewer than two
 * stretches are of no use. What an earlier run kept in the cache is not heard
 * again. Errors: NP_ERR_INTERRUPTED, NP_ERR_NOMEM; NP_ERR_IO and NP_ERR_MEDIA
 * when the file changed so that it cannot be opened again. */
enum np_status npi_media_listen(struct npi_context *ctx,
                                struct npi_media *media,
                                const struct npi_media_listening *how,
                                struct npi_activity *activity);

/* Writes options->out. See np_media_options; everything that is wrong is found
 * before the first byte is written where it can be. May be called several
 * times. Errors: NP_ERR_USAGE (no such container, OUT is MEDIA), NP_ERR_IO
 * (OUT exists, cannot be written, disk full), NP_ERR_MEDIA (a stream that the
 * container cannot hold, the result fails its check), NP_ERR_INTERRUPTED,
 * NP_ERR_NOMEM; each leaves OUT as it was and no temporary file. */
enum np_status npi_media_write(struct npi_context *ctx, struct npi_media *media,
                               const struct npi_media_request *request,
                               struct np_media_result *result);

struct npi_media_restoring {
    const char *path;  /* of the MP4 */
    const char *cache; /* as npi_media_request's */
    bool only_undo;
    bool dry_run;
    bool keep_times;
};

/* Takes all of ours out, or (only_undo) only gives the old file back; see
 * np_restore_result. NP_ERR_IO; NP_ERR_MEDIA (no MP4, a kind that is not
 * edited, in use, nothing to undo). The file is then as it was. */
enum np_status npi_media_restore(struct npi_context *ctx,
                                 const struct npi_media_restoring *how,
                                 struct np_restore_result *result);

#endif
