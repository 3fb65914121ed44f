/* Defines the kinds of lexicon/diags.def. */
#include "lexicon/diags.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "lexicon/diags.def"
#undef NPI_DIAG
