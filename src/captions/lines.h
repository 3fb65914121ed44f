/* The lines of a text, whatever ends them. */
#ifndef NPI_CAPTIONS_LINES_H
#define NPI_CAPTIONS_LINES_H

#include "base/str.h"

/* Takes the line at *at off text, its end (LF, CRLF or CR) skipped; false at
 * the text's end. */
static inline bool npi_line_next(struct np_str text, size_t *at,
                                 struct np_str *line)
{
    if (*at >= text.len)
        return false;
    size_t end = *at;
    while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
        end++;
    *line = npi_str_sub(text, *at, end - *at);
    bool two = end + 1 < text.len && text.ptr[end] == '\r' &&
               text.ptr[end + 1] == '\n';
    *at = end + 1 + two;
    return true;
}

#endif
