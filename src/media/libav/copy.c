/* The packets: read in file order, written in the same order, those of our
 * subtitle tracks put in where their time comes. */
#include "media/libav/remux.h"

#include <string.h>

/* What a time may move by without a word. */
#define ROUNDING_MS 1

static int next_packet(struct npi_remux *remux, AVPacket *packet)
{
    if (remux->at_queue < remux->n_queue) {
        av_packet_move_ref(packet, remux->queue[remux->at_queue]);
        av_packet_free(&remux->queue[remux->at_queue++]);
        return 0;
    }
    return av_read_frame(remux->media->fmt, packet);
}

static void reach(struct npi_remux *remux, int64_t end, AVRational base)
{
    int64_t ms = av_rescale_q(end, base, NPI_MS);

    if (ms > remux->end)
        remux->end = ms;
}

int npi_remux_put_text(struct npi_remux *remux, AVStream *to, int64_t start,
                       int64_t end, struct np_str data)
{
    AVPacket *packet = remux->text;
    int error = av_new_packet(packet, (int)data.len);

    if (error < 0)
        return error;
    memcpy(packet->data, data.ptr, data.len);
    packet->stream_index = to->index;
    packet->flags = AV_PKT_FLAG_KEY;
    packet->pts = packet->dts = av_rescale_q(start, NPI_MS, to->time_base);
    packet->duration = av_rescale_q(end - start, NPI_MS, to->time_base);
    packet->pos = -1;
    error = av_write_frame(remux->out, packet);
    av_packet_unref(packet);
    return error < 0 ? error : 0;
}

/* When a track's next packet begins, in ms of the output; INT64_MAX: none is
 * left. */
static int64_t next_start(const struct npi_remux *remux, size_t i)
{
    const struct npi_part_track *track = &remux->plan->tracks[i];
    size_t next = remux->next_packet[i];
    int64_t start;

    if (next == track->n_packets)
        return INT64_MAX;
    start = track->packets[next].start + remux->shift + remux->media->origin;
    /* MP4's first sample, the gap before the first cue, begins where the file
     * does. */
    return next == 0 && remux->plan->text == NPI_TEXT_MOV ? FFMIN(start, 0)
                                                          : start;
}

/* Puts our tracks' packets that start by a time of the output (INT64_MAX: all
 * that are left), in the order of their starts. */
static int put_tracks(struct npi_remux *remux, int64_t until, AVRational base)
{
    int64_t shift = remux->shift + remux->media->origin;
    int error = 0;

    while (!error) {
        const struct npi_part_packet *cue;
        int64_t start = INT64_MAX;
        size_t first = 0;

        for (size_t i = 0; i < remux->plan->n_tracks; i++)
            if (next_start(remux, i) < start) {
                start = next_start(remux, i);
                first = i;
            }
        if (start == INT64_MAX ||
            (until != INT64_MAX &&
             av_compare_ts(start, NPI_MS, until, base) > 0))
            break;
        cue = &remux->plan->tracks[first].packets[remux->next_packet[first]++];
        error = npi_remux_put_text(remux, remux->tracks[first], start,
                                   cue->end + shift, cue->data);
    }
    return error;
}

/* A packet that does not say when it is decoded: as soon as may be. */
static int64_t guess_dts(const struct npi_route *route, const AVPacket *packet)
{
    return route->last_dts == AV_NOPTS_VALUE
               ? packet->pts
               : FFMIN(packet->pts, route->last_dts + 1);
}

/* Times in the output's base, moved by the shift, and such as muxers take:
 * decoding times never run back. */
static void set_times(struct npi_remux *remux, struct npi_route *route,
                      AVPacket *packet)
{
    AVRational base = route->to->time_base;
    int64_t padding = npi_matroska_adds_padding()
                          ? 0
                          : npi_remux_padding(remux, route->from);
    int64_t shift = av_rescale_q(remux->shift + padding, NPI_MS, base);
    bool strict = !(remux->out->oformat->flags & AVFMT_TS_NONSTRICT);
    int64_t least;

    av_packet_rescale_ts(packet, route->from->time_base, base);
    if (packet->pts == AV_NOPTS_VALUE)
        packet->pts = packet->dts;
    if (packet->pts == AV_NOPTS_VALUE)
        packet->pts = packet->dts = route->last_dts == AV_NOPTS_VALUE
                                        ? 0
                                        : route->last_dts + 1;
    else {
        packet->pts += shift;
        packet->dts = packet->dts != AV_NOPTS_VALUE ? packet->dts + shift
                                                    : guess_dts(route, packet);
    }
    least = route->last_dts == AV_NOPTS_VALUE ? packet->dts
                                              : route->last_dts + strict;
    if (packet->dts < least) {
        packet->dts = least;
        /* A tick or two come from rounding: nobody sees that. */
        route->mended += av_rescale_q(least - packet->pts, base, NPI_MS) >
                         ROUNDING_MS;
        route->retimed |= packet->pts < least;
        packet->pts = FFMAX(packet->pts, least);
    }
    route->last_dts = packet->dts;
}

/* Matroska counts its length on a clock that its demuxer then takes the codec
 * delay off. */
static int64_t end_of_file(const struct npi_remux *remux,
                           const struct npi_route *route)
{
    const char *format = remux->media->fmt->iformat->name;
    int64_t delay = strcmp(format, "matroska,webm") == 0
                        ? npi_remux_padding(remux, route->from)
                        : 0;

    return remux->length - av_rescale_q(delay, NPI_MS, AV_TIME_BASE_Q);
}

/* The last packet of sound may last longer than the file does: demuxers give it
 * the length that all have. In the input's base. */
static void cut_last(const struct npi_remux *remux,
                     const struct npi_route *route, AVPacket *packet)
{
    AVRational base = route->from->time_base;
    int64_t rounding = av_rescale_q(ROUNDING_MS, NPI_MS, base);
    int64_t end;

    if (remux->length == INT64_MAX || packet->pts == AV_NOPTS_VALUE)
        return;
    end = av_rescale_q(end_of_file(remux, route), AV_TIME_BASE_Q, base);
    if (packet->pts < end && packet->pts + packet->duration > end + rounding)
        packet->duration = end - packet->pts;
}

/* What the text tracks have to show by a time of the output. */
static int put_texts(struct npi_remux *remux, int64_t until, AVRational base)
{
    int64_t now = av_rescale_q(until, base, NPI_MS) - remux->shift;
    int error = put_tracks(remux, until, base);

    for (size_t i = 0; i < remux->n_routes && !error; i++)
        if (remux->routes[i].convert)
            error = npi_convert_reach(remux->routes[i].convert, now);
    return error;
}

/* MP4's empty text samples are no cues. */
static bool is_empty_text(const struct npi_route *route, const AVPacket *packet)
{
    return route->from->codecpar->codec_id == AV_CODEC_ID_MOV_TEXT &&
           packet->size <= 2;
}

/* AVI does not say when pictures are shown. Where they are reordered, a guess
 * would show them in the wrong order. */
static int refuse_undated(struct npi_remux *remux,
                          const struct npi_route *route)
{
    const struct npi_part_host *host = remux->host;
    struct npi_buf stream;

    npi_buf_init(&stream, 32);
    npi_buf_put_i64(&stream, route->from->index);
    host->tell(host->ctx, NPI_P_MEDIA_UNDATED, npi_str(remux->media->name),
               npi_buf_str(&stream), npi_str(NULL));
    npi_buf_release(&stream);
    remux->told = true;
    return AVERROR_INVALIDDATA;
}

static int copy_packet(struct npi_remux *remux, struct npi_route *route,
                       AVPacket *packet)
{
    int error;

    if (packet->pts == AV_NOPTS_VALUE && route->from->codecpar->video_delay)
        return refuse_undated(remux, route);
    cut_last(remux, route, packet);
    set_times(remux, route, packet);
    error = put_texts(remux, packet->dts, route->to->time_base);
    if (error < 0)
        return error;
    reach(remux, packet->pts + packet->duration, route->to->time_base);
    route->packets += !is_empty_text(route, packet);
    route->damaged += !!(packet->flags & AV_PKT_FLAG_CORRUPT);
    packet->stream_index = route->to->index;
    packet->pos = -1;
    error = av_write_frame(remux->out, packet);
    return error < 0 ? error : 0;
}

static int take_packet(struct npi_remux *remux, AVPacket *packet)
{
    struct npi_route *route;

    /* MPEG-TS may show new streams on the way; the header is written. */
    if ((size_t)packet->stream_index >= remux->n_routes)
        return 0;
    route = &remux->routes[packet->stream_index];
    if (route->convert)
        return npi_convert_packet(route->convert, packet);
    if (!route->to || route->action != NPI_ACTION_COPY ||
        route->kind == NPI_STREAM_COVER)
        return 0;
    return copy_packet(remux, route, packet);
}

int npi_remux_copy(struct npi_remux *remux)
{
    AVPacket *packet = remux->packet;
    int error = 0;

    while (!error) {
        if (npi_io_cancelled(remux->host))
            return AVERROR_EXIT;
        error = next_packet(remux, packet);
        if (error < 0)
            break;
        error = take_packet(remux, packet);
        av_packet_unref(packet);
    }
    if (error != AVERROR_EOF)
        return error;
    error = put_tracks(remux, INT64_MAX, NPI_MS);
    for (size_t i = 0; i < remux->n_routes && !error; i++)
        if (remux->routes[i].convert)
            error = npi_convert_finish(remux->routes[i].convert);
    return error;
}

int npi_remux_finish(struct npi_remux *remux, bool *reserve_too_small)
{
    int error = av_write_trailer(remux->out);

    avio_flush(remux->io.avio);
    *reserve_too_small = error < 0 && remux->plan->reserve &&
                         !remux->io.error && !npi_io_cancelled(remux->host);
    return error < 0 ? error : remux->io.avio->error;
}
