/* Where the alignment's marks may belong, kept when the alignment is gone. */
#ifndef NPI_TIMELINE_CLAIMS_H
#define NPI_TIMELINE_CLAIMS_H

#include "timeline/align.h"

struct npi_claim {
    size_t boundary; /* never decreases */
    size_t mark;
    double time;   /* s: the mark's own */
    double clue;   /* likelihood ratio of its evidence there */
    double chance; /* that the mark belongs there */
};

struct npi_claims {
    struct npi_claim *items;
    size_t n;
};

/* All but the least likely ones. */
enum np_status npi_claims_collect(struct npi_arena *arena,
                                  const struct npi_alignment *alignment,
                                  struct npi_claims *claims);

#endif
