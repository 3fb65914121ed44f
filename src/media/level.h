/* Sound as a row of levels, one byte for each 10 ms: all that finding speech
 * needs of it. Knows nothing of files and codecs. */
#ifndef NPI_MEDIA_LEVEL_H
#define NPI_MEDIA_LEVEL_H

#include "base/buf.h"

#define NPI_LEVEL_MS 10     /* of sound in one level */
#define NPI_LEVEL_STEPS 2.0 /* a decibel */
#define NPI_LEVEL_FLOOR 100 /* decibels below full scale that level 0 is at */
#define NPI_LEVEL_NONE 255  /* nothing is known of this moment */

/* Sound being measured. Times are the notes' clock. */
struct npi_meter {
    struct npi_buf *levels; /* where they go */
    size_t max;             /* the most levels there will be */
    unsigned rate;          /* samples a second, of what comes in */
    unsigned every;         /* samples that are averaged into one */
    int64_t at;             /* samples measured, from time 0 */
    unsigned held;          /* samples in the average that has begun */
    float held_sum;
    float sum;     /* of the half level that has begun */
    float squares; /* the same, of squares */
    unsigned n;
    double energy; /* of the level that has begun, but for that half */
    unsigned measured;
};

/* levels: borrowed, empty. */
void npi_meter_init(struct npi_meter *meter, struct npi_buf *levels,
                    size_t max);

/* The rate of what comes next, positive; may change on the way. */
void npi_meter_rate(struct npi_meter *meter, unsigned rate);

/* The time of the next sample in ms. A gap becomes levels that say nothing;
 * sound for times that are past already is left out. Small steps are what
 * rounded times bring, and are ignored. Returns how many samples to leave out.
 */
size_t npi_meter_seek(struct npi_meter *meter, int64_t ms);

/* Mono samples, full scale 1. */
void npi_meter_put(struct npi_meter *meter, const float *samples, size_t n);

/* The last level, if one has begun. */
void npi_meter_end(struct npi_meter *meter);

/* The level of a mean square. */
unsigned npi_level_of(double mean_square);

#endif
