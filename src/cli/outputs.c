/* Text formats to standard output, to -o FILE, to sidecars in -d DIR. All
 * texts are made, and all targets looked at, before the first is written; what
 * the notes have nothing for is left out. */
#include "cli/cli.h"

#include "base/file.h"
#include "cli/destination.h"
#include "cli/diags.h"
#include "cli/empty.h"
#include "cli/folder.h"
#include "cli/names.h"
#include "cli/reads.h"
#include "cli/report.h"
#include "cli/signals.h"

#include <string.h>
#include <unistd.h>

/* A file to be written. */
struct output {
    const struct npi_format *format;
    const char *path;
    struct np_str text;
    bool up_to_date;
};

static bool has_inner_levels(const struct np_job *job)
{
    for (size_t i = 0; i < job->timeline.n_chapters; i++)
        if (job->timeline.chapters[i].level > 1)
            return true;
    return false;
}

/* Names are put into the words where the format has no other place. */
static bool names_are_words(const struct np_job *job,
                            const struct npi_format *format)
{
    const enum npi_speaker_mode mode = job->config.settings.speaker;

    return format->follows & NPI_FOLLOWS_SPEAKER &&
           (mode == NPI_SPEAKER_ON_CHANGE || mode == NPI_SPEAKER_ALWAYS);
}

/* What this run has and the format cannot hold, of what it is for: "; without
 * speakers". What is elsewhere anyway (chapters beside subtitles) is not told.
 */
static void put_lost(struct npi_page *page, const struct np_job *job,
                     const struct npi_format *format)
{
    const bool speakers = job->said.n_speakers > 1 &&
                          format->carries & NPI_CARRIES_CUES &&
                          !(format->carries & NPI_CARRIES_SPEAKERS) &&
                          !names_are_words(job, format);
    const bool levels = has_inner_levels(job) &&
                        job->config.settings.levels != 1 &&
                        format->carries & NPI_CARRIES_CHAPTERS &&
                        !(format->carries & NPI_CARRIES_LEVELS);

    if (speakers)
        npi_page_puts(page, npi_tr(N_("; without speakers")));
    if (levels)
        npi_page_puts(page, npi_tr(N_("; without nesting")));
}

/* "no-priors-80.zh.srt: SubRip subtitles, 81.2 kB" */
static void put_line(struct npi_page *page, const struct np_job *job,
                     const struct output *output, bool dry_run)
{
    const char *said = dry_run ? N_("{0}: would be written ({1}, {2})")
                               : N_("{0}: {1}, {2}");

    if (output->up_to_date)
        said = N_("{0}: already up to date");
    NPI_SAY(page, said, npi_str(output->path),
            npi_str(npi_tr(output->format->title)),
            npi_piece_bytes(page, output->text.len));
    if (!output->up_to_date)
        put_lost(page, job, output->format);
    npi_page_puts(page, "\n");
}

enum np_status npi_output_stdout(struct npi_cli *cli)
{
    const struct npi_format *format = cli->plan.formats[0];
    struct output output = {.format = format};
    struct npi_page page;
    enum np_status status;

    if (npi_empty_format(cli->job, format)) {
        npi_empty_say(cli, format, NP_ERROR);
        return NP_ERR_NOTES;
    }
    status = np_job_text(cli->job, format->name, &output.text);
    if (status != NP_OK)
        return status;
    if (!cli->args.dry_run)
        return npi_fd_write(&cli->job->diags, STDOUT_FILENO,
                            NPI_STANDARD_OUTPUT, output.text);
    output.path = npi_tr(NPI_STANDARD_OUTPUT);
    npi_cli_page(cli, &page);
    put_line(&page, cli->job, &output, true);
    return npi_cli_show(cli, &page);
}

static const char *path_of(struct npi_cli *cli, const struct npi_format *format)
{
    const struct npi_args *args = &cli->args;
    const struct np_job *job = cli->job;

    if (args->output)
        return args->output;
    return npi_name_sidecar(
        &cli->job->arena, npi_str(args->folder),
        npi_name_stem(args->notes, args->media), format,
        npi_name_tag(job->config.settings.tag, job->said.language));
}

/* What is there already may be the same, or empty, or written over by force;
 * what this run reads never is. */
static enum np_status look_at_target(struct npi_cli *cli, struct output *output)
{
    struct npi_diags *diags = &cli->job->diags;
    const char *path = output->path;
    const struct npi_args *args = &cli->args;

    if (npi_reads_file(cli, path)) {
        NPI_DIAG1(diags, SAME_AS_INPUT, NPI_NOWHERE, npi_str(path));
        return NP_ERR_USAGE;
    }
    if (!npi_file_is_regular(path))
        return NP_OK;
    output->up_to_date = npi_file_has(path, output->text);
    if (output->up_to_date || args->force || npi_file_has(path, NPI_STR("")))
        return NP_OK;
    NPI_DIAG1(diags, OUTPUT_EXISTS, NPI_NOWHERE, npi_str(path));
    return NP_ERR_IO;
}

/* How many of the formats the notes have something for. */
static size_t count_full(const struct npi_cli *cli)
{
    size_t n = 0;

    for (size_t i = 0; i < cli->plan.n_formats; i++)
        n += !npi_empty_format(cli->job, cli->plan.formats[i]);
    return n;
}

static enum np_status prepare_one(struct npi_cli *cli,
                                  const struct npi_format *format,
                                  struct output *output)
{
    enum np_status status;

    *output = (struct output){.format = format, .path = path_of(cli, format)};
    if (!output->path)
        return NP_ERR_NOMEM;
    status = np_job_text(cli->job, format->name, &output->text);
    return status == NP_OK ? look_at_target(cli, output) : status;
}

/* Formats that the notes have nothing for are left out, unless all are. */
static enum np_status prepare(struct npi_cli *cli, struct output *outputs,
                              size_t *n)
{
    const struct npi_cli_plan *plan = &cli->plan;
    const size_t full = count_full(cli);
    enum np_status status = full > 0 ? NP_OK : NP_ERR_NOTES;

    for (size_t i = 0; i < plan->n_formats; i++) {
        const struct npi_format *format = plan->formats[i];

        if (npi_empty_format(cli->job, format))
            npi_empty_say(cli, format, full > 0 ? NP_WARNING : NP_ERROR);
        else if (status == NP_OK)
            status = prepare_one(cli, format, &outputs[(*n)++]);
    }
    return status;
}

static enum np_status write_all(struct npi_cli *cli,
                                const struct output *outputs, size_t n,
                                struct npi_page *page)
{
    const bool new_folder = npi_folder_is_new(cli);
    enum np_status status = NP_OK;
    bool any_new = false;

    if (new_folder)
        status = npi_folder_make(cli);
    if (new_folder && status == NP_OK)
        npi_folder_put(page, cli);
    for (size_t i = 0; i < n && status == NP_OK; i++) {
        if (!outputs[i].up_to_date && !cli->args.dry_run)
            status = npi_file_write_until(&cli->job->diags, outputs[i].path,
                                          outputs[i].text,
                                          &cli->job->cancelled);
        if (status == NP_OK)
            put_line(page, cli->job, &outputs[i], cli->args.dry_run);
        any_new |= !outputs[i].up_to_date;
    }
    if (any_new && status == NP_OK)
        npi_taken_put(page, cli->job, false);
    if (new_folder && status != NP_OK)
        npi_folder_unmake(cli);
    return status;
}

static void put_steps(struct npi_cli *cli, const struct output *outputs,
                      size_t n, struct npi_page *page)
{
    struct npi_destination_file files[NPI_FORMATS_MAX];

    for (size_t i = 0; i < n; i++)
        files[i] = (struct npi_destination_file){outputs[i].format,
                                                 outputs[i].path};
    for (size_t i = 0; i < cli->args.n_destinations; i++)
        npi_destination_put(page, cli->args.destinations[i], files, n);
}

enum np_status npi_output_files(struct npi_cli *cli)
{
    struct output outputs[NPI_FORMATS_MAX];
    size_t n = 0;
    struct npi_page page;
    enum np_status status = prepare(cli, outputs, &n);
    enum np_status shown;

    if (status != NP_OK)
        return status;
    npi_cli_page(cli, &page);
    npi_signals_catch(cli->job);
    status = write_all(cli, outputs, n, &page);
    npi_signals_release();
    if (cli->job->cancelled && status == NP_OK)
        status = NP_ERR_INTERRUPTED;
    if (status == NP_OK)
        put_steps(cli, outputs, n, &page);
    if (cli->args.quiet)
        npi_buf_clear(&page.buf);
    shown = status == NP_OK ? npi_cli_show_done(cli, &page)
                            : npi_cli_show(cli, &page);
    return status != NP_OK ? status : shown;
}
