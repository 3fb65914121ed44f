/* What was said of the input, as JSON. */
#ifndef NPI_EXPORT_JSON_DIAGS_H
#define NPI_EXPORT_JSON_DIAGS_H

#include "base/diag.h"
#include "export/json_text.h"

/* "diagnostics": an array of {code, severity, line, column, message, hint};
 * line and column null but for those of source, the text that spans name so. */
void npi_json_diags(struct npi_json *json, const struct npi_diags *diags,
                    size_t source);

#endif
