/* See flat.h. */
#include "export/flat.h"

enum np_status npi_flat_chapters(struct npi_context *ctx,
                                 const struct npi_export_view *view,
                                 struct np_flat_chapters *flat)
{
    const struct npi_settings *settings = view->settings;
    const struct npi_flattening how = {
        .max_level = settings->levels == NPI_LEVELS_AUTO
                         ? NPI_LEVELS_ALL
                         : (unsigned)settings->levels,
        .mark = settings->mark,
        .style = settings->style,
    };
    return npi_chapters_flatten(ctx, view->timeline, &how, flat);
}
