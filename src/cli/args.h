/* What the command line says, option by option. What it means taken together
 * is plan.h's. */
#ifndef NPI_CLI_ARGS_H
#define NPI_CLI_ARGS_H

#include "cli/terminal.h"
#include "job/job.h"
#include "profile/options.h"

#define NPI_FORMATS_MAX 32 /* text formats of one run */

#define NPI_DESTINATIONS_MAX 16

/* What is asked for besides the work itself; the first one given counts. */
enum npi_request {
    NPI_REQUEST_WORK,
    NPI_REQUEST_HELP,
    NPI_REQUEST_VERSION,
    NPI_REQUEST_LIST_FORMATS,
    NPI_REQUEST_LIST_PROFILES,
    NPI_REQUEST_LIST_DESTINATIONS,
    NPI_REQUEST_SHOW_PROFILE,
    NPI_REQUEST_CHECK,
    NPI_REQUEST_CHECK_STYLE,
    NPI_REQUEST_RESTORE,
    NPI_REQUEST_LINT,
};

struct npi_destination;

struct npi_args {
    const char *program; /* as it was called */
    const char *notes;   /* NULL: not given */
    const char *media;
    enum npi_request request;
    const struct npi_format *formats[NPI_FORMATS_MAX]; /* each once */
    size_t n_formats;
    /* --for, each once */
    const struct npi_destination *destinations[NPI_DESTINATIONS_MAX];
    size_t n_destinations;
    const char *output; /* -o, or NULL */
    const char *folder; /* -d, or NULL */
    const char *stamp;  /* --stamp, or NULL */
    enum np_audio audio;
    unsigned parts;      /* --only: bits of enum np_parts, 0: not given */
    const char *lint;    /* --lint, or NULL */
    const char *restore; /* of --remove or --undo, or NULL */
    const char *cover;   /* --cover, or NULL */
    bool undo;
    bool in_place;
    bool keep_chapters;
    bool via_libav;
    bool replace;
    bool force;
    bool drop_unsupported;
    bool dry_run;
    bool quiet;
    bool verbose;
    enum npi_when progress;
    enum npi_when color;
    const struct npi_option_use *uses; /* all of it, for proposing commands */
    size_t n_uses;
};

/* Reads the command line; profiles, settings and the language go to the job.
 * Mistakes are diagnostics of the job: NP_ERR_USAGE (all are reported; args
 * holds what was understood), NP_ERR_IO, NP_ERR_NOMEM. */
enum np_status npi_args_read(struct np_job *job, int argc, char *const *argv,
                             struct npi_args *args);

/* "--srt" of "srt", in the job's arena; a pointer of NULL when out of memory.
 */
struct np_str npi_args_option(struct np_job *job, const char *name);

#endif
