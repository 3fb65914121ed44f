/* Where the times come from, in one line each: how the media's clock runs, and
 * which captions were taken. */
#include "cli/report.h"

#include "cli/series.h"

#include <math.h>

/* What the media has between two pieces, or before the first. */
static void put_break(struct npi_page *page, size_t mark, int64_t at,
                      int64_t inserted, int64_t removed)
{
    if (inserted > 0)
        npi_series_add(
            page, mark,
            NPI_PIECE(page, N_("{0} s put in at {1}"),
                      npi_piece_fixed(page, (double)inserted / 1000, 1),
                      npi_piece_stamp(page, at)));
    if (removed > 0)
        npi_series_add(
            page, mark,
            NPI_PIECE(page, N_("{0} s missing from {1} on"),
                      npi_piece_fixed(page, (double)removed / 1000, 1),
                      npi_piece_stamp(page, at)));
}

static void put_offset(struct npi_page *page, size_t mark, int64_t offset)
{
    if (offset == 0)
        return;
    npi_series_add(
        page, mark,
        NPI_PIECE(page,
                  offset > 0 ? N_("the media is {0} s later than the notes")
                             : N_("the media is {0} s earlier than the notes"),
                  npi_piece_fixed(page, fabs((double)offset) / 1000, 1)));
}

/* "14:45 to 20:27 of the notes" */
static void put_range(struct npi_page *page, size_t mark,
                      const struct np_timeline *timeline)
{
    const struct np_clock_piece *first = timeline->clock;
    const struct np_clock_piece *last = first + timeline->n_clock - 1;
    int64_t end = last->notes + last->length;

    if (first->notes > 0)
        npi_series_add(page, mark,
                       NPI_PIECE(page, N_("{0} to {1} of the notes"),
                                 npi_piece_stamp(page, first->notes),
                                 npi_piece_stamp(page, end)));
    else
        npi_series_add(page, mark,
                       NPI_PIECE(page, N_("up to {0} of the notes"),
                                 npi_piece_stamp(page, end)));
}

/* "the media is 12.0 s later than the notes, 45.0 s put in at 10:00": on the
 * notes' clock. Where a range was asked for, that comes first. */
void npi_clock_put(struct npi_page *page, const struct np_job *job)
{
    const struct np_timeline *timeline = &job->timeline;
    const struct npi_cuts *cuts = &job->clock.cuts;
    const struct np_clock_piece *piece = timeline->clock;
    const size_t mark = page->buf.len;
    bool range = cuts->from > 0 || cuts->to != NP_NO_TIME;

    if (timeline->n_clock == 0)
        return;
    if (range)
        put_range(page, mark, timeline);
    put_offset(page, mark, range ? cuts->offset : piece->media - piece->notes);
    for (size_t i = 1; i < timeline->n_clock; i++, piece++)
        put_break(page, mark, piece->notes + piece->length,
                  piece[1].media - piece->media - piece->length,
                  piece[1].notes - piece->notes - piece->length);
    if (page->buf.len == mark)
        put_range(page, mark, timeline);
}

/* Each as one line or as one field of a summary. */
static void end(struct npi_page *page, const char *label, const char *line,
                size_t mark, bool as_field)
{
    struct np_str said;

    if (page->buf.len == mark)
        return;
    if (as_field) {
        npi_series_field(page, label, mark);
        return;
    }
    said = npi_piece_since(page, mark);
    NPI_SAY(page, line, said);
    npi_page_puts(page, "\n");
}

/* "two, in 1,403 of 1,418 cues": the others have the notes' alone. */
void npi_languages_put(struct npi_page *page, const struct np_job *job)
{
    const size_t mark = page->buf.len;

    if (!job->is_bilingual || job->cues.n_cues == 0)
        return;
    npi_series_add(page, mark,
                   NPI_PIECE(page, N_("two, in {0} of {1} cues"),
                             npi_piece_number(page, job->n_second),
                             npi_piece_number(page, job->cues.n_cues)));
}

void npi_taken_put(struct npi_page *page, const struct np_job *job,
                   bool as_fields)
{
    size_t mark = page->buf.len;

    npi_captions_put(page, job);
    end(page, N_("captions"), N_("captions: {0}"), mark, as_fields);
    mark = page->buf.len;
    npi_clock_put(page, job);
    end(page, N_("clock"), N_("clock: {0}"), mark, as_fields);
    mark = page->buf.len;
    npi_languages_put(page, job);
    end(page, N_("languages"), N_("languages: {0}"), mark, as_fields);
}
