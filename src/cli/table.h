/* Columns that line up, by what characters take on a terminal. */
#ifndef NPI_CLI_TABLE_H
#define NPI_CLI_TABLE_H

#include "cli/page.h"

#define NPI_TABLE_COLUMNS 8

struct npi_column {
    const char *title; /* message id; NULL: the table has no heading */
    bool right;        /* numbers stand to the right */
    bool flexible;     /* may be clipped with "…" when the page is narrow; the
                          last one is wrapped instead */
};

/* A row: its cells, and an escape sequence it is shown in ("" for none). */
struct npi_row {
    struct np_str cells[NPI_TABLE_COLUMNS];
    const char *color;
};

/* Prints a heading (unless titles are NULL) and the rows, two columns in. */
void npi_table_print(struct npi_page *page, const struct npi_column *columns,
                     size_t n_columns, const struct npi_row *rows,
                     size_t n_rows);

#endif
