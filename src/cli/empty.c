/* Outputs that the notes have nothing for: an empty file would look like a
 * success. */
#include "cli/empty.h"

#include "cli/command.h"
#include "cli/diags.h"

bool npi_empty_format(const struct np_job *job, const struct npi_format *format)
{
    const unsigned carries = format->carries;

    if (carries & NPI_CARRIES_METADATA)
        return false;
    return (!(carries & NPI_CARRIES_CUES) || job->cues.n_cues == 0) &&
           (!(carries & NPI_CARRIES_CHAPTERS) || job->timeline.n_chapters == 0);
}

/* "--srt" */
static struct np_str option_of(struct np_job *job, const char *name)
{
    struct npi_buf buf;
    struct np_str text;

    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_puts(&buf, "--");
    npi_buf_puts(&buf, name);
    text = npi_arena_str(&job->arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return text;
}

/* The command that tells what is in the notes. */
static struct np_str report_command(struct npi_cli *cli)
{
    return npi_command(&cli->job->arena, &cli->args, npi_str(NULL), NULL);
}

void npi_empty_say(struct npi_cli *cli, const struct npi_format *format,
                   enum np_severity severity)
{
    struct npi_diags *diags = &cli->job->diags;
    const struct np_str option = option_of(cli->job, format->name);
    const struct np_str report = report_command(cli);
    const bool cues = (format->carries & NPI_CARRIES_CUES) != 0;

    if (cues && severity == NP_ERROR)
        NPI_DIAG2(diags, NO_DIALOGUE, NPI_NOWHERE, option, report);
    else if (cues)
        NPI_DIAG2(diags, NO_DIALOGUE_FOR, NPI_NOWHERE, option, report);
    else if (severity == NP_ERROR)
        NPI_DIAG2(diags, NO_OUTLINE, NPI_NOWHERE, option, report);
    else
        NPI_DIAG2(diags, NO_OUTLINE_FOR, NPI_NOWHERE, option, report);
}

bool npi_empty_wants(const struct npi_args *args, unsigned part)
{
    return args->parts == 0 || (args->parts & part);
}

enum np_status npi_empty_check_parts(struct npi_cli *cli)
{
    const struct npi_args *args = &cli->args;
    struct npi_diags *diags = &cli->job->diags;
    const bool chapters = npi_empty_wants(args, NP_PART_CHAPTERS);
    const bool cues = npi_empty_wants(args, NP_PART_SUBTITLES);

    if (npi_empty_wants(args, NP_PART_TAGS) ||
        (chapters && cli->job->timeline.n_chapters > 0) ||
        (cues && cli->job->cues.n_cues > 0))
        return NP_OK;
    if (chapters)
        NPI_DIAG2(diags, NO_OUTLINE, NPI_NOWHERE, NPI_STR("--only chapters"),
                  report_command(cli));
    if (cues)
        NPI_DIAG2(diags, NO_DIALOGUE, NPI_NOWHERE, NPI_STR("--only subs"),
                  report_command(cli));
    return NP_ERR_NOTES;
}
