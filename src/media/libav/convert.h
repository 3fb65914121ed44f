/* A text subtitle track of MEDIA in another codec: decoded, reduced to its
 * text, encoded by the program's own encoder. */
#ifndef NPI_MEDIA_LIBAV_CONVERT_H
#define NPI_MEDIA_LIBAV_CONVERT_H

#include "media/libav/compat.h"
#include "media/overlap.h"
#include "media/part.h"

struct npi_convert;

/* Takes one packet of the new track: times in ms on the input's clock. A libav
 * error or 0. */
typedef int (*npi_convert_put)(void *user, int64_t start, int64_t end,
                               struct np_str data);

/* AVERROR; *convert is NULL then. */
int npi_convert_new(const struct npi_part_host *host, const AVStream *from,
                    enum npi_text_codec to, npi_convert_put put, void *user,
                    struct npi_convert **convert);
/* Packets come in order. What cannot be decoded is skipped, as players do. */
int npi_convert_packet(struct npi_convert *convert, const AVPacket *packet);
/* The file has come to now (ms): cues that have ended are put. */
int npi_convert_reach(struct npi_convert *convert, int64_t now);
int npi_convert_finish(struct npi_convert *convert);
int64_t npi_convert_count(const struct npi_convert *convert); /* cues put */
void npi_convert_free(struct npi_convert *convert);           /* NULL is fine */

#endif
