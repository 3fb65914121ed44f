/* Defines the kinds of export/diags.def. */
#include "export/diags.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "export/diags.def"
#undef NPI_DIAG
