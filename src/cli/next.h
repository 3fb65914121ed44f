/* What to type next. */
#ifndef NPI_CLI_NEXT_H
#define NPI_CLI_NEXT_H

#include "cli/cli.h"

/* A heading and the commands that make sense for these notes, to be copied. */
void npi_next_put(struct npi_page *page, struct npi_cli *cli);

#endif
