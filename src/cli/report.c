/* The report: what is in the notes, how it was timed, what looks wrong, what
 * to type next. Of each the few lines that a person wants to know; --check and
 * -v have the rest; -q leaves out the advice. */
#include "cli/report.h"

#include "cli/messages.h"

static void put_doubts(struct npi_page *page, const struct np_job *job)
{
    npi_report_doubts(page, job);
    npi_report_help(page, job);
}

enum np_status npi_report_show(struct npi_cli *cli, enum np_status run)
{
    const struct npi_messages which = npi_messages_for(&cli->args);
    struct npi_page page;
    struct npi_page messages;

    npi_cli_page(cli, &page);
    npi_cli_page(cli, &messages);
    npi_report_notes(&page, &cli->job->episode, cli->args.notes);
    if (run == NP_OK) {
        npi_report_timing(&page, cli);
        if (!cli->args.quiet)
            put_doubts(&page, cli->job);
        cli->messages_shown = npi_messages_put(&messages, &cli->job->diags,
                                               &which, &cli->terminal.out.diag);
        if (cli->messages_shown) {
            npi_page_heading(&page, N_("Worth a look"));
            npi_buf_put(&page.buf, npi_buf_str(&messages.buf));
        }
        if (!cli->args.quiet)
            npi_report_next(&page, cli);
    }
    npi_page_release(&messages);
    return npi_cli_show(cli, &page);
}
