/* One run of the command, and its jobs: each in a file of its own. */
#ifndef NPI_CLI_CLI_H
#define NPI_CLI_CLI_H

#include "cli/args.h"
#include "cli/page.h"
#include "cli/plan.h"

/* A folder that was made, and the one above it that was. */
struct npi_made {
    const char *path;
    struct npi_made *before;
};

struct npi_cli {
    struct np_job *job;
    struct npi_args args;
    struct npi_cli_plan plan;
    struct npi_terminal terminal;
    bool messages_shown;   /* the page on standard output has them */
    struct npi_made *made; /* the last folder that was made for -d, or NULL */
};

/* Its name in messages, which translate it. */
#define NPI_STANDARD_OUTPUT N_("standard output")

struct npi_progress_bar;

/* Around a long step of the job: shows the bar, and lets Ctrl-C stop it
 * (watch.c). */
void npi_cli_watch(struct npi_cli *cli, struct npi_progress_bar *bar);
void npi_cli_unwatch(struct npi_cli *cli, struct npi_progress_bar *bar);

/* A page for standard output, and putting it there. */
void npi_cli_page(struct npi_cli *cli, struct npi_page *page);
/* Flushes and releases. */
enum np_status npi_cli_show(struct npi_cli *cli, struct npi_page *page);
/* The same for the summary of what was done; should that fail, it is said that
 * it was done. */
enum np_status npi_cli_show_done(struct npi_cli *cli, struct npi_page *page);

/* What needs no notes (help.c, list.c). */
enum np_status npi_help_show(struct npi_cli *cli);
enum np_status npi_version_show(struct npi_cli *cli);
enum np_status npi_formats_show(struct npi_cli *cli);
enum np_status npi_profiles_show(struct npi_cli *cli);
enum np_status npi_destinations_show(struct npi_cli *cli);
/* The settings in force. given: as they were before the text resolved them;
 * NULL if none has been read. */
enum np_status npi_profile_show(struct npi_cli *cli,
                                const struct npi_settings *given);

/* What is in the notes, how it was timed, what looks wrong, what to type next
 * (report.c). run: the status of np_job_run(); the report then goes as far as
 * the job did. */
enum np_status npi_report_show(struct npi_cli *cli, enum np_status run);
/* How each chapter was placed (check.c), which rules the cues break (style.c:
 * NP_ERR_NOTES if a hard one is broken). */
enum np_status npi_check_show(struct npi_cli *cli);
enum np_status npi_style_show(struct npi_cli *cli);

/* Text formats to standard output or to files (outputs.c). */
enum np_status npi_output_stdout(struct npi_cli *cli);
enum np_status npi_output_files(struct npi_cli *cli);
/* Times into a copy of the notes, or into them (stamp.c). */
enum np_status npi_stamp_make(struct npi_cli *cli);
/* All into a copy of MEDIA, and the summary (copy.c). */
enum np_status npi_copy_make(struct npi_cli *cli);
enum np_status npi_lint_show(struct npi_cli *cli);    /* --lint */
enum np_status npi_restore_make(struct npi_cli *cli); /* --remove, --undo */

#endif
