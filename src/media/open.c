/* Opening MEDIA: the file is looked at first, then the part is loaded and
 * probes it; its answer becomes the public view. */
#include "media/opened.h"

#include "base/mem.h"
#include "media/container.h"
#include "media/loader.h"
#include "media/mp4/probe.h"
#include "media/mp4/text.h"
#include "media/subtitles.h"

#include <unistd.h>

static void tell(struct npi_context *ctx, enum npi_media_problem problem,
                 struct np_str a, struct np_str b, struct np_str c)
{
    npi_diag_add(ctx->diags, npi_media_kind(problem), NPI_NOWHERE, a, b, c,
                 npi_str(NULL));
}

struct npi_part_host npi_media_host(struct npi_context *ctx,
                                    const struct npi_media_request *request)
{
    return (struct npi_part_host){
        .ctx = ctx,
        .tell = tell,
        .encode = npi_subtitle_encode,
        .report = request ? request->report : NULL,
        .user = request ? request->user : NULL,
    };
}

static enum np_track_kind public_kind(enum npi_stream_kind kind)
{
    switch (kind) {
    case NPI_STREAM_VIDEO:
        return NP_TRACK_VIDEO;
    case NPI_STREAM_AUDIO:
        return NP_TRACK_AUDIO;
    case NPI_STREAM_TEXT:
    case NPI_STREAM_BITMAP:
        return NP_TRACK_SUBTITLES;
    case NPI_STREAM_COVER:
        return NP_TRACK_COVER;
    case NPI_STREAM_FILE:
    case NPI_STREAM_CHAPTERS:
    case NPI_STREAM_TIMECODE:
    case NPI_STREAM_DATA:
        break;
    }
    return NP_TRACK_OTHER;
}

static struct np_str title_tag(const struct npi_part_info *info)
{
    for (size_t i = 0; i < info->n_tags; i++)
        if (npi_str_eq_nocase(info->tags[i].key, NPI_STR("title")))
            return info->tags[i].value;
    return npi_str(NULL);
}

static enum np_status make_public(struct npi_context *ctx,
                                  struct npi_media *media)
{
    const struct npi_part_info *from = media->native ? &media->native_info
                                                     : &media->part_info;
    const struct npi_container *container = npi_container_for_format(
        from->format, npi_str(media->path));
    struct np_track *tracks = NPI_ARENA_NEW(ctx->arena, struct np_track,
                                            from->n_streams);

    if (!tracks)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < from->n_streams; i++)
        tracks[i] = (struct np_track){
            .kind = public_kind(from->streams[i].kind),
            .codec = from->streams[i].codec,
            .language = from->streams[i].language,
            .title = from->streams[i].title,
            .is_default = from->streams[i].is_default,
        };
    media->info = (struct np_media_info){
        .path = npi_str(media->path),
        .container = container ? npi_str(container->name) : from->format,
        .length = from->length,
        .size = media->file.size,
        .rate_num = from->rate_num,
        .rate_den = from->rate_den,
        .tracks = tracks,
        .n_tracks = from->n_streams,
        .n_chapters = from->n_chapters,
        .title = title_tag(from),
    };
    return NP_OK;
}

enum np_status npi_media_need_part(struct npi_context *ctx,
                                   struct npi_media *media)
{
    struct npi_part_host host = npi_media_host(ctx, NULL);
    enum np_status status;

    if (media->part)
        return NP_OK;
    status = npi_loader_get(ctx, media->folders, &media->ops);
    if (status == NP_OK)
        status = media->ops->open(&host, media->file.fd, media->path, false,
                                  &media->part, &media->part_info);
    return status;
}

static enum np_status look(struct npi_context *ctx, struct npi_media *media)
{
    struct npi_bytes bytes = {.fd = media->file.fd, .size = media->file.size};
    enum np_status status = NP_OK;

    if (npi_mp4_knows(&bytes))
        status = npi_mp4_probe(ctx, &bytes, &media->native_info,
                               &media->native);
    if (status == NP_OK && !media->native)
        status = npi_media_need_part(ctx, media);
    return status;
}

enum np_status npi_media_open(struct npi_context *ctx,
                              const char *const *folders, const char *path,
                              struct npi_media **out,
                              const struct np_media_info **info)
{
    struct npi_media *media = npi_calloc(1, sizeof(*media));
    enum np_status status;

    *out = NULL;
    *info = NULL;
    if (!media)
        return NP_ERR_NOMEM;
    media->file.fd = -1;
    media->folders = folders;
    media->path = npi_arena_str(ctx->arena, npi_str(path)).ptr;
    status = media->path ? npi_source_open(ctx, path, &media->file)
                         : NP_ERR_NOMEM;
    if (status == NP_OK)
        status = look(ctx, media);
    if (status == NP_OK)
        status = make_public(ctx, media);
    if (status != NP_OK) {
        npi_media_close(media);
        return status;
    }
    *out = media;
    *info = &media->info;
    return NP_OK;
}

void npi_media_close(struct npi_media *media)
{
    if (!media)
        return;
    if (media->part)
        media->ops->close(media->part);
    if (media->file.fd >= 0)
        close(media->file.fd);
    npi_free(media);
}
