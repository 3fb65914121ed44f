/* Short texts that come again and again, each converted once: a dialogue of
 * 16000 words has 2000 different ones. */
#ifndef NPI_SCRIPT_ONCE_H
#define NPI_SCRIPT_ONCE_H

#include "script/opencc.h"

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

/* As npi_opencc_convert(), but *converted lives as long as once does. It is for
 * one cc only. */
enum np_status npi_once_convert(struct npi_context *ctx, struct npi_once *once,
                                struct npi_opencc *cc, struct np_str text,
                                struct np_str *converted);

#endif
