/* The kinds of diagnostics that profiles, settings and options report. */
#ifndef NPI_PROFILE_DIAGS_H
#define NPI_PROFILE_DIAGS_H

#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DECLARE
#include "profile/diags.def"
#undef NPI_DIAG

#endif
