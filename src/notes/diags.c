/* Defines the kinds of notes/diags.def. */
#include "notes/diags.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "notes/diags.def"
