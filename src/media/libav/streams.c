/* The output's streams: those of the input that stay, as they are or in another
 * form, and the new subtitle track. */
#include "media/libav/remux.h"

#include "base/str.h"
#include "media/libav/cover.h"
#include "media/libav/text.h"
#include "media/libav/tx3g.h"

#include <limits.h>
#include <string.h>

/* MP4's muxer makes video's ticks finer until there are 10,000 a second. */
#define LEAST_TEXT_SCALE 20000

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
        if (!npi_str_listed(npi_str(entry->key), remux->plan->foreign_keys) &&
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
    if (to->codecpar->codec_id == AV_CODEC_ID_MOV_TEXT)
        npi_tx3g_tidy(to->codecpar);
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
    return npi_tx3g_make(par);
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

int npi_remux_add_streams(struct npi_remux *remux)
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

static int disposition(const struct npi_part_track *track)
{
    return (track->is_default ? AV_DISPOSITION_DEFAULT : 0) |
           (track->is_forced ? AV_DISPOSITION_FORCED : 0) |
           (track->is_original ? AV_DISPOSITION_ORIGINAL : 0);
}

static int add_track(struct npi_remux *remux, size_t i)
{
    const struct npi_part_track *track = &remux->plan->tracks[i];
    AVStream *to = avformat_new_stream(remux->out, NULL);
    int error;

    if (!to)
        return AVERROR(ENOMEM);
    remux->tracks[i] = to;
    to->disposition = disposition(track);
    error = set_text(remux, to);
    if (error >= 0)
        error = npi_av_set(&to->metadata, "language", track->language);
    if (error >= 0)
        error = npi_av_set(&to->metadata, "title", track->title);
    if (error >= 0 && remux->plan->text == NPI_TEXT_MOV)
        error = npi_av_set(&to->metadata, "handler_name", track->handler);
    if (error >= 0)
        error = npi_av_set(&to->metadata, "encoder", track->encoder);
    return error;
}

int npi_remux_add_tracks(struct npi_remux *remux)
{
    int error = 0;

    for (size_t i = 0; i < remux->plan->n_tracks && error >= 0; i++)
        error = add_track(remux, i);
    return error;
}
