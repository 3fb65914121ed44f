/* Chapters in a table: where each was found in the dialogue, from what, and how
 * surely. */
#include "cli/places.h"

#include "cli/grounds.h"
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

/* The next chapter that was found in the dialogue; n_chapters if none. */
static size_t next_placed(const struct np_timeline *timeline, size_t chapter)
{
    size_t i = chapter + 1;

    while (i < timeline->n_chapters &&
           timeline->chapters[i].sentence == NP_NONE)
        i++;
    return i;
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
    while (timeline->cut_short && last > here->sentence &&
           timeline->sentences[last - 1].start >= end)
        last--;
    if (here->sentence == NP_NONE || end <= here->start ||
        last <= here->sentence)
        return NOT_KNOWN;
    return npi_piece_cps(page, &job->episode, here->sentence, last,
                         end - here->start);
}

static struct np_str title_piece(struct npi_page *page,
                                 const struct np_chapter *chapter)
{
    const size_t mark = page->buf.len;

    npi_page_spaces(page, 2 * (size_t)(chapter->level - 1));
    npi_buf_put(&page->buf, chapter->title);
    return npi_piece_since(page, mark);
}

static struct npi_row place_row(struct npi_page *page, const struct np_job *job,
                                size_t index)
{
    const struct np_chapter *chapter = &job->timeline.chapters[index];
    const enum npi_sure sure = npi_sure_of_place(chapter);
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
    row.cells[5] = npi_evidence_word(chapter->evidence);
    row.cells[6] = npi_str(npi_tr(npi_sure_word(sure)));
    row.color = sure == NPI_SURE_LOW ? page->palette->doubtful : "";
    return row;
}

void npi_places_put(struct npi_page *page, const struct np_job *job,
                    const size_t *chapters, size_t n)
{
    struct npi_row *rows = NPI_ARENA_NEW(page->arena, struct npi_row, n);

    if (!rows) {
        page->buf.error = NP_ERR_NOMEM;
        return;
    }
    for (size_t i = 0; i < n; i++)
        rows[i] = place_row(page, job, chapters[i]);
    if (n > 0)
        npi_table_print(page, columns,
                        job->episode.n_sentences > 0 ? N_COLUMNS
                                                     : N_OUTLINE_COLUMNS,
                        rows, n);
}
