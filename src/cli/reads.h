/* What a run reads, and must not write over. */
#ifndef NPI_CLI_READS_H
#define NPI_CLI_READS_H

#include "cli/cli.h"

/* True if the file is the notes, MEDIA, captions, a dictionary or a glossary of
 * this run. */
bool npi_reads_file(const struct npi_cli *cli, const char *path);

#endif
