/* Chances side by side. */
#include "matching/chances.h"

double npi_chances_sum(const float *chances, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (double)chances[i];
    return sum;
}

size_t npi_chances_median(const float *chances, size_t n)
{
    double all = npi_chances_sum(chances, n);
    double sum = 0;

    for (size_t i = 0; i < n; i++) {
        sum += (double)chances[i];
        if (sum * 2 >= all)
            return i;
    }
    return n - 1;
}
