/* Defines the kinds of timeline/diags.def. */
#include "timeline/diags.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "timeline/diags.def"
