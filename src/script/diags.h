/* The kinds of diagnostics that this stage reports. */
#ifndef NPI_SCRIPT_DIAGS_H
#define NPI_SCRIPT_DIAGS_H

#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DECLARE
#include "script/diags.def"
#undef NPI_DIAG

#endif
