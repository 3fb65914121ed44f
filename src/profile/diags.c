/* Defines the kinds of profile/diags.def. */
#include "profile/diags.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "profile/diags.def"
