/* The bell that this program measures errors by: Student's t with four degrees
 * of freedom, 1 at its middle. Its tails are heavy, for what people write and
 * say strays more often by much than a normal error would. Inline, as it is in
 * innermost loops. */
#ifndef NPI_BASE_BELL_H
#define NPI_BASE_BELL_H

#include <math.h>

static inline double npi_bell(double stray)
{
    double u = 1 / (1 + stray * stray / 4);

    return u * u * sqrt(u);
}

#endif
