/* The kinds of diagnostics that the timeline reports. */
#ifndef NPI_TIMELINE_DIAGS_H
#define NPI_TIMELINE_DIAGS_H

#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DECLARE
#include "timeline/diags.def"
#undef NPI_DIAG

#endif
