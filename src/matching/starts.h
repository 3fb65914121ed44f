/* From the lattice's chances to times. */
#ifndef NPI_MATCHING_STARTS_H
#define NPI_MATCHING_STARTS_H

#include "matching/heard.h"
#include "matching/lattice.h"
#include "matching/matching.h"

/* lattice: a fine one. NP_ERR_NOMEM. */
enum np_status npi_starts_read(struct npi_arena *arena,
                               const struct npi_lattice *lattice,
                               const struct npi_heard *heard,
                               const bool *original,
                               struct npi_matching *matching);

#endif
