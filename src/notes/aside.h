/* What stands in the dialogue and is not spoken: tables, editor's notes. */
#ifndef NPI_NOTES_ASIDE_H
#define NPI_NOTES_ASIDE_H

#include <nopriors/types.h>

enum npi_aside {
    NPI_ASIDE_NONE,
    NPI_ASIDE_TABLE,
    NPI_ASIDE_SPOKEN_TABLE, /* of whole sentences: no aside */
    NPI_ASIDE_NOTE,
    NPI_ASIDE_NOTE_CLOSED, /* in brackets: it ends with them */
};

/* Whether a line of a block and those behind it begin one. *lines: how many of
 * them it has, the first included; those of a note that no bracket closes are
 * all lines left. */
enum npi_aside npi_aside_read(struct np_str line, struct np_str rest,
                              size_t *lines);

/* "|---|:--|": the line under a table's head. */
bool npi_is_table_rule(struct np_str line);

#endif
