/* Packets of one sound stream to levels. */
#ifndef NPI_MEDIA_LIBAV_DECODE_H
#define NPI_MEDIA_LIBAV_DECODE_H

#include "media/level.h"
#include "media/libav/compat.h"

struct npi_decoder {
    AVCodecContext *codec;
    AVFrame *frame;
    AVRational time_base;
    int64_t origin; /* ms: where the notes' clock is 0 on the file's own */
    struct npi_meter meter;
    int64_t packets;
    int64_t broken; /* of them, what could not be decoded */
};

/* A libav error if there is no decoder for the stream. */
int npi_decoder_open(struct npi_decoder *decoder, const AVStream *stream,
                     int64_t origin, struct npi_buf *levels, size_t max);
/* NULL: the last one has been put. Damage is counted and skipped; only running
 * out of memory is an error. */
int npi_decoder_put(struct npi_decoder *decoder, const AVPacket *packet);
/* There is room for no more levels. */
bool npi_decoder_full(const struct npi_decoder *decoder);
void npi_decoder_close(struct npi_decoder *decoder); /* safe on a zeroed one */

#endif
