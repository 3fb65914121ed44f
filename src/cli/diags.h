/* The kinds of diagnostics that the command reports. */
#ifndef NPI_CLI_DIAGS_H
#define NPI_CLI_DIAGS_H

#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DECLARE
#include "cli/diags.def"
#undef NPI_DIAG

#endif
