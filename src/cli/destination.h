/* --for NAME and --list-destinations. */
#ifndef NPI_CLI_DESTINATION_H
#define NPI_CLI_DESTINATION_H

#include "cli/page.h"
#include "export/export.h"
#include "job/job.h"
#include "profile/destination.h"

/* Finds it and takes its settings; its formats are the caller's to take.
 * NP_ERR_USAGE with a diagnostic. */
enum np_status npi_destination_take(struct np_job *job, struct np_str name,
                                    const struct npi_destination **found);

/* A file that was written for it. */
struct npi_destination_file {
    const struct npi_format *format;
    const char *path;
};

/* What to do with the files. */
void npi_destination_put(struct npi_page *page,
                         const struct npi_destination *destination,
                         const struct npi_destination_file *files, size_t n);

#endif
