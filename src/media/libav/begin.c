/* The output up to its header: streams that look like the input's, the new
 * subtitle track, chapters and tags. */
#include "media/libav/remux.h"

#include "base/str.h"
#include "media/libav/cover.h"
#include "media/libav/text.h"

#include <libavutil/intreadwrite.h>
#include <libavutil/mem.h>
#include <libavutil/opt.h>
#include <limits.h>
#include <string.h>

/* MP4's muxer makes video's ticks finer until there are 10,000 a second. */
#define LEAST_TEXT_SCALE 20000
/* Share of the picture's height that a line of MP4's timed text takes. */
#define TEXT_HEIGHT_PERCENT 5
#define TEXT_HEIGHT_LEAST 12
#define TEXT_HEIGHT_MOST 200

static bool has_word(const char *list, const char *word)
{
    struct np_str rest = npi_str(list);
    struct np_str item;

    while (list && npi_str_split(&rest, ' ', &item))
        if (item.len && npi_str_eq_nocase(item, npi_str(word)))
            return true;
    return false;
}

/* A stream's tags, less those of another container, and less what Ogg says of
 * the file in its first stream. */
static int copy_tags(const struct npi_remux *remux, AVStream *to,
                     const AVStream *from)
{
    struct np_str language = remux->plan->languages[from->index];
    const AVDictionaryEntry *entry = NULL;
    bool of_file = npi_file_tags(remux->media->fmt) == from->metadata;
    int error = 0;

    while (error >= 0 && (entry = av_dict_get(from->metadata, "", entry,
                                              AV_DICT_IGNORE_SUFFIX)))
        if (!has_word(remux->plan->foreign_keys, entry->key) &&
            (!of_file || strcmp(entry->key, "language") == 0))
            error = av_dict_set(&to->metadata, entry->key, entry->value, 0);
    if (error >= 0)
        error = npi_av_set(&to->metadata, "language", language);
    return error < 0 ? error : 0;
}

/* The input's tag for the codec ("hvc1") where the muxer knows it, or knows no
 * tag at all; else the muxer's own. */
static uint32_t codec_tag(const AVOutputFormat *muxer,
                          const AVCodecParameters *par)
{
    unsigned int own;

    if (!muxer->codec_tag ||
        av_codec_get_id(muxer->codec_tag, par->codec_tag) == par->codec_id ||
        !av_codec_get_tag2(muxer->codec_tag, par->codec_id, &own))
        return par->codec_tag;
    return 0;
}

/* MP4's muxer ends a text sample by an empty one as soon as another stream's
 * packet is past it, comparing ticks of one stream with ticks of the other. It
 * is right only if the text's ticks are the finest: then cues that follow each
 * other, and gaps that are written, get none. A multiple of base. */
static AVRational text_base(const struct npi_remux *remux, AVRational base)
{
    int64_t finest = LEAST_TEXT_SCALE;

    if (remux->plan->clock != NPI_CLOCK_EDITS || base.num != 1)
        return base;
    for (size_t i = 0; i < remux->n_routes; i++) {
        const AVStream *from = remux->routes[i].from;

        finest = FFMAX(finest, from->time_base.den);
        finest = FFMAX(finest, from->codecpar->sample_rate);
    }
    finest = base.den * ((finest + base.den - 1) / base.den);
    return finest > INT_MAX ? base : (AVRational){1, (int)finest};
}

static int copy_stream(struct npi_remux *remux, struct npi_route *route)
{
    AVStream *from = route->from;
    AVStream *to = avformat_new_stream(remux->out, NULL);
    int error;

    if (!to)
        return AVERROR(ENOMEM);
    route->to = to;
    error = avcodec_parameters_copy(to->codecpar, from->codecpar);
    if (error < 0)
        return error;
    to->codecpar->codec_tag = codec_tag(remux->out->oformat, from->codecpar);
    to->time_base = from->codecpar->codec_id == AV_CODEC_ID_MOV_TEXT
                        ? text_base(remux, from->time_base)
                        : from->time_base;
    to->avg_frame_rate = from->avg_frame_rate;
    to->r_frame_rate = from->r_frame_rate;
    to->sample_aspect_ratio = from->sample_aspect_ratio;
    to->disposition = from->disposition;
    error = npi_copy_side_data(to, from);
    return error < 0 ? error : copy_tags(remux, to, from);
}

static const AVStream *first_video(const struct npi_remux *remux)
{
    for (size_t i = 0; i < remux->n_routes; i++)
        if (remux->routes[i].to && remux->routes[i].kind == NPI_STREAM_VIDEO)
            return remux->routes[i].from;
    return NULL;
}

/* A tx3g sample description (3GPP TS 26.245, 5.16): white text on nothing, at
 * the bottom in the middle, one font. */
static int set_tx3g(AVCodecParameters *par)
{
    static const char FONT[] = "Sans-Serif";
    enum { BOX = 4 + 1 + 1 + 4 + 8 + 12, FTAB = 8 + 2 + 2 + 1 };
    size_t size = BOX + FTAB + sizeof(FONT) - 1;
    uint8_t *at = av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE);
    int height = par->height * TEXT_HEIGHT_PERCENT / 100;

    if (!at)
        return AVERROR(ENOMEM);
    par->extradata = at;
    par->extradata_size = (int)size;
    height = FFMIN(FFMAX(height, TEXT_HEIGHT_LEAST), TEXT_HEIGHT_MOST);
    at[4] = 1;    /* centred */
    at[5] = 0xFF; /* -1: at the bottom */
    AV_WB16(at + 14, (uint16_t)par->height);
    AV_WB16(at + 16, (uint16_t)par->width);
    AV_WB16(at + 22, 1); /* font 1 */
    at[25] = (uint8_t)height;
    AV_WB32(at + 26, 0xFFFFFFFF);
    at += BOX;
    AV_WB32(at, FTAB + sizeof(FONT) - 1);
    memcpy(at + 4, "ftab", 4);
    AV_WB16(at + 8, 1);
    AV_WB16(at + 10, 1);
    at[12] = sizeof(FONT) - 1;
    memcpy(at + FTAB, FONT, sizeof(FONT) - 1);
    return 0;
}

/* Parameters of a text track that we write. */
static int set_text(struct npi_remux *remux, AVStream *to)
{
    static const enum AVCodecID IDS[] = {
        [NPI_TEXT_NONE] = AV_CODEC_ID_NONE,
        [NPI_TEXT_MOV] = AV_CODEC_ID_MOV_TEXT,
        [NPI_TEXT_SUBRIP] = AV_CODEC_ID_SUBRIP,
        [NPI_TEXT_WEBVTT] = AV_CODEC_ID_WEBVTT,
    };
    const AVStream *video = first_video(remux);
    AVCodecParameters *par = to->codecpar;

    par->codec_type = AVMEDIA_TYPE_SUBTITLE;
    par->codec_id = IDS[remux->plan->text];
    to->time_base = text_base(remux, NPI_MS);
    if (remux->plan->text != NPI_TEXT_MOV)
        return 0;
    if (video) {
        par->width = video->codecpar->width;
        par->height = video->codecpar->height;
    }
    return set_tx3g(par);
}

static int put_converted(void *user, int64_t start, int64_t end,
                         struct np_str data);

struct converted {
    struct npi_remux *remux;
    AVStream *to;
};

static int convert_stream(struct npi_remux *remux, struct npi_route *route)
{
    AVStream *to = avformat_new_stream(remux->out, NULL);
    struct converted *user;
    int error;

    if (!to)
        return AVERROR(ENOMEM);
    route->to = to;
    to->disposition = route->from->disposition;
    error = copy_tags(remux, to, route->from);
    if (error >= 0)
        error = set_text(remux, to);
    user = npi_arena_alloc(remux->host->ctx->arena, 1, sizeof(*user));
    if (error < 0 || !user)
        return error < 0 ? error : AVERROR(ENOMEM);
    *user = (struct converted){remux, to};
    return npi_convert_new(remux->host, route->from, remux->plan->text,
                           put_converted, user, &route->convert);
}

static int put_converted(void *opaque, int64_t start, int64_t end,
                         struct np_str data)
{
    const struct converted *user = opaque;
    int64_t shift = user->remux->shift;

    start += shift;
    end += shift;
    if (end <= 0)
        return 0;
    return npi_remux_put_text(user->remux, user->to, start < 0 ? 0 : start, end,
                              data);
}

static int add_streams(struct npi_remux *remux)
{
    int error = 0;

    for (size_t i = 0; i < remux->n_routes && error >= 0; i++) {
        struct npi_route *route = &remux->routes[i];

        switch (route->action) {
        case NPI_ACTION_COPY:
            error = copy_stream(remux, route);
            break;
        case NPI_ACTION_CONVERT:
            error = convert_stream(remux, route);
            break;
        case NPI_ACTION_ATTACH:
            error = npi_cover_attach(remux, route);
            break;
        case NPI_ACTION_TAG:
            error = npi_cover_tag(remux, route);
            break;
        case NPI_ACTION_DROP:
            break;
        }
    }
    return error;
}

static int add_track(struct npi_remux *remux)
{
    const struct npi_part_track *track = remux->plan->track;
    AVStream *to = avformat_new_stream(remux->out, NULL);
    int error;

    if (!to)
        return AVERROR(ENOMEM);
    remux->track = to;
    to->disposition = AV_DISPOSITION_DEFAULT;
    error = set_text(remux, to);
    if (error >= 0)
        error = npi_av_set(&to->metadata, "language", track->language);
    if (error >= 0)
        error = npi_av_set(&to->metadata, "title", track->title);
    if (error >= 0)
        error = npi_av_set(&to->metadata, "handler_name", track->handler);
    if (error >= 0 && remux->plan->text != NPI_TEXT_MOV)
        error = av_dict_set(&to->metadata, "handler_name", NULL, 0);
    if (error >= 0)
        error = npi_av_set(&to->metadata, "encoder", track->encoder);
    return error;
}

static int add_chapters(struct npi_remux *remux)
{
    const struct npi_part_plan *plan = remux->plan;
    AVFormatContext *out = remux->out;
    int64_t shift = remux->shift + remux->media->origin;

    if (!plan->n_chapters || plan->chapters_as_tags)
        return 0;
    out->chapters = av_calloc(plan->n_chapters, sizeof(AVChapter *));
    if (!out->chapters)
        return AVERROR(ENOMEM);
    for (size_t i = 0; i < plan->n_chapters; i++) {
        const struct npi_part_chapter *from = &plan->chapters[i];
        AVChapter *to = av_mallocz(sizeof(*to));
        int error;

        if (!to)
            return AVERROR(ENOMEM);
        out->chapters[out->nb_chapters++] = to;
        to->id = (int64_t)i + 1;
        to->time_base = NPI_MS;
        to->start = FFMAX(from->start + shift, 0);
        to->end = FFMAX(from->end + shift, to->start);
        error = npi_av_set(&to->metadata, "title", from->title);
        if (error < 0)
            return error;
    }
    return 0;
}

static int add_tags(struct npi_remux *remux)
{
    const struct npi_part_plan *plan = remux->plan;
    int error = 0;

    for (size_t i = 0; i < plan->n_tags && error >= 0; i++) {
        struct np_str key = npi_arena_str(remux->host->ctx->arena,
                                          plan->tags[i].key);

        error = key.ptr ? npi_av_set(&remux->out->metadata, key.ptr,
                                     plan->tags[i].value)
                        : AVERROR(ENOMEM);
    }
    return error;
}

static int open_output(struct npi_remux *remux)
{
    const struct npi_part_plan *plan = remux->plan;
    int error = avformat_alloc_output_context2(&remux->out, NULL, plan->muxer,
                                               plan->name);

    if (error < 0)
        return error;
    npi_io_attach(&remux->io, remux->out);
    remux->out->flags |= AVFMT_FLAG_BITEXACT;
    remux->out->flush_packets = 0;
    /* Shifting is ours: chapters and subtitles must move too. */
    remux->out->avoid_negative_ts = 0;
    /* Nothing is encoded here; what is in the file stays. */
    remux->out->strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL;
    return 0;
}

static int write_header(struct npi_remux *remux)
{
    const struct npi_part_plan *plan = remux->plan;
    AVDictionary *options = NULL;
    int error = 0;

    if (plan->settings)
        error = av_dict_parse_string(&options, plan->settings, "=", ":", 0);
    if (error >= 0 && plan->clock == NPI_CLOCK_EDITS)
        error = av_dict_set_int(&options, "movie_timescale",
                                remux->movie_timescale, 0);
    if (error >= 0 && plan->reserve)
        error = av_dict_set_int(&options, "moov_size", plan->reserve, 0);
    if (error >= 0)
        error = avformat_write_header(remux->out, &options);
    av_dict_free(&options);
    return error < 0 ? error : 0;
}

int npi_remux_begin(struct npi_remux *remux)
{
    int error = open_output(remux);

    if (!error)
        error = add_streams(remux);
    if (error >= 0 && remux->plan->track)
        error = add_track(remux);
    if (error >= 0)
        error = add_chapters(remux);
    if (error >= 0)
        error = add_tags(remux);
    if (error >= 0)
        error = write_header(remux);
    if (error >= 0)
        error = npi_cover_write(remux);
    return error;
}
