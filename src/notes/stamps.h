/* Stamps and ranges as they are written in notes: with brackets around. */
#ifndef NPI_NOTES_STAMPS_H
#define NPI_NOTES_STAMPS_H

#include <nopriors/types.h>

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

/* Characters around a stamp: opening and closing brackets, and what stands
 * between it and a title (dashes, bars, dots, arrows, white space). */
bool npi_is_opener(uint32_t cp);
bool npi_is_closer(uint32_t cp);
bool npi_is_separator(uint32_t cp);

#endif
