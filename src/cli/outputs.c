/* Text formats to standard output, to -o FILE, to sidecars in -d DIR. All
 * texts are made, and all targets looked at, before the first is written. */
#include "cli/cli.h"

#include "base/file.h"
#include "cli/diags.h"
#include "cli/names.h"
#include "cli/signals.h"

#include <string.h>
#include <unistd.h>

/* A file to be written. */
struct output {
    const char *path;
    struct np_str text;
    bool up_to_date;
};

/* "no-priors-80.zh.srt: SubRip subtitles, 81.2 kB" */
static void put_line(struct npi_page *page, const struct output *output,
                     const char *title, bool dry_run)
{
    const char *said = dry_run ? N_("{0}: would be written ({1}, {2})")
                               : N_("{0}: {1}, {2}");

    if (output->up_to_date)
        said = N_("{0}: already up to date");
    NPI_SAY(page, said, npi_str(output->path), npi_str(npi_tr(title)),
            npi_piece_bytes(page, output->text.len));
    npi_page_puts(page, "\n");
}

enum np_status npi_output_stdout(struct npi_cli *cli)
{
    const struct npi_format *format = cli->plan.formats[0];
    struct output output = {0};
    struct npi_page page;
    enum np_status status = np_job_text(cli->job, format->name, &output.text);

    if (status != NP_OK)
        return status;
    if (!cli->args.dry_run)
        return npi_fd_write(&cli->job->diags, STDOUT_FILENO,
                            NPI_STANDARD_OUTPUT, output.text);
    output.path = npi_tr(NPI_STANDARD_OUTPUT);
    npi_cli_page(cli, &page);
    put_line(&page, &output, format->title, true);
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
        npi_name_tag(job->config.settings.tag, job->episode.language));
}

/* What is there already may be the same, or empty, or written over by force;
 * what this run reads never is. */
static enum np_status look_at_target(struct npi_cli *cli, struct output *output)
{
    struct npi_diags *diags = &cli->job->diags;
    const char *path = output->path;
    const struct npi_args *args = &cli->args;

    if (npi_file_same(path, args->notes) ||
        (args->media && npi_file_same(path, args->media))) {
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

static enum np_status prepare(struct npi_cli *cli, struct output *outputs)
{
    enum np_status status = NP_OK;

    for (size_t i = 0; i < cli->plan.n_formats && status == NP_OK; i++) {
        const struct npi_format *format = cli->plan.formats[i];
        struct output *output = &outputs[i];

        output->path = path_of(cli, format);
        if (!output->path)
            return NP_ERR_NOMEM;
        status = np_job_text(cli->job, format->name, &output->text);
        if (status == NP_OK)
            status = look_at_target(cli, output);
    }
    return status;
}

static enum np_status write_all(struct npi_cli *cli,
                                const struct output *outputs,
                                struct npi_page *page)
{
    enum np_status status = NP_OK;

    for (size_t i = 0; i < cli->plan.n_formats && status == NP_OK; i++) {
        if (!outputs[i].up_to_date && !cli->args.dry_run)
            status = npi_file_write(&cli->job->diags, outputs[i].path,
                                    outputs[i].text);
        if (status == NP_OK)
            put_line(page, &outputs[i], cli->plan.formats[i]->title,
                     cli->args.dry_run);
    }
    return status;
}

enum np_status npi_output_files(struct npi_cli *cli)
{
    struct output outputs[NPI_FORMATS_MAX] = {{0}};
    struct npi_page page;
    enum np_status status = prepare(cli, outputs);
    enum np_status shown;

    if (status != NP_OK)
        return status;
    npi_cli_page(cli, &page);
    npi_signals_catch(cli->job);
    status = write_all(cli, outputs, &page);
    npi_signals_release();
    if (cli->job->cancelled && status == NP_OK)
        status = NP_ERR_INTERRUPTED;
    if (cli->args.quiet)
        npi_buf_clear(&page.buf);
    shown = npi_cli_show(cli, &page);
    return status != NP_OK ? status : shown;
}
