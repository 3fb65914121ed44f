/* See text_tracks.h: opens the file, and gives it to the reader that knows it.
 */
#include "media/text_tracks.h"

#include "base/file.h"
#include "media/diags.h"
#include "media/matroska/text.h"
#include "media/mp4/text.h"
#include "media/text_events.h"

/* The kinds of files whose tracks are read here, one row each. */
static const struct kind {
    bool (*knows)(struct npi_bytes *bytes);
    enum np_status (*list)(struct npi_text_list *list, struct npi_bytes *bytes);
    void (*read)(struct npi_text_events *events, struct npi_bytes *bytes,
                 const struct npi_text_track *track);
} KINDS[] = {
    {npi_mp4_knows, npi_mp4_list, npi_mp4_read},
    {npi_mkv_knows, npi_mkv_list, npi_mkv_read},
};

static const struct kind *find_kind(struct npi_bytes *bytes)
{
    for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++)
        if (KINDS[i].knows(bytes))
            return &KINDS[i];
    return NULL;
}

/* A read that failed outweighs what came of it. */
static enum np_status settle(struct npi_context *ctx, struct np_str name,
                             const struct npi_bytes *bytes,
                             enum np_status status)
{
    if (status != NP_OK || !bytes->error)
        return status;
    NPI_DIAG2(ctx->diags, FILE_UNREADABLE, NPI_NOWHERE, name,
              npi_str(npi_errno_text(bytes->error)));
    return NP_ERR_IO;
}

enum np_status npi_text_tracks_list_bytes(struct npi_context *ctx,
                                          struct np_str name,
                                          struct npi_bytes *bytes,
                                          const struct npi_text_track **tracks,
                                          size_t *n)
{
    struct npi_text_list list = {.ctx = ctx, .name = name};
    const struct kind *kind = find_kind(bytes);
    enum np_status status = kind ? kind->list(&list, bytes) : NP_OK;

    status = settle(ctx, name, bytes, status);
    *tracks = status == NP_OK ? list.tracks : NULL;
    *n = status == NP_OK ? list.n : 0;
    return status;
}

enum np_status npi_text_track_read_bytes(struct npi_context *ctx,
                                         struct np_str name,
                                         struct npi_bytes *bytes,
                                         const struct npi_text_track *track,
                                         const struct npi_caption_event **items,
                                         size_t *n)
{
    struct npi_text_events events = {
        .ctx = ctx, .name = name, .index = track->index};
    const struct kind *kind = find_kind(bytes);
    enum np_status status;

    if (kind)
        kind->read(&events, bytes, track);
    status = settle(ctx, name, bytes, events.status);
    *items = status == NP_OK ? events.items : NULL;
    *n = status == NP_OK ? events.n : 0;
    return status;
}

enum np_status npi_text_tracks_list(struct npi_context *ctx, struct np_str path,
                                    const struct npi_text_track **tracks,
                                    size_t *n)
{
    struct npi_bytes bytes;
    enum np_status status = npi_bytes_open(ctx, path, &bytes);

    *tracks = NULL;
    *n = 0;
    if (status == NP_OK)
        status = npi_text_tracks_list_bytes(ctx, path, &bytes, tracks, n);
    npi_bytes_close(&bytes);
    return status;
}

enum np_status npi_text_track_read(struct npi_context *ctx, struct np_str path,
                                   const struct npi_text_track *track,
                                   const struct npi_caption_event **events,
                                   size_t *n)
{
    struct npi_bytes bytes;
    enum np_status status = npi_bytes_open(ctx, path, &bytes);

    *events = NULL;
    *n = 0;
    if (status == NP_OK)
        status = npi_text_track_read_bytes(ctx, path, &bytes, track, events, n);
    npi_bytes_close(&bytes);
    return status;
}
