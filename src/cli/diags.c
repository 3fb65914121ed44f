/* Defines the kinds of cli/diags.def. */
#include "cli/diags.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "cli/diags.def"
