/* What the options and operands mean together: what is to be done. */
#ifndef NPI_CLI_PLAN_H
#define NPI_CLI_PLAN_H

#include "cli/args.h"

#define NPI_EXAMPLE_MEDIA "EPISODE.mp4" /* in commands we propose */

enum npi_mode {
    NPI_MODE_REPORT, /* what is in the notes */
    NPI_MODE_CHECK,  /* how the chapters were placed */
    NPI_MODE_STYLE,  /* which rules the cues break */
    NPI_MODE_STAMP,  /* times into the notes */
    NPI_MODE_STDOUT, /* one text format to standard output */
    NPI_MODE_FILES,  /* text formats to files */
    NPI_MODE_COPY,   /* all into a copy of MEDIA */
};

struct npi_cli_plan {
    enum npi_mode mode;
    const struct npi_format *formats[NPI_FORMATS_MAX];
    size_t n_formats;
};

/* Needs args->request to be work or a check. Contradictions are diagnostics of
 * the job and NP_ERR_USAGE. */
enum np_status npi_cli_plan_make(struct np_job *job,
                                 const struct npi_args *args,
                                 struct npi_cli_plan *plan);

#endif
