/* Chances side by side. */
#ifndef NPI_MATCHING_CHANCES_H
#define NPI_MATCHING_CHANCES_H

#include <stddef.h>

double npi_chances_sum(const float *chances, size_t n);

/* The first place up to which there is half of their sum; n is not 0. */
size_t npi_chances_median(const float *chances, size_t n);

#endif
