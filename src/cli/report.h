/* The parts of the report. */
#ifndef NPI_CLI_REPORT_H
#define NPI_CLI_REPORT_H

#include "cli/cli.h"

/* What is in the notes; name stands for a title they lack. */
void npi_report_notes(struct npi_page *page, const struct np_episode *episode,
                      const char *name);
/* How it was timed; after np_job_run(). */
void npi_report_timing(struct npi_page *page, struct npi_cli *cli);
/* Which captions were taken, else what lies there under another name. */
void npi_report_captions(struct npi_page *page, struct npi_cli *cli);
/* "ep.en.vtt, English (en), by people, 994 cues" of the captions taken, and
 * whether there was a dictionary where one was needed; nothing if none were. */
void npi_captions_put(struct npi_page *page, const struct np_job *job);
/* "the media is 12.0 s later than the notes, 45.0 s put in at 10:00", on the
 * notes' clock; nothing if they run alike. */
void npi_clock_put(struct npi_page *page, const struct np_job *job);
/* "two, in 1,403 of 1,418 cues", of cues in two languages; else nothing. */
void npi_languages_put(struct npi_page *page, const struct np_job *job);
/* All three in the summary of what was written: fields of it, or lines. */
void npi_taken_put(struct npi_page *page, const struct np_job *job,
                   bool as_fields);
/* Under --verbose, notes on which captions were taken and which were not, and
 * why; after np_job_run(), or in its stead. */
void npi_captions_say(struct npi_cli *cli);
/* The few chapters that are least surely where they belong; without chapters,
 * the stretches of the dialogue whose times are least sure. Nothing if all are
 * sure. */
void npi_report_doubts(struct npi_page *page, const struct np_job *job);
/* What would make the timing better; nothing if it is good. */
void npi_report_help(struct npi_page *page, const struct np_job *job);
/* A heading and the commands that make sense for these notes, to be copied. */
void npi_report_next(struct npi_page *page, struct npi_cli *cli);

#endif
