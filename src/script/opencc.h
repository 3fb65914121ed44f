/* OpenCC, loaded when it is first asked for: it brings the C++ library and
 * megabytes of tables, and few runs need it. */
#ifndef NPI_SCRIPT_OPENCC_H
#define NPI_SCRIPT_OPENCC_H

#include "base/context.h"

struct npi_opencc;

/* config: "s2t.json". NP_ERR_IO with a diagnostic when OpenCC or its data is
 * not there, NP_ERR_NOMEM; *cc is NULL then. */
enum np_status npi_opencc_open(struct npi_context *ctx, const char *config,
                               struct npi_opencc **cc);
void npi_opencc_close(struct npi_opencc *cc); /* NULL is fine */

/* Text that is no UTF-8, or has a NUL in it, comes back as it is: OpenCC ends
 * the process over the one and the text over the other. NP_ERR_IO with a
 * diagnostic when OpenCC fails; NP_ERR_NOMEM. */
enum np_status npi_opencc_convert(struct npi_context *ctx,
                                  struct npi_opencc *cc, struct np_str text,
                                  struct np_str *converted);

#endif
