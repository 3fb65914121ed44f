/* --check: the chapters one by one, where each was found in the dialogue and
 * how surely. */
#include "cli/cli.h"

#include "base/utf8.h"
#include "cli/messages.h"
#include "cli/sure.h"
#include "cli/table.h"

#define NOT_KNOWN NPI_STR("–")

static const struct npi_column columns[] = {
    {N_("chapter"), false, true}, {N_("stamp"), true, false},
    {N_("line"), true, false},    {N_("found at"), false, true},
    {N_("cps"), true, false},     {N_("evidence"), false, false},
    {N_("sure"), false, false},
};
#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))
#define N_OUTLINE_COLUMNS 2 /* all there is to say without a dialogue */

/* What the place of a chapter rests on: the strongest kind. */
static const char *evidence_word(unsigned evidence)
{
    if (evidence & NP_EVIDENCE_STAMP)
        return N_("stamp");
    if (evidence & NP_EVIDENCE_HEADING)
        return N_("heading");
    return evidence & NP_EVIDENCE_OUTLINE_WORDS ? N_("words") : N_("text");
}

/* The next chapter that was found in the dialogue; n_chapters if none. */
static size_t next_placed(const struct np_timeline *timeline, size_t chapter)
{
    size_t i = chapter + 1;

    while (i < timeline->n_chapters &&
           timeline->chapters[i].sentence == NP_NONE)
        i++;
    return i;
}

static size_t characters(const struct np_episode *episode, size_t from,
                         size_t to)
{
    size_t n = 0;

    for (size_t i = from; i < to; i++)
        n += npi_utf8_count(episode->sentences[i].text);
    return n;
}

/* How fast the dialogue runs from here to the next chapter that was found. */
static struct np_str rate_piece(struct npi_page *page, const struct np_job *job,
                                size_t chapter)
{
    const struct np_timeline *timeline = &job->timeline;
    const struct np_chapter *here = &timeline->chapters[chapter];
    const size_t next = next_placed(timeline, chapter);
    int64_t end = timeline->end;
    size_t last = job->episode.n_sentences;

    if (next < timeline->n_chapters) {
        end = timeline->chapters[next].start;
        last = timeline->chapters[next].sentence;
    }
    if (here->sentence == NP_NONE || end <= here->start ||
        last <= here->sentence)
        return NOT_KNOWN;
    return npi_piece_fixed(
        page,
        (double)characters(&job->episode, here->sentence, last) * 1000 /
            (double)(end - here->start),
        1);
}

static struct np_str title_piece(struct npi_page *page,
                                 const struct np_chapter *chapter)
{
    const size_t mark = page->buf.len;

    npi_page_spaces(page, 2 * (size_t)(chapter->level - 1));
    npi_buf_put(&page->buf, chapter->title);
    return npi_piece_since(page, mark);
}

static struct npi_row chapter_row(struct npi_page *page,
                                  const struct np_job *job, size_t index)
{
    const struct np_chapter *chapter = &job->timeline.chapters[index];
    const enum npi_sure sure = npi_sure_of_place(chapter->confidence);
    struct npi_row row = {
        .cells = {title_piece(page, chapter),
                  npi_piece_stamp(page, chapter->start), NOT_KNOWN,
                  npi_str(npi_tr(N_("not found"))), NOT_KNOWN, NOT_KNOWN,
                  NOT_KNOWN},
        .color = "",
    };

    if (job->episode.n_sentences > 0)
        row.color = page->palette->doubtful;
    if (chapter->sentence == NP_NONE)
        return row;
    row.cells[2] = npi_piece_number(
        page, job->episode.sentences[chapter->sentence].line);
    row.cells[3] = job->episode.sentences[chapter->sentence].text;
    row.cells[4] = rate_piece(page, job, index);
    row.cells[5] = npi_str(npi_tr(evidence_word(chapter->evidence)));
    row.cells[6] = npi_str(npi_tr(npi_sure_word(sure)));
    row.color = sure == NPI_SURE_LOW ? page->palette->doubtful : "";
    return row;
}

/* "81 chapters; found in the dialogue: 52 surely, …" */
static void put_sum(struct npi_page *page, const struct np_job *job)
{
    const struct np_timeline *timeline = &job->timeline;

    if (timeline->n_chapters == 0) {
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

enum np_status npi_check_show(struct npi_cli *cli)
{
    const struct npi_messages which = npi_messages_for(&cli->args);
    const size_t n = cli->job->timeline.n_chapters;
    struct npi_row *rows = NPI_ARENA_NEW(&cli->job->arena, struct npi_row, n);
    struct npi_page page;
    size_t before;

    if (!rows)
        return NP_ERR_NOMEM;
    npi_cli_page(cli, &page);
    for (size_t i = 0; i < n; i++)
        rows[i] = chapter_row(&page, cli->job, i);
    if (n > 0)
        npi_table_print(&page, columns,
                        cli->job->episode.n_sentences > 0 ? N_COLUMNS
                                                          : N_OUTLINE_COLUMNS,
                        rows, n);
    put_sum(&page, cli->job);
    before = page.buf.len;
    npi_page_puts(&page, "\n");
    cli->messages_shown = npi_messages_put(&page, &cli->job->diags, &which,
                                           &cli->terminal.out.diag);
    if (!cli->messages_shown && page.buf.error == NP_OK)
        page.buf.len = before;
    return npi_cli_show(cli, &page);
}
