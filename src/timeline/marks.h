/* Marks: every believed stamp, in order of time. The alignment gives each its
 * place among the sentences. A mark of the outline may be placed anywhere its
 * evidence says, or nowhere; one written in the dialogue is fixed. */
#ifndef NPI_TIMELINE_MARKS_H
#define NPI_TIMELINE_MARKS_H

#include "base/arena.h"
#include "timeline/believe.h"

struct npi_mark {
    double time;  /* s: the middle of what the stamp can mean */
    double gap;   /* s to the next mark that is later */
    size_t entry; /* index into the outline, or NP_NONE: fixed */
    size_t lo;    /* places allowed: boundaries lo..hi; fixed: lo == hi */
    size_t hi;
};

struct npi_marks {
    struct npi_mark *items;
    size_t n;
    size_t first_fixed; /* n when none is */
    size_t last_fixed;  /* NP_NONE when none is */
};

/* n_sentences is at least 1. */
enum np_status npi_marks_build(struct npi_arena *arena,
                               const struct np_episode *episode,
                               const struct npi_beliefs *beliefs,
                               struct npi_marks *marks);

#endif
