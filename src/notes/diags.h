/* The kinds of diagnostics that reading notes reports. */
#ifndef NPI_NOTES_DIAGS_H
#define NPI_NOTES_DIAGS_H

#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DECLARE
#include "notes/diags.def"
#undef NPI_DIAG

#endif
