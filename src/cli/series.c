/* Things in a row. */
#include "cli/series.h"

void npi_series_add(struct npi_page *page, size_t mark, struct np_str piece)
{
    if (page->buf.len > mark)
        npi_page_puts(page, npi_tr(N_(", ")));
    npi_buf_put(&page->buf, piece);
}

void npi_series_count(struct npi_page *page, size_t mark, const char *one,
                      const char *many, size_t n)
{
    if (n > 0)
        npi_series_add(page, mark, npi_piece_count(page, one, many, n));
}

void npi_series_field(struct npi_page *page, const char *label, size_t mark)
{
    const struct np_str value = npi_piece_since(page, mark);

    if (value.len > 0)
        npi_page_field(page, label, value);
}
