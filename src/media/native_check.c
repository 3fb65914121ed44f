/* See native.h: what was made natively, as libavformat sees it, against what it
 * makes of the old file. */
#include "media/native.h"
#include "media/verify.h"

#include <string.h>

/* The plan in terms of the streams that libavformat finds. */
static enum np_status plan_for(struct npi_native *native,
                               const struct npi_part_info *before,
                               struct npi_plan *plan)
{
    const struct npi_plan_input input = {
        .info = before, .shape = &native->media->file.shape, .native = true};
    struct npi_diags said;
    struct npi_context ctx = *native->ctx;

    *plan = native->plan;
    plan->part.n_tags = 0; /* the editor writes them byte by byte */
    if (!plan->new_chapters) {
        plan->part.chapters = before->chapters;
        plan->part.n_chapters = before->n_chapters;
    }
    npi_diags_init(&said, ctx.arena);
    ctx.diags = &said;
    return npi_plan_streams(&ctx, &input, plan->part.n_tracks > 0, plan);
}

static enum np_status compare(struct npi_native *native,
                              const struct npi_verify *opened)
{
    const struct npi_part_info *before = opened->before.info;
    struct npi_verify verify = *opened;
    struct npi_part_written written = {.end = before->length};
    struct npi_plan plan;
    int64_t *packets = NPI_ARENA_NEW(native->ctx->arena, int64_t,
                                     before->n_streams);
    enum np_status status = packets ? plan_for(native, before, &plan)
                                    : NP_ERR_NOMEM;

    if (status != NP_OK)
        return status;
    for (size_t i = 0; i < before->n_streams; i++)
        packets[i] = before->streams[i].n_packets;
    written.packets = packets;
    verify.plan = &plan;
    verify.written = &written;
    return npi_verify(native->ctx, &verify, npi_verify_level(native->request));
}

/* Opens the old file, and the new one as the overlay shows it. */
static enum np_status open_both(struct npi_native *native, int fd,
                                const char *name,
                                const struct npi_part_overlay *overlay)
{
    struct npi_media *media = native->media;
    struct npi_part_info before;
    struct npi_part_info after;
    struct npi_verify verify = {
        .ops = media->ops,
        .host = npi_media_host(native->ctx, native->request),
        .before = {NULL, &before, NULL},
        .after = {NULL, &after, overlay},
        .exact = true,
    };
    struct npi_part_host host = verify.host;
    enum np_status status = media->ops->open(&host, media->file.fd, media->path,
                                             true, &verify.before.media,
                                             &before);

    host.overlay = overlay;
    if (status == NP_OK)
        status = media->ops->open(&host, fd, name, true, &verify.after.media,
                                  &after);
    if (status == NP_OK)
        status = compare(native, &verify);
    media->ops->close(verify.after.media);
    media->ops->close(verify.before.media);
    return status;
}

enum np_status npi_native_check(struct npi_native *native, int fd,
                                const char *name,
                                const struct npi_header_write *patches,
                                size_t n, int64_t size)
{
    struct npi_part_overlay overlay = {.n = n, .size = size};
    enum np_status status = npi_media_need_part(native->ctx, native->media);

    for (size_t i = 0; i < n; i++) {
        overlay.patches[i].at = patches[i].at;
        overlay.patches[i].n = patches[i].n;
        memcpy(overlay.patches[i].bytes, patches[i].bytes, patches[i].n);
    }
    return status == NP_OK ? open_both(native, fd, name, n ? &overlay : NULL)
                           : status;
}
