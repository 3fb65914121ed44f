/* The kinds of diagnostics that the writers report. */
#ifndef NPI_EXPORT_DIAGS_H
#define NPI_EXPORT_DIAGS_H

#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DECLARE
#include "export/diags.def"
#undef NPI_DIAG

#endif
