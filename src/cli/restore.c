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
    return npi_cli_show_done(
        cli, &page,
        cli->args.dry_run || result->nothing ? NULL : cli->args.restore);
}

enum np_status npi_restore_make(struct npi_cli *cli)
{
    const struct npi_args *args = &cli->args;
    struct np_restore_result result = {0};
    enum np_status status;

    if (args->notes) {
        NPI_DIAG2(&cli->job->diags, TOGETHER, NPI_NOWHERE,
                  npi_str(args->undo ? "--undo" : "--remove"),
                  npi_str(args->notes));
        return NP_ERR_USAGE;
    }
    status = args->undo ? np_job_undo_media(cli->job, args->restore,
                                            args->dry_run, &result)
                        : np_job_clean_media(cli->job, args->restore,
                                             args->dry_run, &result);
    return status == NP_OK ? show(cli, &result) : status;
}
