/* Cutting a paragraph into sentences, by the rule that --json documents. */
#ifndef NPI_NOTES_SENTENCE_H
#define NPI_NOTES_SENTENCE_H

#include "notes/language.h"

/* Goes through a paragraph. Zero it, but for text and script. */
struct npi_splitter {
    struct np_str text;     /* folded: single spaces, no breaks */
    enum npi_script script; /* what the paragraph is mainly in */
    size_t at;
    bool quoted; /* inside straight double quotes */
};

/* The next sentence, trimmed, never empty; false at the end.
 *
 * A sentence ends after a run of 。！？!? (in Latin text: of .!? before a space
 * and a capital, or a letter of a script without capitals) with the closing
 * quotes and brackets that follow, and at the end of the paragraph. …… and ——
 * do not end one, nor does the point of an abbreviation (abbreviation.h). */
bool npi_sentence_next(struct npi_splitter *splitter, struct np_str *sentence);

/* How many sentences a text in one script has, or most. */
size_t npi_sentence_count(struct np_str text, size_t most);

/* Nothing but directions: （笑）, [laughter]. */
bool npi_sentence_is_direction(struct np_str sentence);

#endif
