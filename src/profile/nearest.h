/* "Did you mean": the candidate that is the fewest typing slips away. */
#ifndef NPI_PROFILE_NEAREST_H
#define NPI_PROFILE_NEAREST_H

#include <nopriors/types.h>

/* Words longer than this are not compared. */
#define NPI_NEAREST_MAX 64

struct npi_nearest {
    struct np_str word;
    struct np_str best; /* borrowed from the candidates; absent if none of
                           them is near enough */
    size_t distance;    /* of best, else the first distance that is too far */
};

/* Near enough is one slip in three letters, and at least one, but never all of
 * them. */
void npi_nearest_init(struct npi_nearest *nearest, struct np_str word);
/* Of equally near candidates the first one stays. */
void npi_nearest_try(struct npi_nearest *nearest, struct np_str candidate);

#endif
