/* Defines the kinds of media/diags.def. */
#include "media/diags.h"

#define NPI_DIAG NPI_DIAG_DEFINE
#include "media/diags.def"
#undef NPI_DIAG

static const struct np_diag_kind *const KINDS[] = {
#define NPI_DIAG(id, code, severity, message, hint) &NPI_D_##id,
#include "media/diags.def"
#undef NPI_DIAG
};

const struct np_diag_kind *npi_media_kind(enum npi_media_problem problem)
{
    return KINDS[problem];
}
