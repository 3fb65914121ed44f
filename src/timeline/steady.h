/* The marks' times, steadied against each other. */
#ifndef NPI_TIMELINE_STEADY_H
#define NPI_TIMELINE_STEADY_H

#include "timeline/align.h"

/* People's stamps are a little off, which matters where two are close: each
 * is moved by what its neighbours and the text between them say, weighted by
 * the errors of both. Fixed marks stay. times: room for one a mark; never
 * decreases. */
enum np_status npi_marks_steady(struct npi_arena *arena,
                                const struct npi_alignment *alignment,
                                double *times);

#endif
