/* What the command's jobs share. */
#include "cli/cli.h"

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
