/* All that differs between the libavformat versions we build with, FFmpeg 5.1
 * to 8; the files beside this one know no version. Tried with 5.1; newer ones
 * are written after their documentation (doc/APIchanges) and untested.
 *
 *   6.1  side data of a stream moved from AVStream to its codec parameters,
 *        and avcodec_parameters_copy() copies it
 *   6.0  (libavformat 59.31) Matroska's muxer moves packets by the codec delay
 *        that it writes; before, its caller had to, or sound came early
 *   7.0  AVIOContext's write callback takes const bytes */
#ifndef NPI_MEDIA_LIBAV_COMPAT_H
#define NPI_MEDIA_LIBAV_COMPAT_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <stdbool.h>
#include <string.h>

#if LIBAVFORMAT_VERSION_MAJOR < 59
#error "FFmpeg 5.1 or newer is needed"
#endif

#define NPI_SIDE_DATA_IN_PARAMETERS                                            \
    (LIBAVCODEC_VERSION_INT >= AV_VERSION_INT(60, 31, 102))

#if LIBAVFORMAT_VERSION_MAJOR >= 61
#define NPI_AVIO_CONST const
#else
#define NPI_AVIO_CONST
#endif

/* Samples before a stream's start that Matroska's muxer says as CodecDelay,
 * which its demuxer takes off the times: 5.1 does so for Opus alone. */
static inline int npi_matroska_padding(const AVCodecParameters *par)
{
    return par->codec_id == AV_CODEC_ID_OPUS ||
                   avformat_version() >= AV_VERSION_INT(59, 31, 100)
               ? par->initial_padding
               : 0;
}

static inline bool npi_matroska_adds_padding(void)
{
    return avformat_version() >= AV_VERSION_INT(59, 31, 100);
}

static inline bool npi_has_side_data(const AVStream *st,
                                     enum AVPacketSideDataType type)
{
#if NPI_SIDE_DATA_IN_PARAMETERS
    return av_packet_side_data_get(st->codecpar->coded_side_data,
                                   st->codecpar->nb_coded_side_data,
                                   type) != NULL;
#else
    return av_stream_get_side_data(st, type, NULL) != NULL;
#endif
}

/* A stream's side data to another one whose parameters have been copied. */
static inline int npi_copy_side_data(AVStream *to, const AVStream *from)
{
#if NPI_SIDE_DATA_IN_PARAMETERS
    (void)to;
    (void)from;
#else
    for (int i = 0; i < from->nb_side_data; i++) {
        const AVPacketSideData *side = &from->side_data[i];
        uint8_t *copy = av_stream_new_side_data(to, side->type, side->size);

        if (!copy)
            return AVERROR(ENOMEM);
        memcpy(copy, side->data, side->size);
    }
#endif
    return 0;
}

#endif
