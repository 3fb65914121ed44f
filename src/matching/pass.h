/* The lattice's two ways. Internal to it. */
#ifndef NPI_MATCHING_PASS_H
#define NPI_MATCHING_PASS_H

#include "matching/row.h"

/* Likelihood of the words behind position p, which no row says. */
double npi_lattice_ending(const struct npi_lattice *lattice, size_t p);

/* And back: turns what comes before each place into its chance. arena: for
 * what this needs. */
enum np_status npi_lattice_back(struct npi_context *ctx,
                                struct npi_arena *arena,
                                const struct npi_lattice *lattice,
                                struct npi_row *row);

#endif
