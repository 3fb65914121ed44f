/* Defines the kinds of base/diags.def. */
#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "base/diags.def"
