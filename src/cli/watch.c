/* Watching a long step of the job: how far it is, and whether it is to stop. */
#include "cli/cli.h"

#include "cli/progress.h"
#include "cli/signals.h"

void npi_cli_watch(struct npi_cli *cli, struct npi_progress_bar *bar)
{
    npi_progress_init(bar, &cli->job->arena, &cli->terminal,
                      cli->args.quiet && cli->args.progress == NPI_AUTO
                          ? NPI_NEVER
                          : cli->args.progress);
    np_job_on_progress(cli->job, npi_progress_report, bar);
    npi_signals_catch(cli->job);
}

void npi_cli_unwatch(struct npi_cli *cli, struct npi_progress_bar *bar)
{
    npi_signals_release();
    np_job_on_progress(cli->job, NULL, NULL);
    npi_progress_release(bar);
}
