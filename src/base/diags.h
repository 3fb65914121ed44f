/* The kinds of diagnostics that base itself reports. */
#ifndef NPI_BASE_DIAGS_H
#define NPI_BASE_DIAGS_H

#define NPI_DIAG NPI_DIAG_DECLARE
#include "base/diags.def"
#undef NPI_DIAG

#endif
