/* The progress bar of a long step: how far, how fast, how long still. */
#ifndef NPI_CLI_PROGRESS_H
#define NPI_CLI_PROGRESS_H

#include "cli/page.h"
#include <nopriors/job.h>

struct npi_progress_bar {
    struct npi_page page;
    bool enabled;
    bool on_terminal; /* the bar is drawn over itself; else a line each time */
    bool drawn;       /* something stands on the line */
    bool ended;       /* the step's end was shown */
    const char *step; /* being shown, NULL before the first */
    int64_t started;  /* of the step, ms of the monotonic clock */
    int64_t last_shown;
};

void npi_progress_init(struct npi_progress_bar *bar, struct npi_arena *arena,
                       const struct npi_terminal *terminal, enum npi_when when);
/* Clears the line. */
void npi_progress_release(struct npi_progress_bar *bar);

/* For np_job_on_progress(); user is the bar. */
void npi_progress_report(void *user, const struct np_progress *progress);

/* The bar's text for a state; elapsed is ms since the step began. */
void npi_progress_put(struct npi_page *page, const struct np_progress *progress,
                      int64_t elapsed);

#endif
