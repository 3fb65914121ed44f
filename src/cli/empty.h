/* Outputs that the notes have nothing for. */
#ifndef NPI_CLI_EMPTY_H
#define NPI_CLI_EMPTY_H

#include "cli/cli.h"

/* True if the format carries only what these notes do not give: cues, or
 * chapters. After np_job_run(). */
bool npi_empty_format(const struct np_job *job,
                      const struct npi_format *format);
/* Says what the notes lack: as the error of a run that can do nothing, or as
 * the warning that this format is left out. */
void npi_empty_say(struct npi_cli *cli, const struct npi_format *format,
                   enum np_severity severity);

/* NP_ERR_NOTES with a diagnostic if nothing that --only asks for is there to be
 * put into MEDIA. */
enum np_status npi_empty_check_parts(struct npi_cli *cli);

/* True if a part is to be put in: --only names it, or is not given. */
bool npi_empty_wants(const struct npi_args *args, unsigned part);

/* Where there are no cues (else chapters): the notes have a dialogue, or an
 * outline with times, but the media's clock leaves nothing of it. */
bool npi_empty_is_gone(const struct np_job *job, bool cues);

#endif
