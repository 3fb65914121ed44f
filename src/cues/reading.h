/* How long a text takes to be read. */
#ifndef NPI_CUES_READING_H
#define NPI_CUES_READING_H

#include <stdint.h>

/* ms that a text of so many half-widths takes to be read. */
static inline int64_t npi_reading_time(uint64_t half_widths, int64_t speed)
{
    return ((int64_t)half_widths * 500 + speed - 1) / speed;
}

#endif
