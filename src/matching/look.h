/* Where to look: bands of positions for every border between sentences. */
#ifndef NPI_MATCHING_LOOK_H
#define NPI_MATCHING_LOOK_H

#include "matching/likeness.h"

/* A first look at the whole, by groups of sentences and of words: sets bands
 * (sentences + 1) and the lengths to expect. NP_ERR_NOMEM,
 * NP_ERR_INTERRUPTED. */
enum np_status npi_look(struct npi_context *ctx, struct npi_likeness *likeness,
                        struct npi_band *bands, double *lengths);

/* After a fine pass: where its chances are. */
void npi_look_closer(const struct npi_lattice *lattice, struct npi_band *bands);

#endif
