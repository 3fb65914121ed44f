/* What the command's jobs share. */
#include "cli/cli.h"

#include "cli/diags.h"

#include <unistd.h>

void npi_cli_page(struct npi_cli *cli, struct npi_page *page)
{
    npi_page_init(page, &cli->job->arena, &cli->terminal.out,
                  cli->terminal.columns);
}

enum np_status npi_cli_show(struct npi_cli *cli, struct npi_page *page)
{
    const enum np_status status = npi_page_flush(
        page, &cli->job->diags, STDOUT_FILENO, NPI_STANDARD_OUTPUT);

    npi_page_release(page);
    return status;
}

enum np_status npi_cli_show_done(struct npi_cli *cli, struct npi_page *page)
{
    const size_t errors = npi_diags_count(&cli->job->diags, NP_ERROR);
    const enum np_status status = npi_cli_show(cli, page);

    if (status != NP_OK && !cli->args.dry_run &&
        npi_diags_count(&cli->job->diags, NP_ERROR) > errors)
        NPI_DIAG0(&cli->job->diags, DONE_UNSHOWN, NPI_NOWHERE);
    return status;
}
