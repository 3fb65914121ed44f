/* What a track says of itself in words. ISO/IEC 14496-12, 8.4. */
#ifndef NPI_MEDIA_MP4_NAMES_H
#define NPI_MEDIA_MP4_NAMES_H

#include "media/mp4/movie.h"

struct npi_mp4_names {
    struct np_str tag;   /* of its language, BCP 47: 'elng', else from code */
    struct np_str code;  /* of 'mdhd': ISO 639-2, "und"; QuickTime's numbers as
                            BCP 47 */
    struct np_str title; /* absent: none */
    struct np_str handler; /* its handler's name; absent: none */
};

/* Text lives in the movie's arena. NP_ERR_NOMEM. */
enum np_status npi_mp4_names_read(const struct npi_mp4_movie *movie,
                                  const struct npi_mp4_track *track,
                                  struct npi_mp4_names *names);

#endif
