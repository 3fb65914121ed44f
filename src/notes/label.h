/* A speaker's label at the start of a line. */
#ifndef NPI_NOTES_LABEL_H
#define NPI_NOTES_LABEL_H

#include "notes/row.h"

/* Columns of the longest name. */
#define NPI_NAME_WIDTH_MAX 48

struct npi_label {
    struct np_str name; /* absent: a stamp alone, the same speaker goes on */
    struct npi_stamps stamps;
    bool stamped;
    bool strong; /* the name is bold or emphasised */
    bool colon;
    struct np_str text;         /* what is said; empty: it follows below */
    struct np_str behind_stamp; /* all behind a leading stamp, else absent */
};

/* Reads what looks like a label:
 *   **Name:** text, **Name**: text, Name（role）: text, Name (00:01:02): text,
 *   [00:01:02] Name: text, Name 00:01:02 (alone), **Name** 00:01:02 text,
 *   **Name** (alone), (00:01:02): text, [00:01:02] text.
 * Many a sentence with a colon does too: whether it is one is for the voices
 * to say. */
bool npi_label_read(const struct npi_reader *r, const struct npi_block *block,
                    struct np_str line, struct npi_label *label);

/* The name has the shape of one even where nothing marks it: "Elad Gil",
 * "发言人1", not "我的意思是". */
bool npi_label_name_shape(struct np_str name);
/* Stricter: each word of it begins with a capital; at most four Han characters.
 */
bool npi_label_is_name(struct np_str name);
/* The names of a header's rows and of sections are no speakers, but "Host". */
bool npi_label_may_speak(struct np_str name);

#endif
