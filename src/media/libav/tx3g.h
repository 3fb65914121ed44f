/* The description of MP4's timed text: how its samples look. */
#ifndef NPI_MEDIA_LIBAV_TX3G_H
#define NPI_MEDIA_LIBAV_TX3G_H

#include "media/libav/compat.h"

/* White text on nothing, at the bottom in the middle of par's picture, one
 * font: par->extradata. AVERROR or 0. */
int npi_tx3g_make(AVCodecParameters *par);

/* Takes out what the muxer writes behind the description anew each time: the
 * demuxer reads it as a part of it. */
void npi_tx3g_tidy(AVCodecParameters *par);

#endif
