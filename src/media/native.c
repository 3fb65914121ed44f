/* See native.h: which way is taken. */
#include "media/native.h"

#include "media/disk.h"
#include "media/mp4/edit/layout.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* What is put in, in the words of the editor. */
static void make_wanted(struct npi_native *native)
{
    const struct npi_plan *plan = &native->plan;
    const struct npi_media_request *request = native->request;
    enum npi_tags_mode mode = request->settings->tags;
    bool tags = !request->options->parts ||
                (request->options->parts & NP_PART_TAGS);

    native->wanted = (struct npi_wanted){
        .change_text = plan->part.n_tracks > 0,
        .texts = plan->part.tracks,
        .n_texts = plan->part.n_tracks,
        .change_chapters = plan->new_chapters,
        .chapters = plan->part.chapters,
        .n_chapters = plan->new_chapters ? plan->part.n_chapters : 0,
        .end = native->media->native_info.length,
        .change_tags = tags && mode != NPI_TAGS_NONE,
        .replace_tags = mode == NPI_TAGS_REPLACE,
        .tags = plan->part.tags,
        .n_tags = plan->part.n_tags,
    };
    if (plan->part.cover) {
        native->wanted.change_cover = true;
        native->wanted.cover = plan->part.cover->bytes;
        native->wanted.cover_is_png = plan->part.cover->is_png;
    }
}

static enum np_status make_plan(struct npi_native *native,
                                const struct npi_container *row)
{
    const struct npi_plan_input input = {
        .info = &native->media->native_info,
        .shape = &native->media->file.shape,
        .native = true,
    };
    enum np_status status;

    native->container = *row;
    native->container.title_max = UINT16_MAX; /* of a text sample */
    status = npi_plan_make(native->ctx, &input, native->request,
                           &native->container, &native->plan);
    if (status == NP_OK)
        make_wanted(native);
    return status;
}

static struct npi_native *make(struct npi_context *ctx, struct npi_media *media,
                               const struct npi_media_request *request)
{
    struct npi_native *native = npi_arena_alloc(ctx->arena, 1, sizeof(*native));

    if (!native)
        return NULL;
    native->ctx = ctx;
    native->media = media;
    native->request = request;
    native->bytes = (struct npi_bytes){.fd = media->file.fd,
                                       .size = media->file.size};
    return native;
}

void npi_native_release(struct npi_native *native)
{
    if (!native)
        return;
    npi_edit_release(&native->edit);
    npi_mp4_copy_release(&native->copy);
}

/* True if another program is editing the file right now. */
static bool is_locked(const struct npi_media *media)
{
    int fd = open(media->path, O_RDONLY | O_CLOEXEC);
    bool locked = fd >= 0 && !npi_disk_lock(fd);

    if (fd >= 0)
        close(fd);
    return locked;
}

static enum np_status refuse(struct npi_native *native)
{
    if (is_locked(native->media)) {
        NPI_DIAG1(native->ctx->diags, MEDIA_LOCKED, NPI_NOWHERE,
                  npi_str(native->media->path));
        return NP_ERR_MEDIA;
    }
    NPI_DIAG2(native->ctx->diags, IN_PLACE_REFUSED, NPI_NOWHERE,
              npi_str(native->media->path),
              npi_str(npi_refusal_text(native->edit.refusal)));
    return NP_ERR_MEDIA;
}

/* MEDIA itself: edited, unless something is lost by that and a copy may take
 * its place. */
static enum np_status try_edit(struct npi_native *native,
                               const struct npi_target *target, bool *done,
                               const char **why_not)
{
    const bool only = native->request->options->in_place;
    struct npi_edit *edit = &native->edit;
    enum np_status status = npi_edit_plan(native->ctx, &native->bytes,
                                          &native->wanted, edit);

    *done = false;
    if (status != NP_OK)
        return status;
    if (edit->refusal != NPI_REFUSE_NOT) {
        *why_not = npi_refusal_text(edit->refusal);
        return only ? refuse(native) : NP_OK;
    }
    if (edit->loses_front && !only && !edit->same) {
        *why_not = N_("its index stands in front and would move to the end");
        return NP_OK;
    }
    if (access(native->media->path, W_OK) != 0 && !edit->same) {
        if (only)
            return npi_native_failed(native->ctx, native->media->path, errno);
        *why_not = N_("it may not be written to");
        return NP_OK;
    }
    if (target->st.st_nlink > 1 && !only && !edit->same) {
        *why_not = N_("it has several names, under all of which it would "
                      "change");
        return NP_OK;
    }
    *done = true;
    return NP_OK;
}

static enum np_status try_copy(struct npi_native *native, bool *done,
                               const char **why_not)
{
    enum np_status status = npi_mp4_copy_plan(native->ctx, &native->bytes,
                                              &native->wanted, &native->copy);

    *done = status == NP_OK && native->copy.refusal == NPI_REFUSE_NOT;
    native->is_copy = *done;
    if (status == NP_OK && !*done)
        *why_not = npi_refusal_text(native->copy.refusal);
    return status;
}

/* Why a file that was left to libav is not edited. */
static enum np_status refuse_unknown(struct npi_context *ctx,
                                     const struct npi_media *media)
{
    struct npi_bytes bytes = {.fd = media->file.fd, .size = media->file.size};
    struct npi_edit edit = {.refusal = NPI_REFUSE_NOT};
    enum np_status status = NP_OK;

    if (is_locked(media)) {
        NPI_DIAG1(ctx->diags, MEDIA_LOCKED, NPI_NOWHERE, npi_str(media->path));
        return NP_ERR_MEDIA;
    }
    if (npi_mp4_knows(&bytes))
        status = npi_edit_plan(ctx, &bytes, &npi_wanted_nothing, &edit);
    if (status == NP_OK && edit.refusal != NPI_REFUSE_NOT)
        NPI_DIAG2(ctx->diags, IN_PLACE_REFUSED, NPI_NOWHERE,
                  npi_str(media->path),
                  npi_str(npi_refusal_text(edit.refusal)));
    else if (status == NP_OK)
        NPI_DIAG1(ctx->diags, IN_PLACE_UNKNOWN, NPI_NOWHERE,
                  npi_str(media->path));
    npi_edit_release(&edit);
    return status == NP_OK ? NP_ERR_MEDIA : status;
}

enum np_status npi_native_plan(struct npi_context *ctx, struct npi_media *media,
                               const struct npi_media_request *request,
                               const struct npi_target *target,
                               struct npi_native **out, const char **why_not)
{
    const struct npi_container *row = npi_container_for_format(
        media->native_info.format, npi_str(media->path));
    struct npi_native *native;
    size_t n_diags = ctx->diags->n;
    bool done = false;
    enum np_status status;

    *out = NULL;
    if (!media->native || request->options->via_libav ||
        row != target->container) {
        if (!request->options->in_place)
            return NP_OK;
        return refuse_unknown(ctx, media);
    }
    native = make(ctx, media, request);
    status = native ? make_plan(native, row) : NP_ERR_NOMEM;
    if (status == NP_OK && target->is_media)
        status = try_edit(native, target, &done, why_not);
    if (status == NP_OK && !done)
        status = try_copy(native, &done, why_not);
    if (status == NP_OK && done) {
        *out = native;
        return NP_OK;
    }
    npi_native_release(native);
    if (status == NP_OK)
        npi_diags_rewind(ctx->diags, n_diags);
    return status;
}
