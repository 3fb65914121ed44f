/* The lines of one cue: where its text is broken. */
#ifndef NPI_CUES_LINES_H
#define NPI_CUES_LINES_H

#include "cues/stretch.h"
#include <nopriors/cues.h>

#define NPI_LINE_LIMIT 2000 /* keeps costs within 32 bits */

struct npi_line_rule {
    uint32_t limit; /* half-widths of a line, 2..NPI_LINE_LIMIT */
    unsigned lines; /* the most, 1..NP_CUE_LINES */
};

/* How the cells [from, to) stand on lines: line k is [ends[k - 1], ends[k]),
 * the first one starts at from. */
struct npi_layout {
    size_t ends[NP_CUE_LINES];
    unsigned n; /* 0: they do not fit */
    int32_t cost;
};

/* The cheapest layout that costs less than below: breaks where they cost
 * little, lines of one length, no more of them than need be. */
struct npi_layout npi_lines_lay(const struct npi_stretch *s,
                                const struct npi_line_rule *rule, size_t from,
                                size_t to, int32_t below);

#endif
