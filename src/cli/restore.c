/* --remove and --undo: an MP4 as it was. The work is the media stage's. */
#include "cli/cli.h"

#include "cli/diags.h"
#include "cli/report.h"

static const char *words(const struct npi_args *args,
                         const struct np_restore_result *result)
{
    if (result->nothing)
        return N_("{0}: holds nothing of this program's");
    if (args->dry_run)
        return result->exact ? N_("{0}: would be what it was before, byte for "
                                  "byte")
                             : N_("{0}: what this program put in would be "
                                  "taken out, {1} written in place");
    return result->exact
               ? N_("{0}: is what it was before, byte for byte")
               : N_("{0}: what this program put in is taken out, {1} written "
                    "in place");
}

static enum np_status show(struct npi_cli *cli,
                           const struct np_restore_result *result)
{
    struct npi_page page;

    if (cli->args.quiet)
        return NP_OK;
    npi_cli_page(cli, &page);
    NPI_SAY(&page, words(&cli->args, result), npi_str(cli->args.restore),
            npi_piece_bytes(&page, (uint64_t)result->written));
    npi_page_puts(&page, "\n");
    if (result->loses_front)
        npi_page_field(&page, N_("index"),
                       npi_str(npi_tr(N_("now at the end: a player on the "
                                         "network starts later"))));
    return result->nothing ? npi_cli_show(cli, &page)
                           : npi_cli_show_done(cli, &page);
}

enum company { GOES, CHANGES_NOTHING, CLASHES };

/* Where the profile is set, it tells whether the file keeps its time. What else
 * is about settings may stand in a script for all jobs alike. */
static enum company company(const struct npi_option_use *use, bool undo)
{
    if (!use->option)
        return CLASHES;
    if (use->id == NPI_OPTION_REMOVE || use->id == NPI_OPTION_UNDO)
        return (use->id == NPI_OPTION_UNDO) == undo ? GOES : CLASHES;
    if (use->id == NPI_OPTION_DRY_RUN || use->id == NPI_OPTION_SET ||
        use->id == NPI_OPTION_PROFILE || use->option->group == NPI_GROUP_OTHER)
        return GOES;
    return use->option->setting || use->option->group == NPI_GROUP_SETTINGS
               ? CHANGES_NOTHING
               : CLASHES;
}

static struct np_str shown(struct np_job *job, const struct npi_option_use *use)
{
    return use->option ? npi_args_option(job, use->option->name) : use->value;
}

static enum np_status check_alone(struct npi_cli *cli)
{
    const struct npi_args *args = &cli->args;
    const char *name = args->undo ? "--undo" : "--remove";

    for (size_t i = 0; i < args->n_uses; i++) {
        const struct npi_option_use *use = &args->uses[i];
        const enum company how = company(use, args->undo);

        if (how == CHANGES_NOTHING)
            NPI_DIAG2(&cli->job->diags, NO_EFFECT_RESTORE, NPI_NOWHERE,
                      shown(cli->job, use), npi_str(name));
        if (how != CLASHES)
            continue;
        NPI_DIAG2(&cli->job->diags, TOGETHER, NPI_NOWHERE, npi_str(name),
                  shown(cli->job, use));
        return NP_ERR_USAGE;
    }
    return NP_OK;
}

enum np_status npi_restore_make(struct npi_cli *cli)
{
    const struct npi_args *args = &cli->args;
    struct np_restore_result result = {0};
    enum np_status status = check_alone(cli);

    if (status != NP_OK)
        return status;
    status = args->undo ? np_job_undo_media(cli->job, args->restore,
                                            args->dry_run, &result)
                        : np_job_clean_media(cli->job, args->restore,
                                             args->dry_run, &result);
    return status == NP_OK ? show(cli, &result) : status;
}
