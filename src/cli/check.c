/* --check: the least sure places first, then the chapters one by one, where
 * each was found in the dialogue and how surely, and what would help most. */
#include "cli/cli.h"

#include "cli/messages.h"
#include "cli/places.h"
#include "cli/report.h"
#include "cli/sure.h"

/* "81 chapters; found in the dialogue: 52 surely, …" */
static void put_sum(struct npi_page *page, const struct np_job *job)
{
    const struct np_timeline *timeline = &job->timeline;

    if (timeline->n_chapters == 0) {
        npi_page_puts(page, page->buf.len > 0 ? "\n" : "");
        npi_page_puts(page, npi_tr(N_("no chapters: there is no outline with "
                                      "stamps")));
    } else {
        npi_page_puts(page, "\n");
        npi_buf_put(&page->buf,
                    npi_piece_count(page, "{0} chapter", "{0} chapters",
                                    timeline->n_chapters));
        npi_sure_put(page, timeline);
    }
    npi_page_puts(page, "\n");
}

static void put_legend(struct npi_page *page, const struct np_job *job)
{
    if (job->timeline.n_chapters == 0 || job->episode.n_sentences == 0)
        return;
    npi_page_puts(page, page->palette->dim);
    npi_page_wrap(page,
                  npi_str(npi_tr(
                      N_("cps: characters a second up to the next chapter "
                         "found; evidence: what tells the place (outline-words "
                         "are those of its title, length is the text's "
                         "around it); sure: high is right 19 times in 20, "
                         "medium 4 in 5"))),
                  0);
    npi_page_puts(page, page->palette->reset);
    npi_page_puts(page, "\n");
}

enum np_status npi_check_show(struct npi_cli *cli)
{
    const struct npi_messages which = npi_messages_for(&cli->args);
    const size_t n = cli->job->timeline.n_chapters;
    size_t *all = NPI_ARENA_NEW(&cli->job->arena, size_t, n);
    struct npi_page page;
    size_t before;

    if (!all)
        return NP_ERR_NOMEM;
    npi_cli_page(cli, &page);
    for (size_t i = 0; i < n; i++)
        all[i] = i;
    npi_report_doubts(&page, cli->job);
    if (page.buf.len > 0 && n > 0)
        npi_page_heading(&page, N_("All chapters"));
    npi_places_put(&page, cli->job, all, n);
    put_sum(&page, cli->job);
    put_legend(&page, cli->job);
    npi_report_help(&page, cli->job);
    before = page.buf.len;
    npi_page_puts(&page, "\n");
    cli->messages_shown = npi_messages_put(&page, &cli->job->diags, &which,
                                           &cli->terminal.out.diag);
    if (!cli->messages_shown && page.buf.error == NP_OK)
        page.buf.len = before;
    return npi_cli_show(cli, &page);
}
