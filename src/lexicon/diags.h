/* Declares the kinds of lexicon/diags.def. */
#ifndef NPI_LEXICON_DIAGS_H
#define NPI_LEXICON_DIAGS_H

#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DECLARE
#include "lexicon/diags.def"
#undef NPI_DIAG

#endif
