/* The dialogue in stretches, those whose times are least sure first. */
#ifndef NPI_CLI_STRETCHES_H
#define NPI_CLI_STRETCHES_H

#include "cli/page.h"
#include "job/job.h"

/* A heading and at most max of those that are not sure; nothing if all are.
 * After np_job_run(). */
void npi_stretches_put(struct npi_page *page, const struct np_job *job,
                       size_t max);

#endif
