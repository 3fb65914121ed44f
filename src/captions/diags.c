/* Defines the kinds of captions/diags.def. */
#include "captions/diags.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "captions/diags.def"
#undef NPI_DIAG
