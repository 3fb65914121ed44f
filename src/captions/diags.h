/* Declares the kinds of captions/diags.def. */
#ifndef NPI_CAPTIONS_DIAGS_H
#define NPI_CAPTIONS_DIAGS_H

#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DECLARE
#include "captions/diags.def"
#undef NPI_DIAG

#endif
