/* The flat chapter list of the writers that show one. */
#ifndef NPI_EXPORT_FLAT_H
#define NPI_EXPORT_FLAT_H

#include "export/export.h"
#include "timeline/timeline.h"

/* By the settings' levels (auto: all of them), mark and style. NP_ERR_NOMEM. */
enum np_status npi_flat_chapters(struct npi_context *ctx,
                                 const struct npi_export_view *view,
                                 struct np_flat_chapters *flat);

#endif
