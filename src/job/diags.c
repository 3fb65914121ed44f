/* Defines the kinds of job/diags.def. */
#include "job/diags.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "job/diags.def"
