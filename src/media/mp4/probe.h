/* What an MP4 file is, in the words of the media part, without loading it:
 * streams, length, tags that are asked for. ISO/IEC 14496-12. */
#ifndef NPI_MEDIA_MP4_PROBE_H
#define NPI_MEDIA_MP4_PROBE_H

#include "media/bytes.h"
#include "media/part.h"

/* known: false if the file is one that is better left to libavformat (in
 * fragments, damaged, something we do not know). What is said in info is then
 * nothing. Text lives in ctx->arena. NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_mp4_probe(struct npi_context *ctx, struct npi_bytes *bytes,
                             struct npi_part_info *info, bool *known);

#endif
