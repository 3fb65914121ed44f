/* The folder that -d names. */
#ifndef NPI_CLI_FOLDER_H
#define NPI_CLI_FOLDER_H

#include "cli/cli.h"

/* True if -d names a folder that is not there yet. */
bool npi_folder_is_new(const struct npi_cli *cli);
/* Makes it, and those above it; with --dry-run only looks whether it could be
 * made. NP_ERR_IO with a diagnostic, and nothing made. */
enum np_status npi_folder_make(struct npi_cli *cli);
/* Takes the folders that were made away again, as long as they are empty. */
void npi_folder_unmake(struct npi_cli *cli);
/* The summary's line about it. */
void npi_folder_put(struct npi_page *page, const struct npi_cli *cli);

#endif
