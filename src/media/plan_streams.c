/* Which streams of MEDIA the new container keeps as they are, which change
 * their form and which it cannot hold. */
#include "media/plan.h"

#include "base/str.h"
#include "media/language.h"

/* A track that an earlier run of ours put in. */
static bool is_own(const struct npi_part_stream *stream)
{
    return stream->kind == NPI_STREAM_TEXT &&
           (npi_str_eq(stream->encoder, NPI_STR(NPI_OWN_NAME)) ||
            npi_str_ends(stream->handler, NPI_STR("(" NPI_OWN_NAME ")")));
}

/* list names codecs, or says to ask the muxer. */
static bool holds_codec(const struct npi_plan_input *input, size_t i,
                        const struct npi_container *container, const char *list)
{
    if (list != NPI_ASK_LIBAV)
        return npi_str_listed(input->info->streams[i].codec, list);
    return input->ops->holds(input->media, i, container->muxer);
}

static enum npi_stream_action decide(const struct npi_plan_input *input,
                                     size_t i, size_t n_audio,
                                     const struct npi_container *container)
{
    const struct npi_part_stream *stream = &input->info->streams[i];
    bool holds = false;

    if (input->native)
        return NPI_ACTION_COPY;
    switch (stream->kind) {
    case NPI_STREAM_VIDEO:
        holds = holds_codec(input, i, container, container->video);
        break;
    case NPI_STREAM_AUDIO:
        holds = n_audio < container->audio_max &&
                holds_codec(input, i, container, container->audio);
        break;
    case NPI_STREAM_TEXT:
        holds = holds_codec(input, i, container, container->subtitles);
        if (!holds && container->text != NPI_TEXT_NONE)
            return NPI_ACTION_CONVERT;
        break;
    case NPI_STREAM_BITMAP:
        holds = holds_codec(input, i, container, container->subtitles);
        break;
    case NPI_STREAM_COVER:
        return container->cover;
    case NPI_STREAM_FILE:
        return container->files;
    case NPI_STREAM_DATA:
        holds = container->data == NPI_ACTION_COPY &&
                input->ops->holds(input->media, i, container->muxer);
        break;
    case NPI_STREAM_CHAPTERS:
    case NPI_STREAM_TIMECODE:
        break;
    }
    return holds ? NPI_ACTION_COPY : NPI_ACTION_DROP;
}

/* Streams that the muxer writes anew by itself, or that only serve its own
 * container: leaving them out loses nothing. */
static bool is_derived(const struct npi_part_stream *stream)
{
    return stream->kind == NPI_STREAM_CHAPTERS ||
           stream->kind == NPI_STREAM_TIMECODE;
}

static const char *kind_name(enum npi_stream_kind kind)
{
    static const char *const NAMES[] = {
        [NPI_STREAM_VIDEO] = "video",       [NPI_STREAM_AUDIO] = "audio",
        [NPI_STREAM_TEXT] = "subtitles",    [NPI_STREAM_BITMAP] = "subtitles",
        [NPI_STREAM_COVER] = "cover",       [NPI_STREAM_FILE] = "attachment",
        [NPI_STREAM_CHAPTERS] = "chapters", [NPI_STREAM_TIMECODE] = "timecode",
        [NPI_STREAM_DATA] = "data",
    };
    return NAMES[kind];
}

static const char *side_name(unsigned sides)
{
    return sides & NPI_SIDE_ROTATION ? ", rotated"
           : sides & NPI_SIDE_SPHERE ? ", spherical"
           : sides & NPI_SIDE_STEREO ? ", stereoscopic"
           : sides                   ? ", HDR"
                                     : "";
}

/* "2 (video, h264, rotated)"; sides: the ones to name. */
static struct np_str describe(struct npi_context *ctx,
                              const struct npi_part_stream *stream, size_t i,
                              unsigned sides)
{
    struct npi_buf buf;
    struct np_str text;

    npi_buf_init(&buf, 256);
    npi_buf_put_u64(&buf, i);
    npi_buf_puts(&buf, " (");
    npi_buf_puts(&buf, kind_name(stream->kind));
    npi_buf_puts(&buf, stream->codec.len ? ", " : "");
    npi_buf_put(&buf, stream->codec);
    npi_buf_puts(&buf, side_name(sides));
    npi_buf_puts(&buf, ")");
    text = npi_arena_str(ctx->arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return text;
}

/* What a container has no place for on a stream that it holds. */
static unsigned lost_sides(const struct npi_part_stream *stream,
                           const struct npi_container *container)
{
    return stream->kind == NPI_STREAM_VIDEO ? stream->sides & ~container->sides
                                            : 0;
}

/* The first row that could hold the stream as it is. */
static const struct npi_container *
other_container(const struct npi_plan_input *input, size_t i)
{
    size_t n;
    const struct npi_container *rows = npi_containers(&n);

    for (size_t k = 0; k < n; k++)
        if (decide(input, i, 0, &rows[k]) != NPI_ACTION_DROP &&
            !lost_sides(&input->info->streams[i], &rows[k]))
            return &rows[k];
    return NULL;
}

/* Says what cannot be kept of a stream: all of it, or sides. An error unless
 * that is allowed. */
static enum np_status refuse(struct npi_context *ctx,
                             const struct npi_plan_input *input, size_t i,
                             const struct npi_plan *plan, unsigned sides)
{
    const struct npi_container *other = other_container(input, i);
    struct np_str title = npi_str(plan->container->title);
    struct np_str what = describe(ctx, &input->info->streams[i], i, sides);

    if (plan->lenient && sides)
        NPI_DIAG2(ctx->diags, STREAM_PLAIN, NPI_NOWHERE, title, what);
    else if (plan->lenient)
        NPI_DIAG2(ctx->diags, STREAM_DROPPED, NPI_NOWHERE, title, what);
    else if (other)
        NPI_DIAG3(ctx->diags, STREAM_UNSUPPORTED, NPI_NOWHERE, title, what,
                  npi_str(other->title));
    else
        NPI_DIAG2(ctx->diags, STREAM_UNSUPPORTED_ANYWHERE, NPI_NOWHERE, title,
                  what);
    return plan->lenient ? NP_OK : NP_ERR_MEDIA;
}

static const char *text_name(enum npi_text_codec codec)
{
    return codec == NPI_TEXT_MOV      ? "mov_text"
           : codec == NPI_TEXT_SUBRIP ? "SubRip"
                                      : "WebVTT";
}

static void say_converted(struct npi_context *ctx,
                          const struct npi_part_stream *stream, size_t i,
                          const struct npi_plan *plan)
{
    NPI_DIAG3(ctx->diags, STREAM_LOST, NPI_NOWHERE, describe(ctx, stream, i, 0),
              npi_str(text_name(plan->container->text)),
              NPI_STR("the text stays, styles and positions are lost"));
}

/* The last word on one stream, said where it is not "as it was". */
static enum np_status settle(struct npi_context *ctx,
                             const struct npi_plan_input *input, size_t i,
                             bool own_again, const struct npi_plan *plan,
                             enum npi_stream_action *action)
{
    const struct npi_part_stream *stream = &input->info->streams[i];
    unsigned lost = lost_sides(stream, plan->container);

    if (own_again && is_own(stream)) {
        *action = NPI_ACTION_DROP;
        NPI_DIAG1(ctx->diags, STREAM_REPLACED, NPI_NOWHERE,
                  describe(ctx, stream, i, 0));
        return NP_OK;
    }
    if (plan->part.cover && stream->kind == NPI_STREAM_COVER &&
        stream->is_front) {
        *action = NPI_ACTION_DROP;
        return NP_OK;
    }
    if (*action == NPI_ACTION_CONVERT)
        say_converted(ctx, stream, i, plan);
    if (*action == NPI_ACTION_DROP)
        return is_derived(stream) ? NP_OK : refuse(ctx, input, i, plan, 0);
    return lost ? refuse(ctx, input, i, plan, lost) : NP_OK;
}

/* Languages as the new container writes them. What it has no code for stays as
 * it is: the muxer may know better. */
static enum np_status plan_languages(struct npi_context *ctx,
                                     const struct npi_part_info *info,
                                     struct npi_plan *plan)
{
    struct np_str *languages = NPI_ARENA_NEW(ctx->arena, struct np_str,
                                             info->n_streams);

    if (!languages)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < info->n_streams; i++) {
        char code[NPI_ISO639_2];

        if (!info->streams[i].language.len)
            continue;
        npi_language_code(info->streams[i].language, plan->container, code);
        if (npi_str_eq(npi_str(code), NPI_STR("und")))
            continue;
        languages[i] = npi_arena_str(ctx->arena, npi_str(code));
        if (!languages[i].ptr)
            return NP_ERR_NOMEM;
    }
    plan->part.languages = languages;
    return NP_OK;
}

enum np_status npi_plan_streams(struct npi_context *ctx,
                                const struct npi_plan_input *input,
                                bool own_again, struct npi_plan *plan)
{
    const struct npi_part_info *info = input->info;
    enum npi_stream_action *actions = NPI_ARENA_NEW(
        ctx->arena, enum npi_stream_action, info->n_streams);
    enum np_status status;
    size_t n_audio = 0;
    size_t n_video = 0;

    if (!actions)
        return NP_ERR_NOMEM;
    plan->part.actions = actions;
    status = plan_languages(ctx, info, plan);
    for (size_t i = 0; i < info->n_streams; i++) {
        enum np_status one;

        actions[i] = decide(input, i, n_audio, plan->container);
        one = settle(ctx, input, i, own_again, plan, &actions[i]);
        status = status == NP_OK ? one : status;
        n_audio += info->streams[i].kind == NPI_STREAM_AUDIO &&
                   actions[i] != NPI_ACTION_DROP;
        n_video += info->streams[i].kind == NPI_STREAM_VIDEO &&
                   actions[i] != NPI_ACTION_DROP;
    }
    if (status == NP_OK && n_audio + n_video == 0) {
        NPI_DIAG1(ctx->diags, STREAM_NONE_LEFT, NPI_NOWHERE,
                  npi_str(plan->container->title));
        status = NP_ERR_MEDIA;
    }
    return status;
}
