/* Breaches of the style rules on a page, for --check=style and --lint. */
#ifndef NPI_CLI_BREACHES_H
#define NPI_CLI_BREACHES_H

#include "cli/page.h"
#include <nopriors/cues.h>

struct npi_breaches {
    const struct np_cues *cues;
    const struct np_breach *items;
    size_t n;
    const size_t *lines; /* of the file where each cue begins, or NULL */
    /* Of each language, to be named in the end; NULL, or its language absent:
     * not to be. */
    const struct np_limits *limits[2];
};

/* How many are of rules that must hold. */
size_t npi_breaches_hard(const struct np_breach *items, size_t n);
/* Each rule that is broken and its guide, each breach, a line that sums up.
 * Returns how many are of rules that must hold. */
size_t npi_breaches_put(struct npi_page *page,
                        const struct npi_breaches *breaches);

#endif
