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

/* The command that tells what is in the notes. */
static struct np_str report_command(struct npi_cli *cli)
{
    return npi_command(&cli->job->arena, &cli->args, npi_str(NULL), NULL);
}

bool npi_empty_is_gone(const struct np_job *job, bool cues)
{
    if (cues)
        return job->said.n_sentences > 0;
    return job->on_notes.n_chapters > 0;
}

static void say(struct npi_cli *cli, bool cues, enum np_severity severity,
                struct np_str option)
{
    /* by what lacks, whether the clock is why, and severity */
    static const struct np_diag_kind *const kinds[2][2][2] = {
        {{&NPI_D_NO_OUTLINE_FOR, &NPI_D_NO_OUTLINE},
         {&NPI_D_OUTLINE_GONE_FOR, &NPI_D_OUTLINE_GONE}},
        {{&NPI_D_NO_DIALOGUE_FOR, &NPI_D_NO_DIALOGUE},
         {&NPI_D_DIALOGUE_GONE_FOR, &NPI_D_DIALOGUE_GONE}},
    };

    npi_diag_add(
        &cli->job->diags,
        kinds[cues][npi_empty_is_gone(cli->job, cues)][severity == NP_ERROR],
        NPI_NOWHERE, option, report_command(cli), npi_str(NULL), npi_str(NULL));
}

void npi_empty_say(struct npi_cli *cli, const struct npi_format *format,
                   enum np_severity severity)
{
    say(cli, (format->carries & NPI_CARRIES_CUES) != 0, severity,
        npi_args_option(cli->job, format->name));
}

bool npi_empty_wants(const struct npi_args *args, unsigned part)
{
    return args->parts == 0 || (args->parts & part);
}

enum np_status npi_empty_check_parts(struct npi_cli *cli)
{
    const struct npi_args *args = &cli->args;
    const bool chapters = npi_empty_wants(args, NP_PART_CHAPTERS);
    const bool cues = npi_empty_wants(args, NP_PART_SUBTITLES);

    if (npi_empty_wants(args, NP_PART_TAGS) ||
        (chapters && cli->job->timeline.n_chapters > 0) ||
        (cues && cli->job->cues.n_cues > 0))
        return NP_OK;
    if (chapters)
        say(cli, false, NP_ERROR, NPI_STR("--only chapters"));
    if (cues)
        say(cli, true, NP_ERROR, NPI_STR("--only subs"));
    return NP_ERR_NOTES;
}
