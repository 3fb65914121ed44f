/* Evidence of headings: a heading in the dialogue that is an outline title. */
#ifndef NPI_TIMELINE_HEADINGS_H
#define NPI_TIMELINE_HEADINGS_H

#include "timeline/marks.h"
#include "timeline/model.h"
#include "timeline/ruler.h"

struct npi_headings;

enum np_status npi_headings_build(struct npi_arena *arena,
                                  const struct np_episode *episode,
                                  const struct npi_marks *marks,
                                  const struct npi_ruler *ruler,
                                  struct npi_headings **headings);

/* Adds to e[b - lo] the log likelihood that mark m belongs at boundary b, for
 * lo <= b < hi, by the headings around. rate: units of text a second. */
void npi_headings_score(const struct npi_headings *headings,
                        const struct npi_model *model, double rate, size_t m,
                        size_t lo, size_t hi, double *e);

#endif
