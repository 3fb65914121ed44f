/* Columns that line up: natural widths, and where the page is too narrow the
 * widest flexible column gives way first. A flexible last column is wrapped. */
#include "cli/table.h"

#include "base/utf8.h"

#define INDENT 2
#define BETWEEN 2
#define FLEXIBLE_MIN 8 /* columns a flexible column keeps */

struct widths {
    size_t of[NPI_TABLE_COLUMNS];
};

static size_t width_of(struct np_str text)
{
    return npi_str_width(text, false);
}

static struct widths natural(const struct npi_column *columns, size_t n_columns,
                             const struct npi_row *rows, size_t n_rows)
{
    struct widths widths = {{0}};

    for (size_t c = 0; c < n_columns; c++) {
        if (columns[c].title)
            widths.of[c] = width_of(npi_str(npi_tr(columns[c].title)));
        for (size_t r = 0; r < n_rows; r++) {
            const size_t width = width_of(rows[r].cells[c]);

            if (width > widths.of[c])
                widths.of[c] = width;
        }
    }
    return widths;
}

/* The widest flexible column that can still give; n_columns if none. */
static size_t widest(const struct npi_column *columns, size_t n_columns,
                     const struct widths *widths)
{
    size_t found = n_columns;

    for (size_t c = 0; c < n_columns; c++)
        if (columns[c].flexible && widths->of[c] > FLEXIBLE_MIN &&
            (found == n_columns || widths->of[c] > widths->of[found]))
            found = c;
    return found;
}

static void fit(struct widths *widths, const struct npi_column *columns,
                size_t n_columns, size_t room)
{
    size_t total = INDENT + BETWEEN * (n_columns - 1);

    for (size_t c = 0; c < n_columns; c++)
        total += widths->of[c];
    while (total > room) {
        const size_t c = widest(columns, n_columns, widths);

        if (c == n_columns)
            return;
        widths->of[c]--;
        total--;
    }
}

static void put_cell(struct npi_page *page, const struct npi_column *column,
                     struct np_str text, size_t width, bool last)
{
    const size_t mark = page->buf.len;
    struct np_str shown;
    size_t pad;

    npi_page_put(page, text, width);
    shown = npi_piece_since(page, mark);
    pad = width_of(shown) < width ? width - width_of(shown) : 0;
    if (column->right)
        npi_page_spaces(page, pad);
    npi_buf_put(&page->buf, shown);
    if (!column->right && !last)
        npi_page_spaces(page, pad);
}

/* The last column of a row is not padded. */
static void put_last(struct npi_page *page, const struct npi_column *column,
                     struct np_str text, size_t width, size_t indent)
{
    if (column->flexible && !column->right)
        npi_page_wrap(page, text, indent);
    else
        put_cell(page, column, text, width, true);
}

static void put_row(struct npi_page *page, const struct npi_column *columns,
                    size_t n_columns, const struct npi_row *row,
                    const struct widths *widths)
{
    size_t last = n_columns - 1;
    size_t indent = INDENT;

    while (last > 0 && row->cells[last].len == 0)
        last--;
    npi_page_spaces(page, INDENT);
    npi_page_puts(page, row->color);
    for (size_t c = 0; c < last; c++) {
        put_cell(page, &columns[c], row->cells[c], widths->of[c], false);
        npi_page_spaces(page, BETWEEN);
        indent += widths->of[c] + BETWEEN;
    }
    put_last(page, &columns[last], row->cells[last], widths->of[last], indent);
    npi_page_puts(page, *row->color ? page->palette->reset : "");
    npi_page_puts(page, "\n");
}

void npi_table_print(struct npi_page *page, const struct npi_column *columns,
                     size_t n_columns, const struct npi_row *rows,
                     size_t n_rows)
{
    struct widths widths = natural(columns, n_columns, rows, n_rows);
    struct npi_row heading = {.color = page->palette->dim};

    fit(&widths, columns, n_columns, page->columns);
    if (columns[0].title) {
        for (size_t c = 0; c < n_columns; c++)
            heading.cells[c] = npi_str(npi_tr(columns[c].title));
        put_row(page, columns, n_columns, &heading, &widths);
    }
    for (size_t r = 0; r < n_rows; r++)
        put_row(page, columns, n_columns, &rows[r], &widths);
}
