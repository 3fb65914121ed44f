/* The samples of one track that stand in fragments ('moof'), as in files that
 * were written while they were recorded or sent. ISO/IEC 14496-12, 8.8. */
#ifndef NPI_MEDIA_MP4_FRAGMENTS_H
#define NPI_MEDIA_MP4_FRAGMENTS_H

#include "media/mp4/samples.h"

/* Calls one() for each sample until it returns false; time is that of the first
 * one where the fragments do not tell. The caller's wish to stop ends it too.
 * Returns the offset of what is damaged,
 * or -1. */
int64_t npi_mp4_fragments_read(const struct npi_mp4_movie *movie,
                               const struct npi_mp4_track *track, int64_t time,
                               bool (*one)(void *user,
                                           const struct npi_mp4_sample *sample),
                               void *user);

#endif
