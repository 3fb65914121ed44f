/* The kinds of diagnostics that the media stage reports, and their numbers:
 * the media part names a kind by its number, since constants of a loaded part
 * must not outlive it. */
#ifndef NPI_MEDIA_DIAGS_H
#define NPI_MEDIA_DIAGS_H

#include "base/diag.h"

#define NPI_DIAG NPI_DIAG_DECLARE
#include "media/diags.def"
#undef NPI_DIAG

enum npi_media_problem {
#define NPI_DIAG(id, code, severity, message, hint) NPI_P_##id,
#include "media/diags.def"
#undef NPI_DIAG
    NPI_P_COUNT
};

const struct np_diag_kind *npi_media_kind(enum npi_media_problem problem);

#endif
