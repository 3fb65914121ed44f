/* Defines the kinds of script/diags.def. */
#include "script/diags.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "script/diags.def"
