/* Which part of the notes each block belongs to. */
#ifndef NPI_NOTES_SECTIONS_H
#define NPI_NOTES_SECTIONS_H

#include "notes/reader.h"
#include "notes/row.h"

/* Sets section, group and is_title of every block: first by the names of
 * headings, then, for what has no known name, by shape. */
void npi_sections_assign(struct npi_reader *r);

/* By shape alone; parts of the above. The names have been looked at. */
void npi_shape_outline(struct npi_reader *r);
void npi_shape_dialogue(struct npi_reader *r);

/* Columns of the longest title of an outline that no heading names. */
#define NPI_ROW_WIDTH_MAX 200

/* A line that may be a row of an outline, with its stamp. */
bool npi_shape_row(struct npi_reader *r, const struct npi_block *block,
                   struct np_str line, struct npi_row *row);

/* A paragraph that stands as a heading: one short line, bold as a whole. */
bool npi_is_bold_line(const struct npi_reader *r,
                      const struct npi_block *block);

/* The text ends as sentences do, whatever quotes and brackets follow. */
bool npi_ends_with_mark(struct np_str text);

/* Speech may stand here although no heading says so. */
bool npi_shape_may_hold_speech(struct npi_reader *r,
                               const struct npi_block *block);

/* A bold label that may be a speaker's, and a whole sentence (lone.c). */
bool npi_may_be_speech(struct npi_reader *r, size_t index);
/* The first such block behind all stamps of the notes that has more to say;
 * NP_NONE if there is none. */
size_t npi_find_lone_speech(struct npi_reader *r);

#endif
