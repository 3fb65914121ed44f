/* What one pass teaches the next. */
#ifndef NPI_MATCHING_LEARN_H
#define NPI_MATCHING_LEARN_H

#include "matching/likeness.h"

/* Word pairs: replaces what the sentences make expect by that and what their
 * words went with elsewhere. lattice: a fine one, of one row a sentence.
 * base: as written was first built. NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_learn_pairs(struct npi_context *ctx,
                               const struct npi_lattice *lattice,
                               const struct npi_likeness *likeness,
                               const struct npi_written *base,
                               struct npi_written *written);

/* Where sentences and turns start: likeness->borders. lattice NULL: what is
 * thought before anything is known. */
void npi_learn_borders(const struct npi_lattice *lattice,
                       struct npi_likeness *likeness);

/* How much of the captions the sentences explain: likeness->explained. */
void npi_learn_explained(const struct npi_lattice *lattice,
                         struct npi_likeness *likeness);

/* How long the captions are where the sentences are: the lengths and the
 * spread of the next pass. lattice->lengths may be lengths itself.
 * NP_ERR_NOMEM. */
enum np_status npi_learn_lengths(struct npi_arena *arena,
                                 const struct npi_lattice *lattice,
                                 const struct npi_written *written,
                                 double *lengths, double *spread);

#endif
