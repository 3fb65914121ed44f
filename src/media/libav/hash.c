/* Hashes of all packets, stream by stream. Times count from the stream's first
 * packet, in a unit that no container has of its own: a copy may move all of
 * them, and count them in other ticks. */
#include "media/libav/look.h"

#include "base/mem.h"

#include <libavutil/intreadwrite.h>
#include <libavutil/mem.h>
#include <libavutil/murmur3.h>
#include <string.h>

#define US ((AVRational){1, 1000000})

enum what { DATA, SHOWN, DECODED, N_WHATS };

struct stream {
    struct AVMurMur3 *hashes[N_WHATS];
    int64_t first; /* in the stream's ticks */
    int64_t last;
};

struct hasher {
    const struct npi_part_host *host;
    struct npi_part_media *media;
    size_t n;
    struct stream *streams;
    struct npi_part_hash *result;
    AVPacket *packet;
};

static void put_number(struct AVMurMur3 *hash, int64_t number)
{
    uint8_t bytes[8];

    AV_WL64(bytes, (uint64_t)number);
    av_murmur3_update(hash, bytes, sizeof(bytes));
}

static void end_hash(struct AVMurMur3 *hash, uint64_t result[2])
{
    uint8_t bytes[16];

    av_murmur3_final(hash, bytes);
    result[0] = AV_RL64(bytes);
    result[1] = AV_RL64(bytes + 8);
}

/* A time by the stream's first; what is unknown stays so. */
static int64_t since_first(const struct stream *stream, int64_t time,
                           AVRational base)
{
    return time == AV_NOPTS_VALUE
               ? AV_NOPTS_VALUE
               : av_rescale_q(time - stream->first, base, US);
}

/* MP4's empty text samples are gaps, written as a container likes. */
static bool is_gap(const AVStream *st, const AVPacket *packet)
{
    return st->codecpar->codec_id == AV_CODEC_ID_MOV_TEXT && packet->size <= 2;
}

static void add_packet(struct hasher *hasher, const AVPacket *packet)
{
    const AVStream *st = hasher->media->fmt->streams[packet->stream_index];
    struct stream *stream = &hasher->streams[packet->stream_index];
    int64_t pts = packet->pts == AV_NOPTS_VALUE ? packet->dts : packet->pts;

    if (is_gap(st, packet))
        return;
    if (stream->first == AV_NOPTS_VALUE)
        stream->first = stream->last = pts;
    stream->last = FFMAX(stream->last, pts);
    put_number(stream->hashes[DATA], packet->size);
    put_number(stream->hashes[DATA], packet->flags & AV_PKT_FLAG_KEY);
    av_murmur3_update(stream->hashes[DATA], packet->data, (size_t)packet->size);
    put_number(stream->hashes[SHOWN], since_first(stream, pts, st->time_base));
    put_number(stream->hashes[DECODED],
               since_first(stream, packet->dts, st->time_base));
    hasher->result[packet->stream_index].n++;
}

static int read_all(struct hasher *hasher)
{
    int error = 0;

    while (error >= 0) {
        if (npi_io_cancelled(hasher->host))
            return AVERROR_EXIT;
        error = av_read_frame(hasher->media->fmt, hasher->packet);
        /* MPEG-TS may show new streams on the way. */
        if (error >= 0 && (size_t)hasher->packet->stream_index < hasher->n)
            add_packet(hasher, hasher->packet);
        av_packet_unref(hasher->packet);
    }
    return error == AVERROR_EOF ? 0 : error;
}

/* What packets mean: the same bytes in another form are other packets. */
static void hash_form(struct AVMurMur3 *hash, const AVCodecParameters *par,
                      uint64_t result[2])
{
    av_murmur3_init(hash);
    put_number(hash, par->codec_id);
    put_number(hash, par->extradata_size);
    if (par->extradata_size)
        av_murmur3_update(hash, par->extradata, (size_t)par->extradata_size);
    end_hash(hash, result);
}

static int64_t to_us(const struct hasher *hasher, int64_t time, AVRational base)
{
    return time == AV_NOPTS_VALUE
               ? NP_NO_TIME
               : av_rescale_q(time, base, US) - 1000 * hasher->media->origin;
}

static void end_stream(const struct hasher *hasher, size_t i)
{
    const AVStream *st = hasher->media->fmt->streams[i];
    const struct stream *stream = &hasher->streams[i];
    struct npi_part_hash *result = &hasher->result[i];

    end_hash(stream->hashes[DATA], result->data);
    end_hash(stream->hashes[SHOWN], result->shown);
    end_hash(stream->hashes[DECODED], result->decoded);
    hash_form(stream->hashes[DATA], st->codecpar, result->form);
    result->first = to_us(hasher, stream->first, st->time_base);
    result->last = to_us(hasher, stream->last, st->time_base);
    result->tick_num = st->time_base.num;
    result->tick_den = st->time_base.den;
}

static bool begin(struct hasher *hasher)
{
    hasher->packet = av_packet_alloc();
    hasher->streams = npi_calloc(hasher->n, sizeof(struct stream));
    if (!hasher->packet || !hasher->streams)
        return false;
    for (size_t i = 0; i < hasher->n; i++) {
        hasher->streams[i].first = hasher->streams[i].last = AV_NOPTS_VALUE;
        for (size_t k = 0; k < N_WHATS; k++) {
            hasher->streams[i].hashes[k] = av_murmur3_alloc();
            if (!hasher->streams[i].hashes[k])
                return false;
            av_murmur3_init(hasher->streams[i].hashes[k]);
        }
    }
    return true;
}

static void end(struct hasher *hasher)
{
    for (size_t i = 0; hasher->streams && i < hasher->n; i++)
        for (size_t k = 0; k < N_WHATS; k++)
            av_free(hasher->streams[i].hashes[k]);
    npi_free(hasher->streams);
    av_packet_free(&hasher->packet);
}

enum np_status npi_hash_packets(const struct npi_part_host *host,
                                struct npi_part_media *media, size_t n,
                                struct npi_part_hash *hashes)
{
    struct hasher hasher = {.host = host,
                            .media = media,
                            .n = FFMIN(n, media->fmt->nb_streams),
                            .result = hashes};
    enum np_status status = NP_OK;
    int error;

    memset(hashes, 0, n * sizeof(*hashes));
    if (!begin(&hasher))
        status = NP_ERR_NOMEM;
    error = status == NP_OK ? read_all(&hasher) : 0;
    if (error < 0)
        status = npi_input_failed(host, media, error);
    for (size_t i = 0; i < hasher.n && status == NP_OK; i++)
        end_stream(&hasher, i);
    end(&hasher);
    return status;
}
