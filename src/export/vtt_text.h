/* What both WebVTT writers share: header and times. */
#ifndef NPI_EXPORT_VTT_TEXT_H
#define NPI_EXPORT_VTT_TEXT_H

#include "export/export.h"

/* Signature and a NOTE that says of what, in which language, made by whom. */
void npi_vtt_header(struct npi_buf *out, const struct np_episode *episode);

/* "\n00:00:01.000 --> 00:00:02.000\n": the cue's text follows. */
void npi_vtt_times(struct npi_buf *out, int64_t start, int64_t end);

/* The whole file; format and own are those of npi_speech_init(). */
enum np_status npi_vtt_write(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             const char *format, enum npi_speaker_mode own,
                             struct npi_buf *out);

#endif
