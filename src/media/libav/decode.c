/* See decode.h. Channels are mixed by their mean in whatever format the decoder
 * gives: for levels nothing has to be resampled. */
#include "media/libav/decode.h"

#include <libavutil/samplefmt.h>

#define RATE_MIN 2000 /* what is below holds no voice */
#define CHUNK 1024    /* samples that are mixed at a time */

int npi_decoder_open(struct npi_decoder *decoder, const AVStream *stream,
                     int64_t origin, struct npi_buf *levels, size_t max)
{
    const AVCodec *codec = avcodec_find_decoder(stream->codecpar->codec_id);
    int error;

    *decoder = (struct npi_decoder){.time_base = stream->time_base,
                                    .origin = origin};
    npi_meter_init(&decoder->meter, levels, max);
    if (!codec)
        return AVERROR_DECODER_NOT_FOUND;
    decoder->codec = avcodec_alloc_context3(codec);
    decoder->frame = av_frame_alloc();
    if (!decoder->codec || !decoder->frame)
        return AVERROR(ENOMEM);
    error = avcodec_parameters_to_context(decoder->codec, stream->codecpar);
    if (error < 0)
        return error;
    decoder->codec->pkt_timebase = stream->time_base;
    decoder->codec->thread_count = 1;
    return avcodec_open2(decoder->codec, codec, NULL);
}

/* Adds n samples to the mix: every step-th from in, scaled. */
#define ADD(type, zero, full)                                                  \
    do {                                                                       \
        const type *from = (const type *)(const void *)in;                     \
                                                                               \
        for (size_t i = 0; i < n; i++)                                         \
            mix[i] += ((float)from[i * step] - (zero)) * (share / (full));     \
    } while (0)

static void add_channel(enum AVSampleFormat format, const uint8_t *in,
                        size_t step, size_t n, float share, float *mix)
{
    switch (format) {
    case AV_SAMPLE_FMT_U8:
        ADD(uint8_t, 128.0F, 128.0F);
        break;
    case AV_SAMPLE_FMT_S16:
        ADD(int16_t, 0.0F, 32768.0F);
        break;
    case AV_SAMPLE_FMT_S32:
        ADD(int32_t, 0.0F, 2147483648.0F);
        break;
    case AV_SAMPLE_FMT_S64:
        ADD(int64_t, 0.0F, 9223372036854775808.0F);
        break;
    case AV_SAMPLE_FMT_FLT:
        ADD(float, 0.0F, 1.0F);
        break;
    case AV_SAMPLE_FMT_DBL:
        ADD(double, 0.0F, 1.0F);
        break;
    default:
        break;
    }
}

/* The mean of all channels, for n samples from the first-th. */
static void mix_channels(const AVFrame *frame, size_t first, size_t n,
                         float *mix)
{
    enum AVSampleFormat format = (enum AVSampleFormat)frame->format;
    size_t channels = (size_t)frame->ch_layout.nb_channels;
    size_t size = (size_t)av_get_bytes_per_sample(format);
    bool planar = av_sample_fmt_is_planar(format);
    size_t step = planar ? 1 : channels;
    float share = 1.0F / (float)channels;

    memset(mix, 0, n * sizeof(*mix));
    for (size_t c = 0; c < channels; c++) {
        const uint8_t *in = planar ? frame->extended_data[c]
                                   : frame->extended_data[0] + c * size;

        add_channel(av_get_packed_sample_fmt(format), in + first * step * size,
                    step, n, share, mix);
    }
}

static void measure(struct npi_decoder *decoder)
{
    const AVFrame *frame = decoder->frame;
    size_t total = frame->nb_samples > 0 ? (size_t)frame->nb_samples : 0;
    size_t at = 0;
    float mix[CHUNK];

    if (frame->sample_rate < RATE_MIN || frame->ch_layout.nb_channels < 1 ||
        !frame->extended_data)
        return;
    npi_meter_rate(&decoder->meter, (unsigned)frame->sample_rate);
    if (frame->best_effort_timestamp != AV_NOPTS_VALUE)
        at = npi_meter_seek(&decoder->meter,
                            av_rescale_q(frame->best_effort_timestamp,
                                         decoder->time_base,
                                         (AVRational){1, 1000}) -
                                decoder->origin);
    while (at < total) {
        size_t n = total - at < CHUNK ? total - at : CHUNK;

        mix_channels(frame, at, n, mix);
        npi_meter_put(&decoder->meter, mix, n);
        at += n;
    }
}

int npi_decoder_put(struct npi_decoder *decoder, const AVPacket *packet)
{
    int error = avcodec_send_packet(decoder->codec, packet);
    bool good = error >= 0;

    decoder->packets += packet != NULL;
    while (error >= 0) {
        error = avcodec_receive_frame(decoder->codec, decoder->frame);
        if (error >= 0)
            measure(decoder);
        else if (error != AVERROR(EAGAIN) && error != AVERROR_EOF)
            good = false;
    }
    decoder->broken += packet && !good;
    if (!packet)
        npi_meter_end(&decoder->meter);
    return error == AVERROR(ENOMEM) || decoder->meter.levels->error
               ? AVERROR(ENOMEM)
               : 0;
}

bool npi_decoder_full(const struct npi_decoder *decoder)
{
    return decoder->meter.levels->len >= decoder->meter.max;
}

void npi_decoder_close(struct npi_decoder *decoder)
{
    avcodec_free_context(&decoder->codec);
    av_frame_free(&decoder->frame);
}
