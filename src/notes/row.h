/* One line of an outline: its stamp or range, and the title beside it. */
#ifndef NPI_NOTES_ROW_H
#define NPI_NOTES_ROW_H

#include "notes/reader.h"

/* A stamp or range as written, with the brackets around it. */
struct npi_stamps {
    int64_t start;
    int64_t end; /* NP_NO_TIME: no range */
    int64_t grain;
    bool loose;     /* 99:99: no time */
    bool bracketed; /* ( [ 【 … around it */
    bool clock;     /* digits and colons, not units */
    unsigned parts; /* numbers written */
    struct np_str text;
    size_t used; /* bytes, with brackets */
};

/* A stamp or range at the start of s, brackets allowed. A lone number with a
 * unit ("90s") must be in brackets or stand alone. */
bool npi_stamps_read(struct np_str s, struct npi_stamps *stamps);

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
