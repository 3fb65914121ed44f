/* Evidence of words: an outline title's words turn up where its topic begins,
 * and not just before. */
#ifndef NPI_TIMELINE_TITLES_H
#define NPI_TIMELINE_TITLES_H

#include "timeline/marks.h"
#include "timeline/model.h"
#include "timeline/ruler.h"

struct npi_titles; /* an index of where titles' terms are in the dialogue */

enum np_status npi_titles_build(struct npi_arena *arena,
                                const struct np_episode *episode,
                                const struct npi_marks *marks,
                                const struct npi_ruler *ruler,
                                struct npi_titles **titles);

/* Sets the pace, before any score. rate: units of text a second. */
void npi_titles_pace(struct npi_titles *titles, const struct npi_model *model,
                     double rate);

/* Adds to e[b - lo] the log likelihood that mark m's title speaks of what
 * begins at boundary b, for lo <= b < hi. */
void npi_titles_score(const struct npi_titles *titles, size_t m, size_t lo,
                      size_t hi, double *e);

#endif
