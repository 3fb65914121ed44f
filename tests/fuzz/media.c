/* Any bytes as MEDIA, through the media part: refused with a reason, or opened,
 * and then copied with chapters, subtitles and tags: refused with a reason, or
 * done; never a temporary file left behind. The first byte's parity chooses
 * the container. What libavformat itself does with the bytes is its own. */
#include "media/media.h"
#include "base/platform.h"
#include "base/str.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void require(bool good)
{
    if (!good)
        abort();
}

/* The part lies in the folder above that of this program. */
static const char *part_folder(void)
{
    static char path[4096];

    if (!path[0]) {
        char *slash;

        require(npi_platform_program(path, sizeof path));
        for (int i = 0; i < 2; i++) {
            slash = strrchr(path, '/');
            require(slash != NULL);
            *slash = '\0';
        }
    }
    return path;
}

static char folder[] = "/tmp/npi-fuzz-media.XXXXXX";

static void remove_folder(void)
{
    (void)rmdir(folder);
}

static void make_folder(void)
{
    static bool made;

    if (made)
        return;
    require(mkdtemp(folder) != NULL);
    require(atexit(remove_folder) == 0);
    made = true;
}

static size_t files_left(void)
{
    size_t n = 0;
    DIR *dir = opendir(folder);

    require(dir != NULL);
    while (readdir(dir))
        n++;
    (void)closedir(dir);
    return n - 2;
}

static void copy(struct npi_context *ctx, struct npi_media *media,
                 const char *name)
{
    static const struct np_cue cue = {
        .start = 10, .end = 900, .lines = {{"a <b> {c}", 9}}, .n_lines = 1};
    static const struct np_chapter chapter = {
        .title = {"one", 3}, .level = 1, .parent = NP_NONE};
    const struct np_cues cues = {&cue, 1};
    const struct np_timeline timeline = {
        .chapters = &chapter, .n_chapters = 1, .end = 1000};
    const struct np_episode episode = {.title = NPI_STR("t"),
                                       .language = NPI_STR("zh")};
    char out[64];
    const struct np_media_options options = {
        .out = out, .drop_unsupported = true, .verify = NP_VERIFY_FULL};
    struct npi_settings settings;
    const struct npi_media_subtitles subtitles = {
        .cues = &cues, .language = episode.language, .is_default = true};
    const struct npi_media_request request = {.options = &options,
                                              .episode = &episode,
                                              .timeline = &timeline,
                                              .subtitles = &subtitles,
                                              .n_subtitles = 1,
                                              .settings = &settings};
    struct np_media_result result;
    size_t errors = npi_diags_count(ctx->diags, NP_ERROR);
    enum np_status status;

    (void)snprintf(out, sizeof out, "%s/%s", folder, name);
    npi_settings_defaults(&settings);
    status = npi_media_write(ctx, media, &request, &result);
    require(status == NP_ERR_NOMEM ||
            (status == NP_OK) ==
                (npi_diags_count(ctx->diags, NP_ERROR) == errors));
    if (status == NP_OK)
        require(unlink(out) == 0);
    require(files_left() == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *folders[] = {part_folder(), NULL};
    struct np_str text = {(const char *)data, size};
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_media *media;
    const struct np_media_info *info;
    char path[32];
    int fd = npi_platform_memory_file(text);

    require(fd >= 0);
    make_folder();
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    (void)snprintf(path, sizeof path, "/dev/fd/%d", fd);
    enum np_status status = npi_media_open(&ctx, folders, path, &media, &info);
    require((status == NP_OK) == (media != NULL));
    require((status == NP_OK) == (npi_diags_count(&diags, NP_ERROR) == 0));
    if (status == NP_OK)
        copy(&ctx, media, size && data[size / 2] & 1 ? "o.mp4" : "o.mkv");
    npi_media_close(media);
    npi_arena_release(&arena);
    (void)close(fd);
    return 0;
}
