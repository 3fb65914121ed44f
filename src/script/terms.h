/* Taiwan's words that OpenCC's tables lack. */
#ifndef NPI_SCRIPT_TERMS_H
#define NPI_SCRIPT_TERMS_H

#include "base/context.h"

/* text as OpenCC leaves it; *changed is text itself where no such word is in
 * it, else in ctx->arena. NP_ERR_NOMEM. */
enum np_status npi_terms_taiwan(struct npi_context *ctx, struct np_str text,
                                struct np_str *changed);

#endif
