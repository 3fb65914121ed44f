/* Text on its way into a file: what all writers do to it before their own
 * escapes. */
#ifndef NPI_EXPORT_TEXT_H
#define NPI_EXPORT_TEXT_H

#include "base/buf.h"
#include <nopriors/cues.h>

#define NPI_WORD_JOINER 0x2060 /* no width, no break: parts two characters */

/* The next code point of text that goes on one line; moves *at. Line breaks
 * and other controls that mean white space (tab, U+0085, U+2028, …) become a
 * space, CR LF one; all other control characters are left out. Marks of
 * direction, joiners and the like are text and stay. False at the end. */
bool npi_text_next(struct np_str text, size_t *at, uint32_t *cp);

/* The text on one line, cleaned as above. */
void npi_text_put(struct npi_buf *out, struct np_str text);

/* True if nothing but white space would be left on the line. */
bool npi_text_blank(struct np_str text);

/* True if no line of the cue would be left. */
bool npi_cue_blank(const struct np_cue *cue);

#endif
