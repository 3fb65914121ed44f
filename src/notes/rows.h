/* The lines of an outline's blocks as rows: one title and its stamp each. */
#ifndef NPI_NOTES_ROWS_H
#define NPI_NOTES_ROWS_H

#include "notes/row.h"

/* Where a row stands. */
struct npi_stand {
    int depth;       /* heading levels are negative, then 0, then lists */
    unsigned indent; /* columns of white space before it */
    bool bold;
    size_t entry;
};

struct npi_outline_row {
    const struct npi_block *block;
    struct np_str text;
    struct npi_row row;
    struct npi_stand stand;
};

struct npi_rows {
    struct npi_reader *r;
    NPI_LIST(struct npi_outline_row) list;
    size_t leads;      /* rows whose stamp comes first */
    size_t trails;     /* bare stamps behind titles */
    bool stamps_first; /* of stamps on lines of their own */
    bool any_alone;
};

/* The rows of the blocks [from, to), but for the section's own heading. A title
 * on one line and its stamp on the next are one row. Zero rows, but for r. */
void npi_rows_read(struct npi_rows *rows, size_t from, size_t to);

/* A row that stands like this belongs under the one above. */
bool npi_stand_is_under(const struct npi_stand *row,
                        const struct npi_stand *above);

/* Any of the block's lines has a stamp. */
bool npi_has_stamp(struct npi_reader *r, const struct npi_block *block);

#endif
