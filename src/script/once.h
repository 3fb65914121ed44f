/* Short texts that come again and again, each converted once: a dialogue of
 * 16000 words has 2000 different ones. */
#ifndef NPI_SCRIPT_ONCE_H
#define NPI_SCRIPT_ONCE_H

#include "base/arena.h"

struct npi_once_row {
    struct np_str text; /* absent: free */
    struct np_str converted;
};

struct npi_once {
    struct npi_arena arena;
    struct npi_once_row *rows; /* a power of two of them */
    size_t n, cap;
};

void npi_once_init(struct npi_once *once);
void npi_once_release(struct npi_once *once);

/* What has been kept for the text, which lives as long as once does; absent if
 * nothing has. */
struct np_str npi_once_find(const struct npi_once *once, struct np_str text);

/* Keeps a copy of both, and returns the one of converted; absent when out of
 * memory. The text has not been kept before. */
struct np_str npi_once_keep(struct npi_once *once, struct np_str text,
                            struct np_str converted);

#endif
