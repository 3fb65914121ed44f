/* The kinds of diagnostics that a job reports. */
#ifndef NPI_JOB_DIAGS_H
#define NPI_JOB_DIAGS_H

#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DECLARE
#include "job/diags.def"
#undef NPI_DIAG

#endif
