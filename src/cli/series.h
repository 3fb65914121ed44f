/* Things in a row: "5 chapters, 12 entries below them". */
#ifndef NPI_CLI_SERIES_H
#define NPI_CLI_SERIES_H

#include "cli/page.h"

/* A series begins at mark, the page's buf.len of that moment. */
void npi_series_add(struct npi_page *page, size_t mark, struct np_str piece);
/* Adds "{0} thing" for n things; nothing for none. */
void npi_series_count(struct npi_page *page, size_t mark, const char *one,
                      const char *many, size_t n);
/* Makes a field of what was put on the page since mark; none of nothing. */
void npi_series_field(struct npi_page *page, const char *label, size_t mark);

#endif
