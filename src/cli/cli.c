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

enum np_status npi_cli_show_done(struct npi_cli *cli, struct npi_page *page,
                                 const char *path)
{
    const enum np_status status = npi_cli_show(cli, page);

    if (status == NP_ERR_IO && path)
        NPI_DIAG1(&cli->job->diags, DONE_UNSAID, NPI_NOWHERE, npi_str(path));
    return status;
}
