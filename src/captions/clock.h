/* The times of caption files. */
#ifndef NPI_CAPTIONS_CLOCK_H
#define NPI_CAPTIONS_CLOCK_H

#include <nopriors/types.h>

/* A time at s.ptr[*at], spaces before it skipped: h:mm:ss,mmm with any number
 * of digits a field, "." or "," or (before three digits) ":" before the
 * fraction, hours and fraction optional, spaces around the marks. A time below
 * zero is 0. False, and *at as it was, if there is none or it lies beyond
 * NPI_STAMP_MAX. */
bool npi_clock_read(struct np_str s, size_t *at, int64_t *ms);

/* "A --> B" and what follows; also "->" and other arrows of that kind. False
 * if the line holds no such pair. An end that cannot be read: NP_NO_TIME. */
bool npi_clock_read_range(struct np_str line, int64_t *start, int64_t *end);

/* The line holds an arrow "-->": it is meant for a cue's times. */
bool npi_clock_has_arrow(struct np_str line);

#endif
