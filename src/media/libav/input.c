/* Opening a file with libavformat. Only demuxers that read one file from its
 * bytes alone are let in, by name; whatever else one of them asks for is
 * refused by npi_io_attach(). */
#include "media/libav/input.h"

#include "base/file.h"
#include "media/libav/log.h"
#include "media/libav/text.h"

#include <libavutil/mem.h>

static const char DEMUXERS[] =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mp3,ogg,flac,wav,w64,aac,mpegts,"
    "mpeg,avi,flv,asf,caf,aiff";

/* Formats whose clock starts anywhere: a TV recorder's, a muxer's delay. Their
 * first packet is 0 for players and for the notes. */
static bool has_loose_clock(const AVFormatContext *fmt)
{
    return fmt->iformat->flags & AVFMT_TS_DISCONT;
}

enum np_status npi_input_failed(const struct npi_part_host *host,
                                const struct npi_part_media *media, int error)
{
    struct np_str name = npi_str(media->name);
    struct np_str reason = npi_log_last();
    char text[AV_ERROR_MAX_STRING_SIZE];

    if (npi_io_cancelled(host))
        return NP_ERR_INTERRUPTED;
    /* ENOMEM too: what a demuxer is refused is an absurd size in the file. */
    if (media->io.error) {
        host->tell(host->ctx, NPI_P_MEDIA_UNREADABLE, name,
                   npi_str(npi_errno_text(media->io.error)), npi_str(NULL));
        return NP_ERR_IO;
    }
    if (!reason.len) {
        av_strerror(error, text, sizeof(text));
        reason = npi_str(text);
    }
    host->tell(host->ctx, NPI_P_MEDIA_BROKEN, name,
               npi_av_text(host->ctx->arena, reason.ptr), npi_str(NULL));
    return NP_ERR_MEDIA;
}

/* A demuxer not on our list, or none that knows the bytes. */
static enum np_status refuse(const struct npi_part_host *host,
                             const struct npi_part_media *media, int error)
{
    bool unknown = error == AVERROR(EINVAL) ||
                   (error == AVERROR_INVALIDDATA && !npi_log_last().len);

    if (!unknown || npi_io_cancelled(host) || media->io.error)
        return npi_input_failed(host, media, error);
    host->tell(host->ctx, NPI_P_MEDIA_UNKNOWN, npi_str(media->name),
               npi_str(NULL), npi_str(NULL));
    return NP_ERR_MEDIA;
}

/* Something to see or hear, with the numbers that a muxer cannot do without. */
static bool has_content(const AVFormatContext *fmt)
{
    for (unsigned i = 0; i < fmt->nb_streams; i++) {
        const AVCodecParameters *par = fmt->streams[i]->codecpar;
        enum npi_stream_kind kind = npi_stream_kind(fmt->streams[i]);

        if (par->codec_id == AV_CODEC_ID_NONE)
            continue;
        if ((kind == NPI_STREAM_AUDIO && par->sample_rate > 0) ||
            (kind == NPI_STREAM_VIDEO && par->width > 0))
            return true;
    }
    return false;
}

static enum np_status open_demuxer(const struct npi_part_host *host,
                                   struct npi_part_media *media)
{
    AVDictionary *options = NULL;
    int error;

    media->fmt = avformat_alloc_context();
    if (!media->fmt || av_dict_set(&options, "format_whitelist", DEMUXERS, 0) ||
        av_dict_set(&options, "protocol_whitelist", "file,pipe", 0)) {
        av_dict_free(&options);
        return NP_ERR_NOMEM;
    }
    npi_io_attach(&media->io, media->fmt);
    error = avformat_open_input(&media->fmt, media->name, NULL, &options);
    av_dict_free(&options);
    if (error < 0)
        return refuse(host, media, error);
    error = avformat_find_stream_info(media->fmt, NULL);
    if (error < 0 || npi_io_cancelled(host))
        return npi_input_failed(host, media, error);
    if (has_content(media->fmt))
        return NP_OK;
    host->tell(host->ctx, NPI_P_MEDIA_NO_STREAMS, npi_str(media->name),
               npi_str(NULL), npi_str(NULL));
    return NP_ERR_MEDIA;
}

enum np_status npi_input_open(const struct npi_part_host *host,
                              struct npi_part_media *media)
{
    enum np_status status = npi_io_open(&media->io, host, media->fd, false);

    if (status == NP_OK)
        status = open_demuxer(host, media);
    if (status != NP_OK) {
        npi_input_close(media);
        return status;
    }
    media->fresh = true;
    media->origin = 0;
    if (has_loose_clock(media->fmt) && media->fmt->start_time != AV_NOPTS_VALUE)
        media->origin = av_rescale(media->fmt->start_time, 1000, AV_TIME_BASE);
    return NP_OK;
}

void npi_input_close(struct npi_part_media *media)
{
    avformat_close_input(&media->fmt);
    npi_io_close(&media->io);
}
