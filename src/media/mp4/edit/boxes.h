/* The boxes that every track of ours has. */
#ifndef NPI_MEDIA_MP4_EDIT_BOXES_H
#define NPI_MEDIA_MP4_EDIT_BOXES_H

#include "media/mp4/edit/new_track.h"

#define NPI_TRACK_ENABLED 1u
#define NPI_TRACK_IN_MOVIE 2u

/* A sample as the tables see it. */
struct npi_new_sample {
    int64_t length; /* ms */
    size_t size;
};

struct npi_new_samples {
    size_t n;
    struct npi_new_sample (*get)(const void *from, size_t i);
    const void *from;
};

void npi_put_matrix(struct npi_recipe *recipe);
/* length: ms. Of the place id, timescale, width and height are used. */
void npi_put_tkhd(struct npi_recipe *recipe, const struct npi_new_place *place,
                  uint32_t flags, unsigned group, int64_t length);
/* language: ISO 639-2. */
void npi_put_mdhd(struct npi_recipe *recipe, struct np_str language,
                  int64_t length);
void npi_put_hdlr(struct npi_recipe *recipe, uint32_t type, struct np_str name);
void npi_put_dinf(struct npi_recipe *recipe);
/* 'stts', 'stsc', 'stsz' and the place of the one chunk. */
void npi_put_tables(struct npi_recipe *recipe,
                    const struct npi_new_samples *samples,
                    const struct npi_new_place *place);

#endif
