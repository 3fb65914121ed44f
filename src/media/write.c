/* One run of writing: plan, copy into a file beside OUT, open and check it,
 * compare it with what is there, put it in place. */
#include "media/opened.h"

#include "base/file.h"
#include "media/attributes.h"
#include "media/cover_file.h"
#include "media/disk.h"
#include "media/native.h"
#include "media/plan.h"
#include "media/say.h"
#include "media/sound_store.h"
#include "media/target.h"
#include "media/verify.h"

#include <errno.h>
#include <unistd.h>

/* What the packets may end before the length that the file states: 2 s and a
 * fiftieth of it. */
#define SHORT_MS 2000
#define SHORT_PART 50

struct run {
    struct npi_context *ctx;
    struct npi_media *media;
    const struct npi_media_request *request;
    struct npi_target target;
    struct npi_native *native; /* NULL: libav's way */
    const char *why_not;       /* another way would have been taken */
    struct npi_plan plan;
    struct npi_sound_store heard; /* of MEDIA as it was, if it changes */
    struct npi_tempfile tmp;
    struct npi_part_written written;
    int64_t estimate; /* bytes of the result, about */
};

static bool is_edit(const struct run *run)
{
    return run->native && !run->native->is_copy;
}

static enum np_status plan_libav(struct run *run)
{
    struct npi_media *media = run->media;
    enum np_status status = npi_media_need_part(run->ctx, media);
    const struct npi_plan_input input = {
        .ops = media->ops,
        .media = media->part,
        .info = &media->part_info,
        .shape = &media->file.shape,
    };

    return status == NP_OK ? npi_plan_make(run->ctx, &input, run->request,
                                           run->target.container, &run->plan)
                           : status;
}

static int64_t text_bytes(const struct npi_part_track *track)
{
    int64_t bytes = 0;

    for (size_t i = 0; i < track->n_packets; i++)
        bytes += (int64_t)track->packets[i].data.len;
    return bytes;
}

/* A file with several names: an edit changes it under all of them, a copy takes
 * the place of one. */
static void say_names(const struct run *run)
{
    const struct npi_target *target = &run->target;
    struct np_str n = npi_say_number(run->ctx, (int64_t)target->st.st_nlink);

    if (!target->is_media || target->st.st_nlink < 2 ||
        (is_edit(run) && run->native->edit.same))
        return;
    if (is_edit(run))
        NPI_DIAG2(run->ctx->diags, OUT_NAMES, NPI_NOWHERE,
                  npi_str(target->path), n);
    else
        NPI_DIAG2(run->ctx->diags, OUT_HARD_LINKS, NPI_NOWHERE,
                  npi_str(target->path), n);
}

static enum np_status make_plan(struct run *run)
{
    struct npi_media *media = run->media;
    enum np_status status;

    status = npi_target_find(run->ctx, media, run->request->options,
                             &run->target);
    if (status == NP_OK)
        status = npi_native_plan(run->ctx, media, run->request, &run->target,
                                 &run->native, &run->why_not);
    if (status == NP_OK && run->native)
        run->plan = run->native->plan;
    else if (status == NP_OK)
        status = plan_libav(run);
    if (status == NP_OK)
        say_names(run);
    if (status != NP_OK || is_edit(run))
        return status;
    for (size_t i = 0; i < run->plan.part.n_tracks; i++)
        run->estimate += text_bytes(&run->plan.part.tracks[i]);
    if (run->plan.part.cover)
        run->estimate += (int64_t)run->plan.part.cover->bytes.len;
    run->estimate += media->file.size + run->plan.part.reserve;
    /* Holes need no room where they stay holes. */
    return npi_target_space(
        run->ctx, run->target.path,
        run->estimate - (run->native ? npi_disk_holes(media->file.fd) : 0));
}

enum np_verify npi_verify_level(const struct npi_media_request *request)
{
    return request->options->verify == NP_VERIFY_PROFILE
               ? request->settings->verify
               : request->options->verify;
}

static enum np_status copy(struct run *run)
{
    struct npi_part_host host = npi_media_host(run->ctx, run->request);
    struct npi_part_plan *part = &run->plan.part;
    enum np_status status;

    part->fd = run->tmp.fd;
    part->name = run->target.path;
    status = run->media->ops->write(&host, run->media->part, part,
                                    &run->written);
    if (status == NP_OK && run->written.reserve_too_small) {
        part->reserve = 0;
        if (ftruncate(part->fd, 0) != 0) {
            NPI_DIAG2(run->ctx->diags, OUT_FAILED, NPI_NOWHERE,
                      npi_str(part->name), npi_str(npi_errno_text(errno)));
            return NP_ERR_IO;
        }
        status = run->media->ops->write(&host, run->media->part, part,
                                        &run->written);
    }
    return status;
}

/* MEDIA must be what it was when it was opened. */
static enum np_status check_source(const struct run *run)
{
    const struct npi_source_file *file = &run->media->file;
    struct stat now;

    if (fstat(file->fd, &now) == 0 && (int64_t)now.st_size == file->size &&
        now.st_mtim.tv_sec == file->modified.tv_sec &&
        now.st_mtim.tv_nsec == file->modified.tv_nsec)
        return NP_OK;
    NPI_DIAG1(run->ctx->diags, MEDIA_CHANGED, NPI_NOWHERE,
              npi_str(run->media->path));
    return NP_ERR_MEDIA;
}

static enum np_status check_result(struct run *run)
{
    struct npi_part_info info;
    struct npi_verify verify = {
        .ops = run->media->ops,
        .plan = &run->plan,
        .written = &run->written,
        .host = npi_media_host(run->ctx, run->request),
        .before = {run->media->part, &run->media->part_info, NULL},
        .after = {NULL, &info, NULL},
    };
    enum np_verify level = npi_verify_level(run->request);
    enum np_status status;

    if (level == NP_VERIFY_NONE)
        return NP_OK;
    if (run->native)
        return npi_native_check(run->native, run->tmp.fd, run->target.path,
                                NULL, 0, 0);
    status = verify.ops->open(&verify.host, run->tmp.fd, run->target.path, true,
                              &verify.after.media, &info);
    if (status == NP_OK)
        status = npi_verify(run->ctx, &verify, level);
    verify.ops->close(verify.after.media);
    return status;
}

/* The copy takes the original's place: it looks like it from outside. */
static void keep_attributes(const struct run *run)
{
    const struct stat *st = &run->target.st;
    struct timespec times[2] = {st->st_atim, st->st_mtim};

    if (fchown(run->tmp.fd, st->st_uid, st->st_gid) != 0) {
        (void)!fchown(run->tmp.fd, (uid_t)-1, st->st_gid);
        NPI_DIAG1(run->ctx->diags, OUT_OWNER, NPI_NOWHERE,
                  npi_str(run->target.path));
    }
    (void)fchmod(run->tmp.fd, st->st_mode & 07777);
    npi_copy_attributes(run->media->file.fd, run->tmp.fd);
    if (run->request->settings->times == NPI_TIMES_KEEP)
        (void)futimens(run->tmp.fd, times);
}

/* A download that broke off shows only here, where its structure tells
 * nothing: MP3, Ogg, a live recording. */
static void say_short(const struct run *run)
{
    const struct npi_part_info *info = &run->media->part_info;

    if (!info->length_written || info->length == NP_NO_TIME ||
        run->written.end >= info->length - SHORT_MS - info->length / SHORT_PART)
        return;
    NPI_DIAG3(run->ctx->diags, MEDIA_SHORT, NPI_NOWHERE,
              npi_str(run->media->path), npi_say_stamp(run->ctx, info->length),
              npi_say_stamp(run->ctx, run->written.end));
}

static enum np_status put_in_place(struct run *run, bool *up_to_date)
{
    const struct np_media_options *options = run->request->options;
    const struct npi_target *target = &run->target;
    enum np_status status = NP_OK;

    if (target->exists)
        status = npi_target_same(run->ctx, run->tmp.fd, target->path,
                                 up_to_date);
    if (status != NP_OK || *up_to_date)
        return status;
    if (target->exists && !target->is_media && !options->force) {
        NPI_DIAG1(run->ctx->diags, OUT_EXISTS, NPI_NOWHERE,
                  npi_str(target->path));
        return NP_ERR_IO;
    }
    if (run->ctx->cancel && *run->ctx->cancel)
        return NP_ERR_INTERRUPTED;
    if (target->is_media)
        keep_attributes(run);
    return npi_tempfile_commit(&run->tmp, run->ctx->diags);
}

static enum np_status write_file(struct run *run, bool *up_to_date)
{
    enum np_status status = npi_tempfile_open(&run->tmp, run->ctx->diags,
                                              run->target.path);

    if (status != NP_OK)
        return status;
    status = run->native
                 ? npi_native_copy(run->native, run->tmp.fd, run->target.path)
                 : copy(run);
    if (status == NP_OK)
        status = check_source(run);
    if (status == NP_OK)
        status = check_result(run);
    if (status == NP_OK && !run->native)
        say_short(run);
    if (status == NP_OK)
        status = put_in_place(run, up_to_date);
    npi_tempfile_discard(&run->tmp);
    return status;
}

static struct np_str codec_name(const struct npi_plan *plan)
{
    switch (plan->part.n_tracks ? plan->part.text : NPI_TEXT_NONE) {
    case NPI_TEXT_MOV:
        return NPI_STR("mov_text");
    case NPI_TEXT_SUBRIP:
        return NPI_STR("SubRip");
    case NPI_TEXT_WEBVTT:
        return NPI_STR("WebVTT");
    case NPI_TEXT_NONE:
        break;
    }
    return npi_str(NULL);
}

/* MEDIA's tracks that are not left out. */
static enum np_status list_kept(const struct run *run,
                                struct np_media_result *result)
{
    const struct np_media_info *info = &run->media->info;
    struct np_track *kept = NPI_ARENA_NEW(run->ctx->arena, struct np_track,
                                          info->n_tracks);

    if (!kept)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < info->n_tracks; i++)
        if (run->plan.part.actions[i] != NPI_ACTION_DROP)
            kept[result->n_kept++] = info->tracks[i];
    result->kept = kept;
    return NP_OK;
}

/* Bytes of the result. */
static int64_t result_bytes(const struct run *run)
{
    if (is_edit(run))
        return run->native->edit.same ? run->media->file.size
                                      : run->native->edit.size_after;
    if (run->native)
        return run->native->copy.size;
    return run->request->options->dry_run ? run->estimate : run->written.bytes;
}

static enum np_status tell(const struct run *run, bool up_to_date,
                           struct np_media_result *result)
{
    *result = (struct np_media_result){
        .up_to_date = up_to_date,
        .container = npi_str(run->target.container->name),
        .bytes = result_bytes(run),
        .n_chapters = run->plan.part.n_chapters,
        .n_cues = run->plan.n_cues,
        .n_tags = run->plan.n_tags,
        .codec = codec_name(&run->plan),
        .has_cover = run->plan.part.cover,
        .shift = run->written.shift,
        .way = is_edit(run)  ? NP_WAY_IN_PLACE
               : run->native ? NP_WAY_COPY
                             : NP_WAY_LIBAV,
        .why_not = run->why_not,
    };
    result->n_subtitles = run->plan.part.n_tracks;
    for (size_t i = 0; i < result->n_subtitles; i++) {
        result->subtitles[i].language = run->plan.part.tracks[i].tag;
        result->subtitles[i].n_cues = run->plan.part.tracks[i].n_cues;
    }
    if (run->native)
        result->n_tags = is_edit(run) ? run->native->edit.build.n_tags
                                      : run->native->copy.build.n_tags;
    if (run->native && !run->plan.new_chapters)
        result->n_chapters = run->media->native_info.n_chapters;
    result->chapters_kept = !run->plan.new_chapters && result->n_chapters;
    result->written = is_edit(run) ? run->native->edit.bytes_written
                                   : result->bytes;
    result->loses_front = is_edit(run) && run->native->edit.loses_front;
    return list_kept(run, result);
}

/* Whether the sound is the same and at the same times. Out of libavformat's
 * hands that is so where all times are written down. */
static bool keeps_sound(const struct run *run)
{
    const struct npi_part_plan *part = &run->plan.part;

    if (run->native)
        return true;
    if (run->written.shift ||
        run->target.container->clock != NPI_CLOCK_UNSIGNED)
        return false;
    for (size_t i = 0; i < run->media->info.n_tracks; i++)
        if (run->media->info.tracks[i].kind == NP_TRACK_AUDIO &&
            part->actions[i] == NPI_ACTION_DROP)
            return false;
    return true;
}

static enum np_status write_it(struct run *run, bool *up_to_date)
{
    enum np_status status = NP_OK;

    if (run->target.is_media)
        status = npi_sound_store_open(run->ctx, run->request->cache,
                                      &run->media->file, &run->heard);
    if (status == NP_OK)
        status = is_edit(run) ? npi_native_edit(run->native)
                              : write_file(run, up_to_date);
    if (status == NP_OK && run->heard.path && !*up_to_date && keeps_sound(run))
        npi_sound_store_follow(&run->heard, run->target.path);
    return status;
}

enum np_status npi_media_write(struct npi_context *ctx, struct npi_media *media,
                               const struct npi_media_request *request,
                               struct np_media_result *result)
{
    struct npi_media_request with = *request;
    struct run run = {.ctx = ctx, .media = media, .request = &with};
    struct npi_part_cover cover;
    bool up_to_date = false;
    enum np_status status = NP_OK;

    if (request->options->cover) {
        status = npi_cover_read(ctx, request->options->cover, &cover);
        with.cover = &cover;
    }
    if (status == NP_OK)
        status = make_plan(&run);

    *result = (struct np_media_result){0};
    if (is_edit(&run))
        up_to_date = run.native->edit.same;
    if (status == NP_OK && !request->options->dry_run && !up_to_date)
        status = write_it(&run, &up_to_date);
    if (status == NP_OK)
        status = tell(&run, up_to_date, result);
    npi_native_release(run.native);
    return status;
}
