/* What every stage is handed: where to put results and diagnostics, and how to
 * hear that the caller wants to stop. */
#ifndef NPI_BASE_CONTEXT_H
#define NPI_BASE_CONTEXT_H

#include "base/arena.h"
#include "base/diag.h"

struct npi_context {
    struct npi_arena *arena; /* results: live as long as the job */
    struct npi_diags *diags;
    const volatile int *cancel; /* non-zero: stop soon; may be NULL */
};

#endif
