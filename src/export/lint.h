/* Breaches of the style rules as JSON; see README.md. */
#ifndef NPI_EXPORT_LINT_H
#define NPI_EXPORT_LINT_H

#include "base/diag.h"
#include "export/json_text.h"
#include <nopriors/cues.h>

/* "style": an array of {rule, hard, guide, cue, second, value, limit,
 * unit}. */
void npi_json_breaches(struct npi_json *json, const struct np_breach *breaches,
                       size_t n);

/* A whole document; diags: what was said of the file. NP_ERR_NOMEM. */
enum np_status npi_write_lint(const struct np_lint *lint,
                              const struct npi_diags *diags,
                              struct npi_buf *out);

#endif
