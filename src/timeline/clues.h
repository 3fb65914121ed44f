/* All evidence about where a mark belongs, added up. */
#ifndef NPI_TIMELINE_CLUES_H
#define NPI_TIMELINE_CLUES_H

#include "timeline/headings.h"
#include "timeline/titles.h"

struct npi_clues {
    const struct npi_model *model;
    struct npi_titles *titles;
    struct npi_headings *headings;
    const double *turns; /* of each boundary: turns' log likelihood ratio */
    double rate;         /* units of text a second */
    bool wordless;       /* the titles have other words than the dialogue */
};

enum np_status
npi_clues_build(struct npi_arena *arena, const struct np_episode *episode,
                const struct npi_marks *marks, const struct npi_ruler *ruler,
                const struct npi_model *model, struct npi_clues *clues);

/* The pace at which clues are looked at, in units of text a second; the model's
 * at first. */
void npi_clues_pace(struct npi_clues *clues, double rate);

/* Sets e[b - lo], for lo <= b < hi, to the log likelihood ratio of the
 * evidence when mark m belongs at boundary b. */
void npi_clues_score(const struct npi_clues *clues, size_t m, size_t lo,
                     size_t hi, double *e);

/* Which kinds of evidence speak for boundary b: bits of enum np_evidence. */
unsigned npi_clues_kinds(const struct npi_clues *clues, size_t m, size_t b);

#endif
