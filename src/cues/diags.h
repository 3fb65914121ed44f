/* The kinds of diagnostics that this stage reports. */
#ifndef NPI_CUES_DIAGS_H
#define NPI_CUES_DIAGS_H

#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DECLARE
#include "cues/diags.def"
#undef NPI_DIAG

#endif
