/* What a reader takes for one character: extended grapheme clusters, and how
 * wide they count in a subtitle line. */
#ifndef NPI_CUES_GRAPHEME_H
#define NPI_CUES_GRAPHEME_H

#include "profile/settings.h"
#include <nopriors/types.h>

/* Moves *at behind the cluster that starts at s.ptr[*at] and returns its first
 * code point. *at < s.len. */
uint32_t npi_grapheme_next(struct np_str s, size_t *at);

/* Half-widths of one cluster: 0 if nothing in it shows, else 2 when counted
 * NPI_COUNT_EACH; NPI_COUNT_WIDE: 2 if full-width (ambiguous characters and
 * emoji are), else 1. */
unsigned npi_grapheme_width(struct np_str cluster, enum npi_counting counting);

/* Half-widths of a text. */
uint64_t npi_text_width(struct np_str text, enum npi_counting counting);

#endif
