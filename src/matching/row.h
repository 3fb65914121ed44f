/* One row of the lattice made ready for the inner loops. Internal to the
 * lattice. */
#ifndef NPI_MATCHING_ROW_H
#define NPI_MATCHING_ROW_H

#include "matching/lattice.h"

#include <math.h>

#define NPI_FADES 64   /* steps of units whose fade is kept */
#define NPI_HUGE 1e280 /* likelihood that nothing is above */

/* A kind of stepping over words: the chance that it happens, and what each
 * unit more leaves of it. */
struct npi_skip {
    double open;
    double rate; /* log, of a unit */
    double fade[NPI_FADES];
};

/* Room for the widest row, used again for each. */
struct npi_row {
    const struct npi_lattice *lattice;
    size_t lo;      /* first position of the border before it */
    size_t n;       /* positions from there to the end of the border behind */
    double *up;     /* n: likelihood of the words up to each position, with its
                       slope taken off */
    double *down;   /* n: 1 / that */
    double *length; /* by units: chance of the length, the slope put back */
    float *roots;   /* by units: square root of the syllables, with slack */
    size_t most;    /* units in it */
    double *from;   /* n: scratch of the passes */
    double *to;
    double *likely; /* of a row's start, at each position of a border's band */
    struct npi_skip aside;
    struct npi_skip passage;
    double straight; /* chance that nothing is stepped over */
    double lacks[2]; /* that a row is not heard: without, with silence */
    double lacks_more[2];
};

enum np_status npi_row_init(struct npi_arena *arena,
                            const struct npi_lattice *lattice,
                            struct npi_row *row);

/* Makes up, down and length ready for row r. */
void npi_row_set(struct npi_row *row, size_t r);

/* Makes likely ready for the start of row r. */
void npi_row_likely(struct npi_row *row, size_t r);

static inline double npi_row_lacks(const struct npi_row *row, size_t position)
{
    return row->lacks[row->lattice->silent && row->lattice->silent[position]];
}

static inline double npi_row_lacks_more(const struct npi_row *row,
                                        size_t position)
{
    return row
        ->lacks_more[row->lattice->silent && row->lattice->silent[position]];
}

static inline double npi_skip_fade(const struct npi_skip *skip, uint32_t units)
{
    return units < NPI_FADES ? skip->fade[units]
                             : exp(skip->rate * (double)units);
}

#endif
