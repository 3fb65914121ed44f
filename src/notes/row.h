/* One line of an outline: its stamp or range, and the title beside it. */
#ifndef NPI_NOTES_ROW_H
#define NPI_NOTES_ROW_H

#include "notes/reader.h"
#include "notes/stamps.h"

enum npi_place {
    NPI_PLACE_NONE, /* no stamp */
    NPI_PLACE_LEAD,
    NPI_PLACE_TRAIL,  /* bare, behind the title */
    NPI_PLACE_INSIDE, /* in brackets behind or inside, or as a link */
};

struct npi_row {
    struct np_str title; /* may be empty */
    struct npi_stamps stamps;
    enum npi_place place;
};

/* Reads a line of a block's text (or a folded copy of it). A line without a
 * stamp is all title. */
void npi_row_read(struct npi_reader *r, const struct npi_block *block,
                  struct np_str line, struct npi_row *row);

#endif
