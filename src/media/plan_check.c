/* The result against MEDIA and the plan. Streams are compared kind by kind: a
 * container may list covers and attachments after all else. */
#include "media/plan.h"

#include "base/str.h"
#include "media/say.h"

/* How far lengths may lie apart: the last packet's duration is not always
 * written, and MP3's length is a count of frames. */
#define LENGTH_TOLERANCE_MS 500
/* Chapters are written in ms, or in ticks that round to one. */
#define CHAPTER_TOLERANCE_MS 1

enum np_status npi_plan_differs(struct npi_context *ctx, const char *what,
                                struct np_str is, struct np_str should)
{
    NPI_DIAG3(ctx->diags, OUT_CHECK, NPI_NOWHERE, npi_str(what), is, should);
    return NP_ERR_MEDIA;
}

static enum np_status same_number(struct npi_context *ctx, const char *what,
                                  int64_t is, int64_t should)
{
    if (is == should)
        return NP_OK;
    return npi_plan_differs(ctx, what, npi_say_number(ctx, is),
                            npi_say_number(ctx, should));
}

/* The next stream of a kind from *at on; NULL if there is none. */
static const struct npi_part_stream *next(const struct npi_part_info *info,
                                          enum npi_stream_kind kind, size_t *at)
{
    while (*at < info->n_streams) {
        const struct npi_part_stream *stream = &info->streams[(*at)++];

        if (stream->kind == kind)
            return stream;
    }
    return NULL;
}

static const char *text_codec(enum npi_text_codec codec)
{
    return codec == NPI_TEXT_MOV      ? "mov_text"
           : codec == NPI_TEXT_SUBRIP ? "subrip"
                                      : "webvtt";
}

static enum np_status check_stream(struct npi_context *ctx,
                                   const struct npi_plan *plan,
                                   const struct npi_part_stream *was,
                                   const struct npi_part_stream *is,
                                   enum npi_stream_action action,
                                   int64_t n_written)
{
    struct np_str codec = action == NPI_ACTION_CONVERT
                              ? npi_str(text_codec(plan->part.text))
                              : was->codec;
    unsigned sides = was->sides &
                     (plan->lenient ? plan->container->sides : ~0u);

    if (!is)
        return npi_plan_differs(ctx, "a stream", NPI_STR("none"), was->codec);
    if (!npi_str_eq(is->codec, codec))
        return npi_plan_differs(ctx, "a stream's codec", is->codec, codec);
    if (was->kind == NPI_STREAM_VIDEO && (sides & ~is->sides))
        return same_number(ctx, "rotation or HDR data", is->sides, sides);
    if (is->n_packets < 0 || n_written < 0)
        return NP_OK;
    return same_number(ctx, "packets of a stream", is->n_packets, n_written);
}

static bool is_checked(enum npi_stream_kind kind)
{
    return kind != NPI_STREAM_CHAPTERS && kind != NPI_STREAM_TIMECODE;
}

/* A track of ours, as it was found again. */
static enum np_status check_track(struct npi_context *ctx,
                                  const struct npi_part_track *track,
                                  const struct npi_part_stream *found)
{
    if (!found)
        return npi_plan_differs(ctx, "the subtitle track", NPI_STR("none"),
                                NPI_STR("one"));
    return found->n_packets < 0 ? NP_OK
                                : same_number(ctx, "cues", found->n_packets,
                                              (int64_t)track->n_cues);
}

static enum np_status check_cover(struct npi_context *ctx,
                                  const struct npi_part_cover *cover,
                                  const struct npi_part_stream *found)
{
    struct np_str codec = cover->is_png ? NPI_STR("png") : NPI_STR("mjpeg");

    if (found && npi_str_eq(found->codec, codec))
        return NP_OK;
    return npi_plan_differs(ctx, "the cover",
                            found ? found->codec : NPI_STR("none"), codec);
}

static enum np_status check_kind(struct npi_context *ctx,
                                 const struct npi_plan *plan,
                                 const struct npi_part_written *written,
                                 const struct npi_part_info *before,
                                 const struct npi_part_info *after,
                                 enum npi_stream_kind kind)
{
    size_t at = 0;
    enum np_status status = NP_OK;

    for (size_t i = 0; i < before->n_streams && status == NP_OK; i++) {
        enum npi_stream_action action = plan->part.actions[i];

        if (before->streams[i].kind != kind || action == NPI_ACTION_DROP)
            continue;
        status = check_stream(ctx, plan, &before->streams[i],
                              next(after, kind, &at), action,
                              written->packets[i]);
    }
    for (size_t i = 0;
         i < plan->part.n_tracks && status == NP_OK && kind == NPI_STREAM_TEXT;
         i++)
        status = check_track(ctx, &plan->part.tracks[i],
                             next(after, kind, &at));
    if (status == NP_OK && plan->part.cover && kind == NPI_STREAM_COVER)
        status = check_cover(ctx, plan->part.cover, next(after, kind, &at));
    if (status == NP_OK && next(after, kind, &at))
        status = npi_plan_differs(ctx, "streams", NPI_STR("one too many"),
                                  NPI_STR("as planned"));
    return status;
}

static enum np_status check_chapters(struct npi_context *ctx,
                                     const struct npi_plan *plan, int64_t shift,
                                     const struct npi_part_info *after)
{
    enum np_status status = same_number(ctx, "chapters",
                                        (int64_t)after->n_chapters,
                                        (int64_t)plan->part.n_chapters);

    for (size_t i = 0; i < after->n_chapters && status == NP_OK; i++) {
        int64_t should = plan->part.chapters[i].start + shift;
        int64_t is = after->chapters[i].start;

        if (is < should - CHAPTER_TOLERANCE_MS ||
            is > should + CHAPTER_TOLERANCE_MS)
            status = same_number(ctx, "a chapter's start in ms", is, should);
    }
    return status;
}

static enum np_status check_length(struct npi_context *ctx,
                                   const struct npi_part_written *written,
                                   const struct npi_part_info *after)
{
    int64_t should = written->end + written->shift;

    if (after->length != NP_NO_TIME &&
        after->length >= should - LENGTH_TOLERANCE_MS &&
        after->length <= should + LENGTH_TOLERANCE_MS)
        return NP_OK;
    return npi_plan_differs(ctx, "the length in ms",
                            after->length == NP_NO_TIME
                                ? NPI_STR("unknown")
                                : npi_say_number(ctx, after->length),
                            npi_say_number(ctx, should));
}

/* Who wrote the file is not what the file says about the episode. */
static bool is_about_file(struct np_str key)
{
    return npi_str_listed(key, "encoder encoding_tool creation_time duration");
}

/* Chapters among the tags are read back as chapters. */
static bool is_chapter(const struct npi_plan *plan, struct np_str key)
{
    return plan->part.chapters_as_tags &&
           npi_str_starts(key, NPI_STR("CHAPTER"));
}

static bool has_tag(const struct npi_part_info *info, struct np_str key)
{
    for (size_t i = 0; i < info->n_tags; i++)
        if (npi_str_eq_nocase(info->tags[i].key, key))
            return true;
    return false;
}

static void say_lost_tags(struct npi_context *ctx, const struct npi_plan *plan,
                          const struct npi_part_info *after)
{
    struct npi_buf lost;

    npi_buf_init(&lost, NPI_BUF_MAX);
    for (size_t i = 0; i < plan->part.n_tags; i++) {
        struct np_str key = plan->part.tags[i].key;

        if (is_about_file(key) || has_tag(after, key) || is_chapter(plan, key))
            continue;
        npi_buf_puts(&lost, lost.len ? ", " : "");
        npi_buf_put(&lost, key);
    }
    if (lost.len)
        NPI_DIAG2(ctx->diags, TAGS_LOST, NPI_NOWHERE,
                  npi_str(plan->container->title), npi_buf_str(&lost));
    npi_buf_release(&lost);
}

enum np_status npi_plan_check(struct npi_context *ctx,
                              const struct npi_plan *plan,
                              const struct npi_part_written *written,
                              const struct npi_part_info *before,
                              const struct npi_part_info *after)
{
    enum np_status status = NP_OK;

    for (int kind = 0; kind <= NPI_STREAM_DATA && status == NP_OK; kind++)
        if (is_checked((enum npi_stream_kind)kind))
            status = check_kind(ctx, plan, written, before, after,
                                (enum npi_stream_kind)kind);
    if (status == NP_OK)
        status = check_chapters(ctx, plan, written->shift, after);
    if (status == NP_OK)
        status = check_length(ctx, written, after);
    if (status == NP_OK)
        say_lost_tags(ctx, plan, after);
    return status;
}
