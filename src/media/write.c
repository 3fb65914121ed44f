/* One run of writing: plan, copy into a file beside OUT, open and check it,
 * compare it with what is there, put it in place. */
#include "media/opened.h"

#include "base/file.h"
#include "base/stamp.h"
#include "media/plan.h"
#include "media/target.h"

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
    struct npi_plan plan;
    struct npi_tempfile tmp;
    struct npi_part_written written;
    int64_t estimate; /* bytes of the result, about */
};

static enum np_status make_plan(struct run *run)
{
    struct npi_media *media = run->media;
    const struct npi_plan_input input = {
        .ops = media->ops,
        .media = media->part,
        .info = &media->part_info,
        .shape = &media->file.shape,
    };
    enum np_status status;

    status = npi_target_find(run->ctx, media, run->request->options,
                             &run->target);
    if (status == NP_OK)
        status = npi_plan_make(run->ctx, &input, run->request,
                               run->target.container, &run->plan);
    if (status != NP_OK)
        return status;
    for (size_t i = 0; i < run->plan.track.n_packets; i++)
        run->estimate += (int64_t)run->plan.track.packets[i].data.len;
    run->estimate += media->file.size + run->plan.part.reserve;
    return npi_target_space(run->ctx, run->target.path, run->estimate);
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
        if (ftruncate(part->fd, 0) != 0)
            return NP_ERR_IO;
        status = run->media->ops->write(&host, run->media->part, part,
                                        &run->written);
    }
    return status;
}

/* MEDIA must be what it was when it was opened. */
static enum np_status check_source(struct run *run, const struct stat *before)
{
    struct stat now;

    if (fstat(run->media->file.fd, &now) == 0 &&
        now.st_size == before->st_size &&
        now.st_mtim.tv_sec == before->st_mtim.tv_sec &&
        now.st_mtim.tv_nsec == before->st_mtim.tv_nsec)
        return NP_OK;
    NPI_DIAG1(run->ctx->diags, MEDIA_CHANGED, NPI_NOWHERE,
              npi_str(run->media->path));
    return NP_ERR_MEDIA;
}

static enum np_status check_result(struct run *run)
{
    struct npi_part_host host = npi_media_host(run->ctx, NULL);
    struct npi_part_media *result;
    struct npi_part_info info;
    enum np_status status;

    status = run->media->ops->open(&host, run->tmp.fd, run->target.path, true,
                                   &result, &info);
    if (status == NP_OK)
        status = npi_plan_check(run->ctx, &run->plan, &run->written,
                                &run->media->part_info, &info);
    run->media->ops->close(result);
    return status;
}

/* The copy takes the original's place: it looks like it from outside. */
static void keep_attributes(const struct run *run)
{
    const struct stat *st = &run->target.st;
    struct timespec times[2] = {st->st_atim, st->st_mtim};

    if (fchown(run->tmp.fd, st->st_uid, st->st_gid) != 0)
        (void)fchown(run->tmp.fd, (uid_t)-1, st->st_gid);
    (void)fchmod(run->tmp.fd, st->st_mode & 07777);
    (void)futimens(run->tmp.fd, times);
}

static struct np_str stamp(struct npi_context *ctx, int64_t ms)
{
    struct npi_buf buf;
    struct np_str text;

    npi_buf_init(&buf, 64);
    npi_stamp_write(&buf, ms, NPI_STAMP_SHORT);
    text = npi_arena_str(ctx->arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return text;
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
              npi_str(run->media->path), stamp(run->ctx, info->length),
              stamp(run->ctx, run->written.end));
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
    struct stat before;
    enum np_status status;

    if (fstat(run->media->file.fd, &before) != 0)
        return NP_ERR_IO;
    status = npi_tempfile_open(&run->tmp, run->ctx->diags, run->target.path);
    if (status != NP_OK)
        return status;
    status = copy(run);
    if (status == NP_OK)
        status = check_source(run, &before);
    if (status == NP_OK)
        status = check_result(run);
    if (status == NP_OK)
        say_short(run);
    if (status == NP_OK)
        status = put_in_place(run, up_to_date);
    npi_tempfile_discard(&run->tmp);
    return status;
}

static struct np_str codec_name(const struct npi_plan *plan)
{
    switch (plan->part.track ? plan->part.text : NPI_TEXT_NONE) {
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

enum np_status npi_media_write(struct npi_context *ctx, struct npi_media *media,
                               const struct npi_media_request *request,
                               struct np_media_result *result)
{
    struct run run = {.ctx = ctx, .media = media, .request = request};
    bool up_to_date = false;
    enum np_status status = make_plan(&run);

    *result = (struct np_media_result){0};
    if (status == NP_OK && !request->options->dry_run)
        status = write_file(&run, &up_to_date);
    if (status != NP_OK)
        return status;
    *result = (struct np_media_result){
        .up_to_date = up_to_date,
        .container = npi_str(run.target.container->name),
        .bytes = request->options->dry_run ? run.estimate : run.written.bytes,
        .n_chapters = run.plan.part.n_chapters,
        .n_cues = run.plan.n_cues,
        .n_tags = run.plan.n_tags,
        .codec = codec_name(&run.plan),
        .shift = run.written.shift,
    };
    return NP_OK;
}
