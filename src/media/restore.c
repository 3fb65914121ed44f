/* Taking out of an MP4 what this program put in; see native.h. */
#include "media/native.h"

#include "media/disk.h"
#include "media/sound_store.h"

#include <errno.h>
#include <unistd.h>

const struct npi_wanted npi_wanted_nothing = {.change_text = true,
                                              .change_chapters = true,
                                              .change_tags = true,
                                              .change_cover = true};

struct restore {
    struct npi_context *ctx;
    const char *path;
    struct npi_source_file file;
    struct npi_bytes bytes;
    bool keep_times;
    bool dry_run;
    struct np_restore_result *result;
};

static enum np_status refuse(struct restore *restore, enum npi_refusal refusal)
{
    NPI_DIAG2(restore->ctx->diags, RESTORE_REFUSED, NPI_NOWHERE,
              npi_str(restore->path), npi_str(npi_refusal_text(refusal)));
    return NP_ERR_MEDIA;
}

/* The old file's time of change was written down. */
static void put_time_back(struct restore *restore, int fd,
                          const struct npi_record *record)
{
    struct npi_source_file then = restore->file;

    then.modified.tv_sec = (time_t)record->seconds;
    then.modified.tv_nsec = (long)record->nanoseconds;
    npi_native_keep_times(fd, &then);
}

static enum np_status undo(struct restore *restore,
                           const struct npi_layout *layout)
{
    int fd = -1;
    enum np_status status = NP_OK;

    restore->result->exact = true;
    restore->result->written = 8;
    if (restore->dry_run)
        return NP_OK;
    status = npi_native_lock(restore->ctx, restore->path, &restore->file, &fd);
    if (status == NP_OK)
        status = npi_undo_apply(layout, fd);
    if (status == NP_ERR_IO && fd >= 0)
        status = npi_native_failed(restore->ctx, restore->path, errno);
    if (status == NP_OK && restore->keep_times)
        put_time_back(restore, fd, &layout->record);
    if (fd >= 0)
        close(fd);
    return status;
}

static enum np_status apply(struct restore *restore, struct npi_edit *edit)
{
    int fd = -1;
    enum np_status status = npi_native_lock(restore->ctx, restore->path,
                                            &restore->file, &fd);

    if (status == NP_OK)
        status = npi_edit_apply(edit, fd, NULL, NULL);
    if (status == NP_ERR_IO && fd >= 0)
        status = npi_native_failed(restore->ctx, restore->path, errno);
    if (fd >= 0 && restore->keep_times)
        npi_native_keep_times(fd, &restore->file);
    if (fd >= 0)
        close(fd);
    return status;
}

/* A copy through FFmpeg's libraries does not tell our chapters from others'. */
static void say_chapters(const struct restore *restore,
                         const struct npi_old *old)
{
    bool text = false;

    if (old->saved.moved)
        NPI_DIAG1(restore->ctx->diags, RESTORE_MOVED, NPI_NOWHERE,
                  npi_str(restore->path));
    for (size_t i = 0; i < old->n_tracks; i++)
        text |= old->tracks[i].own && !old->tracks[i].chapters;
    if (text && !npi_old_has_own_chapters(old) &&
        (old->chpl.end || old->movie.n_chapter_ids))
        NPI_DIAG1(restore->ctx->diags, RESTORE_CHAPTERS, NPI_NOWHERE,
                  npi_str(restore->path));
}

/* What an edit left that broke off before it counted: the file is cut to what
 * it was. */
static enum np_status cut(struct restore *restore,
                          const struct npi_layout *layout)
{
    int fd = -1;
    enum np_status status = NP_OK;

    restore->result->exact = true;
    if (restore->dry_run)
        return NP_OK;
    status = npi_native_lock(restore->ctx, restore->path, &restore->file, &fd);
    if (status == NP_OK &&
        (!npi_disk_truncate(fd, layout->leftover) || !npi_disk_sync(fd)))
        status = npi_native_failed(restore->ctx, restore->path, errno);
    if (status == NP_OK && restore->keep_times)
        npi_native_keep_times(fd, &restore->file);
    if (fd >= 0)
        close(fd);
    return status;
}

static enum np_status take_out(struct restore *restore)
{
    struct npi_edit edit;
    enum np_status status = npi_edit_plan(restore->ctx, &restore->bytes,
                                          &npi_wanted_nothing, &edit);

    if (status == NP_OK && edit.refusal != NPI_REFUSE_NOT)
        status = refuse(restore, edit.refusal);
    restore->result->nothing = status == NP_OK &&
                               (edit.same || !npi_old_has_ours(&edit.old));
    restore->result->written = edit.bytes_written;
    restore->result->loses_front = edit.loses_front &&
                                   !restore->result->nothing;
    if (status == NP_OK && !restore->result->nothing)
        say_chapters(restore, &edit.old);
    if (status == NP_OK && !restore->result->nothing && !restore->dry_run)
        status = apply(restore, &edit);
    npi_edit_release(&edit);
    return status;
}

static enum np_status work(struct restore *restore, bool only_undo)
{
    struct npi_layout layout;
    enum npi_refusal refusal;
    bool ours = false; /* it was there before the edit, too */
    enum np_status status;

    restore->bytes = (struct npi_bytes){.fd = restore->file.fd,
                                        .size = restore->file.size};
    if (!npi_mp4_knows(&restore->bytes)) {
        NPI_DIAG1(restore->ctx->diags, RESTORE_CONTAINER, NPI_NOWHERE,
                  npi_str(restore->path));
        return NP_ERR_MEDIA;
    }
    status = npi_undo_check(restore->ctx, &restore->bytes, &layout, &refusal);
    if (status == NP_OK && refusal == NPI_REFUSE_NOT && !only_undo)
        status = npi_undo_finds_ours(restore->ctx, &layout, &ours);
    if (status != NP_OK)
        return status;
    if (refusal == NPI_REFUSE_NOT && !ours)
        return undo(restore, &layout);
    if (refusal == NPI_REFUSE_UNDO && !layout.has_record &&
        layout.leftover < restore->bytes.size)
        return cut(restore, &layout);
    if (!only_undo)
        return take_out(restore);
    NPI_DIAG1(restore->ctx->diags, UNDO_REFUSED, NPI_NOWHERE,
              npi_str(restore->path));
    return NP_ERR_MEDIA;
}

enum np_status npi_media_restore(struct npi_context *ctx,
                                 const struct npi_media_restoring *how,
                                 struct np_restore_result *result)
{
    struct restore restore = {.ctx = ctx,
                              .path = how->path,
                              .keep_times = how->keep_times,
                              .dry_run = how->dry_run,
                              .result = result};
    struct npi_sound_store heard;
    enum np_status status = npi_source_open(ctx, how->path, &restore.file);

    *result = (struct np_restore_result){0};
    if (status != NP_OK)
        return status;
    status = npi_sound_store_open(ctx, how->cache, &restore.file, &heard);
    if (status == NP_OK)
        status = work(&restore, how->only_undo);
    close(restore.file.fd);
    if (status == NP_OK && !how->dry_run && !result->nothing)
        npi_sound_store_follow(&heard, how->path);
    return status;
}
