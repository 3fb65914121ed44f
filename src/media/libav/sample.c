/* Subtitle packets as a player finds them: by a jump to their time. */
#include "media/libav/look.h"

#include "media/libav/remux.h"

/* What a time may be off by: containers count in ms or finer. */
#define ROUNDING_MS 1

static int seek(struct npi_part_media *media, const AVStream *st, int64_t time)
{
    int64_t to = av_rescale_q(time + media->origin, NPI_MS, st->time_base);

    return av_seek_frame(media->fmt, st->index, to, AVSEEK_FLAG_BACKWARD);
}

/* MP4's empty text samples: one may begin 1 ms before a cue. */
static bool is_gap(const AVStream *st, const AVPacket *packet)
{
    return st->codecpar->codec_id == AV_CODEC_ID_MOV_TEXT && packet->size <= 2;
}

static enum np_status take(const struct npi_part_host *host,
                           const struct npi_part_media *media,
                           const AVStream *st, const AVPacket *packet,
                           struct npi_part_sample *sample)
{
    const struct np_str data = {(const char *)packet->data,
                                (size_t)packet->size};

    sample->start = av_rescale_q(packet->pts, st->time_base, NPI_MS) -
                    media->origin;
    sample->data = npi_arena_str(host->ctx->arena, data);
    return sample->data.ptr ? NP_OK : NP_ERR_NOMEM;
}

/* Reads on to the first packet at a time. The end of the file is no error here:
 * there is none. */
static enum np_status find(const struct npi_part_host *host,
                           struct npi_part_media *media, const AVStream *st,
                           int64_t time, AVPacket *packet,
                           struct npi_part_sample *sample)
{
    int64_t from = av_rescale_q(time + media->origin - ROUNDING_MS, NPI_MS,
                                st->time_base);
    int error = seek(media, st, time);

    while (error >= 0) {
        bool found;
        enum np_status status = NP_OK;

        if (npi_io_cancelled(host))
            return NP_ERR_INTERRUPTED;
        error = av_read_frame(media->fmt, packet);
        if (error < 0)
            break;
        found = packet->stream_index == st->index &&
                packet->pts != AV_NOPTS_VALUE && packet->pts >= from &&
                !is_gap(st, packet);
        if (found)
            status = take(host, media, st, packet, sample);
        av_packet_unref(packet);
        if (found)
            return status;
    }
    return npi_io_cancelled(host)     ? NP_ERR_INTERRUPTED
           : error == AVERROR(ENOMEM) ? NP_ERR_NOMEM
                                      : NP_OK;
}

static void discard_others(AVFormatContext *fmt, size_t stream,
                           enum AVDiscard discard)
{
    for (unsigned i = 0; i < fmt->nb_streams; i++)
        if (i != stream)
            fmt->streams[i]->discard = discard;
}

enum np_status npi_sample_packets(const struct npi_part_host *host,
                                  struct npi_part_media *media, size_t stream,
                                  const int64_t *times, size_t n,
                                  struct npi_part_sample *samples)
{
    AVFormatContext *fmt = media->fmt;
    AVPacket *packet = av_packet_alloc();
    enum np_status status = packet ? NP_OK : NP_ERR_NOMEM;

    discard_others(fmt, stream, AVDISCARD_ALL);
    for (size_t i = 0; i < n && status == NP_OK; i++) {
        samples[i] = (struct npi_part_sample){0};
        if (stream < fmt->nb_streams)
            status = find(host, media, fmt->streams[stream], times[i], packet,
                          &samples[i]);
    }
    discard_others(fmt, stream, AVDISCARD_DEFAULT);
    av_packet_free(&packet);
    return status;
}
