/* Defines the kinds of clock/diags.def. */
#include "clock/diags.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "clock/diags.def"
