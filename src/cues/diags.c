/* Defines the kinds of cues/diags.def. */
#include "cues/diags.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "cues/diags.def"
