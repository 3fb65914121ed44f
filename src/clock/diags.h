/* The kinds of diagnostics that the clock reports. */
#ifndef NPI_CLOCK_DIAGS_H
#define NPI_CLOCK_DIAGS_H

#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DECLARE
#include "clock/diags.def"
#undef NPI_DIAG

#endif
