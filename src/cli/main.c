/* nopriors-export: the command. Sets the stage, does what the plan says, says
 * what went wrong. Everything that prints, reads the clock, the locale or the
 * environment is in this folder. */
#include "cli/cli.h"

#include "base/file.h"
#include "base/platform.h"
#include "cli/effects.h"
#include "cli/messages.h"
#include "cli/progress.h"
#include "cli/report.h"
#include "cli/signals.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Standard descriptors that are closed would be taken by the files we open, and
 * messages written into them. Opened for the wrong direction, so that using
 * them still fails. */
static void guard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

/* The program's folder, with links followed; NULL if it cannot be known. */
static const char *program_folder(struct npi_arena *arena, const char *argv0)
{
    char path[PATH_MAX];

    if (!npi_platform_program(path, sizeof(path)) &&
        (!argv0 || !strchr(argv0, '/') || !realpath(argv0, path)))
        return NULL;
    return npi_arena_str(arena, npi_path_folder(npi_str(path))).ptr;
}

/* The folder that a variable of the XDG Base Directory Specification names,
 * else the one below the home; NULL if there is neither. */
static const char *user_folder(struct npi_arena *arena, const char *variable,
                               const char *below, const char *below_home)
{
    const char *base = getenv(variable);
    const char *home = getenv("HOME");

    if (base && *base)
        return npi_path_join(arena, npi_str(base), npi_str(below));
    if (!home || !*home)
        return NULL;
    return npi_path_join(arena, npi_str(home), npi_str(below_home));
}

static enum np_status set_folders(struct np_job *job, const char *program)
{
    const char *profiles = user_folder(&job->arena, "XDG_CONFIG_HOME",
                                       "nopriors-export/profiles",
                                       ".config/nopriors-export/profiles");
    const char *data = user_folder(&job->arena, "XDG_DATA_HOME",
                                   "nopriors-export",
                                   ".local/share/nopriors-export");
    const char *cache = user_folder(&job->arena, "XDG_CACHE_HOME",
                                    "nopriors-export",
                                    ".cache/nopriors-export");
    enum np_status status = np_job_set_folders(job, program, profiles);

    if (status == NP_OK)
        status = np_job_set_data_folder(job, data);
    return status == NP_OK ? np_job_set_cache(job, cache) : status;
}

static enum np_status read_inputs(struct npi_cli *cli)
{
    enum np_status status = np_job_read_notes(cli->job, cli->args.notes);

    if (status == NP_OK && cli->args.media)
        status = np_job_open_media(cli->job, cli->args.media);
    return status;
}

/* Without MEDIA it is done in a moment. */
static enum np_status run_job(struct npi_cli *cli)
{
    struct npi_progress_bar bar;
    enum np_status status;

    if (!cli->args.media)
        return np_job_run(cli->job);
    npi_cli_watch(cli, &bar);
    status = np_job_run(cli->job);
    npi_cli_unwatch(cli, &bar);
    return status;
}

/* Messages go onto the page, and so have to be there before it is made. */
static bool is_page(enum npi_mode mode)
{
    return mode == NPI_MODE_REPORT || mode == NPI_MODE_CHECK ||
           mode == NPI_MODE_STYLE;
}

static enum np_status make_output(struct npi_cli *cli)
{
    switch (cli->plan.mode) {
    case NPI_MODE_REPORT:
        return npi_report_show(cli, NP_OK);
    case NPI_MODE_CHECK:
        return npi_check_show(cli);
    case NPI_MODE_STYLE:
        return npi_style_show(cli);
    case NPI_MODE_STAMP:
        return npi_stamp_make(cli);
    case NPI_MODE_STDOUT:
        return npi_output_stdout(cli);
    case NPI_MODE_FILES:
        return npi_output_files(cli);
    case NPI_MODE_COPY:
        return npi_copy_make(cli);
    }
    return NP_OK;
}

static enum np_status do_work(struct npi_cli *cli)
{
    const bool page = is_page(cli->plan.mode);
    enum np_status status = read_inputs(cli);

    if (status != NP_OK)
        return status;
    status = run_job(cli);
    if (status == NP_OK &&
        (cli->plan.mode == NPI_MODE_REPORT || cli->plan.mode == NPI_MODE_STYLE))
        status = np_job_check_style(cli->job);
    if (status == NP_OK && page)
        npi_effects_say(cli);
    if (status != NP_OK || page)
        npi_captions_say(cli);
    if (status != NP_OK && cli->plan.mode == NPI_MODE_REPORT)
        (void)npi_report_show(cli, status);
    if (status != NP_OK)
        return status;
    status = make_output(cli);
    if (!page)
        npi_effects_say(cli);
    if (!page)
        npi_captions_say(cli);
    return status;
}

static enum np_status show_profile(struct npi_cli *cli)
{
    struct npi_settings *settings = &cli->job->config.settings;
    const struct npi_settings given = *settings;
    enum np_status status;

    if (!cli->args.notes)
        return npi_profile_show(cli, NULL);
    status = np_job_read_notes(cli->job, cli->args.notes);
    if (status != NP_OK)
        return status;
    npi_settings_resolve(settings, cli->job->episode.language);
    return npi_profile_show(cli, &given);
}

static enum np_status do_request(struct npi_cli *cli)
{
    enum np_status status;

    switch (cli->args.request) {
    case NPI_REQUEST_HELP:
        return npi_help_show(cli);
    case NPI_REQUEST_VERSION:
        return npi_version_show(cli);
    case NPI_REQUEST_LIST_FORMATS:
        return npi_formats_show(cli);
    case NPI_REQUEST_LIST_DESTINATIONS:
        return npi_destinations_show(cli);
    case NPI_REQUEST_LIST_PROFILES:
        return npi_profiles_show(cli);
    case NPI_REQUEST_SHOW_PROFILE:
        return show_profile(cli);
    case NPI_REQUEST_LINT:
        return npi_lint_show(cli);
    case NPI_REQUEST_RESTORE:
        return npi_restore_make(cli);
    case NPI_REQUEST_WORK:
    case NPI_REQUEST_CHECK:
    case NPI_REQUEST_CHECK_STYLE:
        break;
    }
    status = npi_cli_plan_make(cli->job, &cli->args, &cli->plan);
    return status == NP_OK ? do_work(cli) : status;
}

static enum np_status run(struct npi_cli *cli, int argc, char *const *argv)
{
    const char *folder = program_folder(&cli->job->arena,
                                        argc > 0 ? argv[0] : NULL);
    enum np_status status = set_folders(cli->job, folder);

    npi_locale_init(folder);
    if (status == NP_OK)
        status = npi_args_read(cli->job, argc, argv, &cli->args);
    np_job_set_audio(cli->job, cli->args.audio);
    npi_terminal_init(&cli->terminal, cli->args.color);
    return status == NP_OK ? do_request(cli) : status;
}

/* What no diagnostic says. */
static void put_bare_status(struct npi_page *page, enum np_status status)
{
    const char *said = NULL;

    if (status == NP_ERR_INTERRUPTED)
        said = N_("interrupted; nothing was left behind");
    else if (status == NP_ERR_NOMEM)
        said = N_("out of memory");
    if (!said)
        return;
    npi_page_puts(page, "nopriors-export: ");
    npi_page_puts(page, npi_tr(said));
    npi_page_puts(page, "\n");
}

/* The diagnostics to standard error. Should that fail there is nobody left to
 * tell. */
static void show_messages(struct npi_cli *cli, enum np_status status)
{
    struct npi_messages which = npi_messages_for(&cli->args);
    struct npi_diags *diags = &cli->job->diags;
    struct npi_page page;

    if (cli->messages_shown)
        which.least = NP_ERROR;
    npi_page_init(&page, &cli->job->arena, &cli->terminal.err,
                  cli->terminal.columns);
    if (diags->n > 0)
        (void)npi_messages_put(&page, diags, &which, &cli->terminal.err.diag);
    if (npi_diags_count(diags, NP_ERROR) == 0)
        put_bare_status(&page, status);
    (void)npi_page_flush(&page, diags, STDERR_FILENO, "standard error");
    npi_page_release(&page);
}

int main(int argc, char **argv)
{
    static const char no_memory[] = "nopriors-export: out of memory\n";
    struct npi_cli cli = {0};
    enum np_status status;

    guard_descriptors();
    npi_signals_as_errors();
    npi_platform_return_memory();
    status = np_job_new(&cli.job);
    if (status != NP_OK) {
        (void)!write(STDERR_FILENO, no_memory, sizeof(no_memory) - 1);
        return np_status_exit_code(status);
    }
    status = run(&cli, argc, argv);
    show_messages(&cli, status);
    np_job_free(cli.job);
    return np_status_exit_code(status);
}
