/* See plan.h: chapters, the subtitle track and the tags of a plan. Which
 * streams stay is plan_streams.c's. */
#include "media/plan.h"

#include "base/str.h"
#include "base/utf8.h"
#include "media/language.h"
#include "media/say.h"
#include "media/subtitles.h"
#include "media/tags.h"
#include "timeline/timeline.h"

/* What MP4's index takes beyond the streams of MEDIA: for each of our samples
 * its size, time, chunk and offset; for each chapter the same, and its title
 * twice; boxes around all that. */
#define RESERVE_SAMPLE 64
#define RESERVE_BASE 16384
/* Coarse, so that a second run, whose input has a slightly different index,
 * comes to the same. */
#define RESERVE_UNIT 4096

static unsigned max_level(const struct npi_settings *settings,
                          const struct npi_container *container)
{
    if (settings->levels != NPI_LEVELS_AUTO)
        return (unsigned)settings->levels;
    return container->levels ? container->levels : NPI_LEVELS_ALL;
}

/* One chapter as the container holds it: inside the media, its title short
 * enough (absent when out of memory). False if it begins beyond the end. */
static bool fit_chapter(struct npi_context *ctx,
                        const struct np_flat_chapter *from,
                        const struct npi_container *container, int64_t length,
                        struct npi_part_chapter *to, size_t *n_cut)
{
    if (length != NP_NO_TIME && from->start >= length)
        return false;
    *to = (struct npi_part_chapter){from->start, from->end, from->title};
    if (length != NP_NO_TIME && to->end > length)
        to->end = length;
    if (container->title_max && to->title.len > container->title_max) {
        to->title = npi_say_cut(ctx, to->title, container->title_max);
        (*n_cut)++;
    }
    return true;
}

static enum np_status plan_chapters(struct npi_context *ctx,
                                    const struct npi_media_request *request,
                                    int64_t length, struct npi_plan *plan)
{
    const struct npi_container *container = plan->container;
    const struct npi_flattening how = {
        .max_level = max_level(request->settings, container),
        .mark = request->settings->mark,
        .style = request->settings->style,
    };
    struct np_flat_chapters flat;
    struct npi_part_chapter *chapters;
    size_t n = 0;
    size_t n_cut = 0;
    enum np_status status;

    status = npi_chapters_flatten(ctx, request->timeline, &how, &flat);
    if (status != NP_OK)
        return status;
    chapters = NPI_ARENA_NEW(ctx->arena, struct npi_part_chapter,
                             flat.n_chapters);
    if (!chapters)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < flat.n_chapters; i++)
        if (fit_chapter(ctx, &flat.chapters[i], container, length, &chapters[n],
                        &n_cut) &&
            !chapters[n++].title.ptr)
            return NP_ERR_NOMEM;
    if (n < flat.n_chapters)
        NPI_DIAG1(ctx->diags, CHAPTER_BEYOND, NPI_NOWHERE,
                  npi_say_number(ctx, (int64_t)(flat.n_chapters - n)));
    if (n && length != NP_NO_TIME)
        chapters[n - 1].end = length;
    if (n && container->chapters_from_0 && chapters[0].start > 0) {
        NPI_DIAG1(ctx->diags, CHAPTER_FROM_0, NPI_NOWHERE,
                  npi_str(container->title));
        chapters[0].start = 0;
    }
    if (n_cut)
        NPI_DIAG3(ctx->diags, CHAPTER_CUT, NPI_NOWHERE,
                  npi_str(container->title),
                  npi_say_number(ctx, (int64_t)n_cut),
                  npi_say_number(ctx, (int64_t)container->title_max));
    if (container->chapters_max && n > container->chapters_max) {
        NPI_DIAG3(ctx->diags, CHAPTERS_UNSUPPORTED, NPI_NOWHERE,
                  npi_str(container->title),
                  npi_say_number(ctx, (int64_t)container->chapters_max),
                  npi_say_number(ctx, (int64_t)n));
        n = container->chapters_max;
    }
    plan->part.chapters = chapters;
    plan->part.n_chapters = n;
    return NP_OK;
}

/* How the track calls itself: for people by its language, for us by our name.
 */
static enum np_status name_track(struct npi_context *ctx, struct np_str tag,
                                 const struct npi_container *container,
                                 struct npi_part_track *track)
{
    char code[NPI_ISO639_2];
    struct npi_buf handler;

    npi_language_code(tag, container, code);
    npi_buf_init(&handler, 256);
    npi_buf_put(&handler, npi_language_title(tag));
    npi_buf_puts(&handler, " (" NPI_OWN_NAME ")");
    track->language = npi_arena_str(ctx->arena, npi_str(code));
    track->tag = tag;
    track->title = npi_language_title(tag);
    track->handler = npi_arena_str(ctx->arena, npi_buf_str(&handler));
    track->encoder = NPI_STR(NPI_OWN_NAME);
    npi_buf_release(&handler);
    return track->language.ptr && track->handler.ptr ? NP_OK : NP_ERR_NOMEM;
}

static enum np_status plan_track(struct npi_context *ctx,
                                 const struct npi_media_subtitles *from,
                                 const struct npi_part_info *info,
                                 struct npi_plan *plan)
{
    const struct npi_container *container = plan->container;
    struct npi_part_track *track = &plan->tracks[plan->part.n_tracks];
    struct npi_subtitle_packets made;
    enum np_status status;

    status = npi_subtitle_packets(ctx, container->text, from->cues,
                                  info->length,
                                  npi_text_size(info->picture_height), &made);
    if (status != NP_OK)
        return status;
    if (made.n_beyond)
        NPI_DIAG1(ctx->diags, CUE_BEYOND, NPI_NOWHERE,
                  npi_say_number(ctx, (int64_t)made.n_beyond));
    if (made.n_cut)
        NPI_DIAG3(ctx->diags, CUE_TOO_LONG, NPI_NOWHERE,
                  npi_say_number(ctx, (int64_t)made.n_cut),
                  npi_say_number(ctx, NPI_MOV_TEXT_MAX),
                  npi_str(container->title));
    if (!made.n_cues)
        return NP_OK;
    *track = (struct npi_part_track){
        .packets = made.packets,
        .n_packets = made.n_packets,
        .n_cues = made.n_cues,
        .is_default = from->is_default,
        .is_forced = from->is_forced,
        .is_original = from->is_original,
    };
    plan->part.n_tracks++;
    plan->n_cues += made.n_cues;
    return name_track(ctx, from->language, container, track);
}

static enum np_status plan_tracks(struct npi_context *ctx,
                                  const struct npi_media_request *request,
                                  const struct npi_part_info *info,
                                  struct npi_plan *plan)
{
    enum np_status status = NP_OK;

    plan->part.tracks = plan->tracks;
    for (size_t i = 0; i < request->n_subtitles && status == NP_OK; i++)
        status = plan_track(ctx, &request->subtitles[i], info, plan);
    return status;
}

static int64_t reserve_for(const struct npi_plan_input *input,
                           const struct npi_plan *plan)
{
    const struct npi_part_plan *part = &plan->part;
    int64_t bytes = input->info->chunks_bytes;
    size_t n = RESERVE_BASE;

    if (!plan->container->moov || !input->shape->moov_front ||
        input->shape->fragmented || !input->info->chunks_bytes)
        return 0;
    for (size_t i = 0; i < input->info->n_streams; i++)
        if (part->actions[i] != NPI_ACTION_DROP)
            bytes += input->info->streams[i].index_bytes;
    for (size_t i = 0; i < part->n_tracks; i++)
        n += part->tracks[i].n_packets * RESERVE_SAMPLE;
    for (size_t i = 0; i < part->n_chapters; i++)
        n += RESERVE_SAMPLE + 2 * part->chapters[i].title.len;
    for (size_t i = 0; i < part->n_tags; i++)
        n += RESERVE_SAMPLE + part->tags[i].value.len;
    if (part->cover)
        n += RESERVE_SAMPLE + part->cover->bytes.len;
    return (bytes + (int64_t)n) / RESERVE_UNIT * RESERVE_UNIT + RESERVE_UNIT;
}

static bool has_part(const struct npi_media_request *request, enum np_parts bit)
{
    return !request->options->parts || (request->options->parts & bit);
}

static enum np_status plan_tags(struct npi_context *ctx,
                                const struct npi_plan_input *input,
                                const struct npi_media_request *request,
                                struct npi_plan *plan)
{
    enum npi_tags_mode mode = has_part(request, NP_PART_TAGS)
                                  ? request->settings->tags
                                  : NPI_TAGS_NONE;
    struct npi_tag_list list;
    enum np_status status = npi_tags_merge(ctx, input->info, plan->container,
                                           request->episode, mode, &list);

    if (status != NP_OK)
        return status;
    plan->part.tags = list.tags;
    plan->part.n_tags = list.n_tags;
    plan->n_tags = list.n_given;
    if (!plan->part.chapters_as_tags)
        return NP_OK;
    status = npi_tags_add_chapters(ctx, plan->part.chapters,
                                   plan->part.n_chapters, &list);
    plan->part.tags = list.tags;
    plan->part.n_tags = list.n_tags;
    return status;
}

/* Before the streams: the old one goes. */
static void plan_cover(struct npi_context *ctx,
                       const struct npi_media_request *request,
                       struct npi_plan *plan)
{
    if (!request->cover)
        return;
    if (plan->container->cover == NPI_ACTION_DROP) {
        NPI_DIAG1(ctx->diags, COVER_UNSUPPORTED, NPI_NOWHERE,
                  npi_str(plan->container->title));
        return;
    }
    plan->cover = *request->cover;
    plan->cover.how = plan->container->cover;
    plan->part.cover = &plan->cover;
}

static bool has_cues(const struct npi_media_request *request)
{
    for (size_t i = 0; i < request->n_subtitles; i++)
        if (request->subtitles[i].cues->n_cues)
            return true;
    return false;
}

enum np_status npi_plan_make(struct npi_context *ctx,
                             const struct npi_plan_input *input,
                             const struct npi_media_request *request,
                             const struct npi_container *container,
                             struct npi_plan *plan)
{
    const struct npi_part_info *info = input->info;
    bool subtitles = has_part(request, NP_PART_SUBTITLES) && has_cues(request);
    bool kept = request->options->keep_chapters && info->n_chapters &&
                !info->own_chapters;
    bool chapters = has_part(request, NP_PART_CHAPTERS) && !kept &&
                    request->timeline->n_chapters;
    enum np_status status;

    *plan = (struct npi_plan){
        .container = container,
        .lenient = request->options->drop_unsupported,
        .part = {.muxer = container->muxer,
                 .settings = container->settings,
                 .foreign_keys = container->foreign,
                 .clock = container->clock,
                 .text = container->text,
                 .chapters = info->chapters,
                 .n_chapters = info->n_chapters,
                 .chapters_as_tags = container->chapters_as_tags},
    };
    if (subtitles && container->text == NPI_TEXT_NONE)
        NPI_DIAG1(ctx->diags, SUBS_UNSUPPORTED, NPI_NOWHERE,
                  npi_str(container->title));
    plan_cover(ctx, request, plan);
    status = npi_plan_streams(ctx, input, subtitles, plan);
    if (status == NP_OK && subtitles && container->text != NPI_TEXT_NONE)
        status = plan_tracks(ctx, request, info, plan);
    plan->new_chapters = chapters;
    if (status == NP_OK && chapters)
        status = plan_chapters(ctx, request, info->length, plan);
    if (status == NP_OK)
        status = plan_tags(ctx, input, request, plan);
    if (status == NP_OK)
        plan->part.reserve = reserve_for(input, plan);
    return status;
}
