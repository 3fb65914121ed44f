/* Whether captions and notes are of one episode. */
#ifndef NPI_MATCHING_FIT_H
#define NPI_MATCHING_FIT_H

#include "matching/likeness.h"

/* Sets the matching's fit, heard, near and taken, which npi_matching_fits()
 * goes by. base: what the sentences made expect before any pass; what was
 * learnt would only praise itself. NP_ERR_NOMEM. */
enum np_status npi_fit_judge(struct npi_arena *arena,
                             struct npi_likeness *likeness,
                             const struct npi_written *base,
                             struct npi_matching *matching);

#endif
