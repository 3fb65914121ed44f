/* Which streams are read, and where they start: known before the header is
 * written, since chapters and edit lists are part of it. */
#include "media/libav/remux.h"

#include "base/mem.h"

int npi_remux_route(struct npi_remux *remux)
{
    AVFormatContext *in = remux->media->fmt;

    remux->routes = npi_calloc(in->nb_streams, sizeof(*remux->routes));
    if (!remux->routes)
        return AVERROR(ENOMEM);
    remux->n_routes = in->nb_streams;
    for (unsigned i = 0; i < in->nb_streams; i++) {
        struct npi_route *route = &remux->routes[i];

        route->from = in->streams[i];
        route->kind = npi_stream_kind(route->from);
        route->action = remux->plan->actions[i];
        route->last_dts = AV_NOPTS_VALUE;
        route->from->discard = route->action == NPI_ACTION_DROP
                                   ? AVDISCARD_ALL
                                   : AVDISCARD_DEFAULT;
    }
    return 0;
}

int64_t npi_remux_padding(const struct npi_remux *remux, const AVStream *from)
{
    const AVCodecParameters *par = from->codecpar;
    int rate = par->codec_id == AV_CODEC_ID_OPUS ? 48000 : par->sample_rate;
    int samples = npi_matroska_padding(par);

    if (remux->plan->clock != NPI_CLOCK_UNSIGNED || rate <= 0 || samples <= 0)
        return 0;
    return av_rescale(samples, 1000, rate);
}

/* Streams whose packets decide where the file starts. */
static bool is_timed(const struct npi_route *route)
{
    return route->action == NPI_ACTION_COPY &&
           (route->kind == NPI_STREAM_VIDEO || route->kind == NPI_STREAM_AUDIO);
}

struct peek {
    int64_t bytes;
    size_t waiting;  /* timed streams that have not shown a decoding time */
    bool *dated;     /* of each stream: it has */
    int64_t first;   /* ms, the earliest start of any */
    int64_t *starts; /* of each stream, in its own time base */
};

static void look_at(struct npi_remux *remux, const AVPacket *packet,
                    struct peek *peek)
{
    struct npi_route *route = &remux->routes[packet->stream_index];
    int64_t *start = &peek->starts[packet->stream_index];
    int64_t time = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
    int64_t ms;

    peek->bytes += packet->size;
    if (!is_timed(route) || time == AV_NOPTS_VALUE)
        return;
    if (!peek->dated[packet->stream_index] && packet->dts != AV_NOPTS_VALUE) {
        peek->dated[packet->stream_index] = true;
        peek->waiting--;
    }
    if (*start == AV_NOPTS_VALUE || time < *start)
        *start = time;
    ms = av_rescale_q(time, route->from->time_base, NPI_MS) +
         npi_remux_padding(remux, route->from);
    if (ms < peek->first)
        peek->first = ms;
}

/* A start that survives being written as an edit list in ticks of scale: the
 * muxer rounds it down, the demuxer to the nearest. */
static bool survives(int64_t start, AVRational base, int64_t scale)
{
    int64_t ticks;

    if (start <= 0 || base.num != 1)
        return true;
    ticks = av_rescale_rnd(start, scale, base.den, AV_ROUND_DOWN);
    return av_rescale(ticks, base.den, scale) == start;
}

/* MP4's edit lists are written in ticks of the movie. A thousandth of a second
 * is what all readers know; finer ones only where a stream starts between. */
static int64_t choose_timescale(const struct npi_remux *remux,
                                const struct peek *peek)
{
    static const int64_t SCALES[] = {1000, 48000, 90000, 720000};
    const size_t n_scales = sizeof(SCALES) / sizeof(SCALES[0]);

    for (size_t k = 0; k < n_scales; k++) {
        bool all = true;

        for (size_t i = 0; i < remux->n_routes && all; i++) {
            AVRational base = remux->routes[i].from->time_base;
            int64_t start = peek->starts[i];

            if (start != AV_NOPTS_VALUE)
                all = survives(start + av_rescale_q(remux->shift, NPI_MS, base),
                               base, SCALES[k]);
        }
        if (all)
            return SCALES[k];
    }
    return SCALES[n_scales - 1];
}

static int read_ahead(struct npi_remux *remux, struct peek *peek)
{
    while (peek->waiting && remux->n_queue < NPI_PEEK_PACKETS &&
           peek->bytes < NPI_PEEK_BYTES) {
        AVPacket *packet = av_packet_alloc();
        int error = packet ? av_read_frame(remux->media->fmt, packet)
                           : AVERROR(ENOMEM);

        if (error >= 0)
            error = av_packet_make_refcounted(packet);
        if (error < 0) {
            av_packet_free(&packet);
            return error == AVERROR_EOF ? 0 : error;
        }
        remux->queue[remux->n_queue++] = packet;
        if ((size_t)packet->stream_index < remux->n_routes)
            look_at(remux, packet, peek);
    }
    return 0;
}

/* Matroska does not say when to decode: the demuxer works it out, save for the
 * packets before it knows how far pictures are reordered. They are decoded one
 * step after the other, before the first whose time is known. */
static void date_first(struct npi_remux *remux, int stream)
{
    int64_t next = AV_NOPTS_VALUE;
    int64_t step = 0;

    for (size_t i = remux->n_queue; i-- > 0;) {
        AVPacket *packet = remux->queue[i];

        if (packet->stream_index != stream)
            continue;
        if (packet->dts == AV_NOPTS_VALUE && next != AV_NOPTS_VALUE)
            packet->dts = next - FFMAX(step, 1);
        next = packet->dts;
        step = packet->duration;
    }
}

/* Where the file says it ends: the last packet may be cut there. */
static int64_t stated_length(const AVFormatContext *fmt)
{
    if (fmt->duration_estimation_method != AVFMT_DURATION_FROM_STREAM ||
        fmt->duration == AV_NOPTS_VALUE || fmt->duration <= 0)
        return INT64_MAX;
    return fmt->duration;
}

int npi_remux_peek(struct npi_remux *remux)
{
    struct peek peek = {.first = 0};
    int64_t origin = remux->media->origin;
    int error;

    peek.starts = npi_calloc(remux->n_routes, sizeof(*peek.starts));
    peek.dated = npi_calloc(remux->n_routes, sizeof(*peek.dated));
    if (!peek.starts || !peek.dated) {
        npi_free(peek.starts);
        npi_free(peek.dated);
        return AVERROR(ENOMEM);
    }
    for (size_t i = 0; i < remux->n_routes; i++) {
        peek.starts[i] = AV_NOPTS_VALUE;
        peek.waiting += is_timed(&remux->routes[i]);
    }
    peek.first = origin;
    error = read_ahead(remux, &peek);
    for (size_t i = 0; i < remux->n_routes; i++)
        date_first(remux, (int)i);
    remux->shift = -origin;
    if (remux->plan->clock == NPI_CLOCK_UNSIGNED && peek.first < origin)
        remux->shift = -peek.first;
    remux->length = stated_length(remux->media->fmt);
    remux->movie_timescale = choose_timescale(remux, &peek);
    npi_free(peek.starts);
    npi_free(peek.dated);
    return error;
}
