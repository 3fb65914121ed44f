/* The longest common subsequence of two short runs of words. */
#ifndef NPI_MATCHING_BRIDGE_COMMON_H
#define NPI_MATCHING_BRIDGE_COMMON_H

#include <nopriors/types.h>

#define NPI_COMMON_OURS 64
#define NPI_COMMON_THEIRS 255 /* lengths are kept in a byte */

struct npi_common {
    uint64_t ours[NPI_COMMON_OURS]; /* words' hashes; 0 is like no other */
    uint64_t theirs[NPI_COMMON_THEIRS];
    size_t n;
    size_t n_theirs;
    size_t found[NPI_COMMON_OURS]; /* out: the word of theirs, or NP_NONE */
    uint8_t most[NPI_COMMON_OURS + 1][NPI_COMMON_THEIRS + 1]; /* scratch */
};

/* The word folded, 0 without letters and digits. */
uint64_t npi_common_word(struct np_str word);

/* Of several subsequences the one that begins soonest in theirs. */
void npi_common_find(struct npi_common *common);

#endif
