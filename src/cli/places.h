/* Chapters in a table, with the places they were found at. */
#ifndef NPI_CLI_PLACES_H
#define NPI_CLI_PLACES_H

#include "cli/page.h"
#include "job/job.h"

/* chapters: n indices into the timeline's. After np_job_run(). */
void npi_places_put(struct npi_page *page, const struct np_job *job,
                    const size_t *chapters, size_t n);

#endif
