/* Subtitle tracks of Matroska and WebM files; see media/text_tracks.h. */
#ifndef NPI_MEDIA_MATROSKA_TEXT_H
#define NPI_MEDIA_MATROSKA_TEXT_H

#include "media/text_events.h"

/* True if the file begins as one. */
bool npi_mkv_knows(struct npi_bytes *bytes);
/* NP_ERR_NOMEM, NP_ERR_INTERRUPTED; a failed read is in bytes->error. */
enum np_status npi_mkv_list(struct npi_text_list *list,
                            struct npi_bytes *bytes);
void npi_mkv_read(struct npi_text_events *events, struct npi_bytes *bytes,
                  const struct npi_text_track *track);

#endif
