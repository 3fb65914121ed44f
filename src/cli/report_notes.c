/* The report, what is in the notes. */
#include "cli/report.h"

#include "base/utf8.h"
#include "cli/language.h"
#include "cli/series.h"

#define PEOPLE_SHOWN 6

static void put_people(struct npi_page *page, const struct np_episode *episode)
{
    const size_t mark = page->buf.len;
    const bool about = episode->n_people > 0;
    const size_t n = about ? episode->n_people : episode->n_speakers;

    for (size_t i = 0; i < n && i < PEOPLE_SHOWN; i++)
        npi_series_add(page, mark,
                       about ? episode->people[i].name : episode->speakers[i]);
    if (n > PEOPLE_SHOWN)
        npi_series_add(page, mark,
                       NPI_PIECE(page, N_("{0} more"),
                                 npi_piece_number(page, n - PEOPLE_SHOWN)));
    npi_series_field(page, about ? N_("people") : N_("speakers"), mark);
}

static void put_outline(struct npi_page *page, const struct np_episode *episode)
{
    const size_t mark = page->buf.len;
    size_t top = 0;
    size_t stamped = 0;

    for (size_t i = 0; i < episode->n_outline; i++) {
        top += episode->outline[i].level == 1;
        stamped += episode->outline[i].start != NP_NO_TIME;
    }
    if (episode->n_outline == 0) {
        npi_page_field(page, N_("outline"), npi_str(npi_tr(N_("none"))));
        return;
    }
    npi_series_count(page, mark, "{0} chapter", "{0} chapters", top);
    npi_series_count(page, mark, "{0} entry below them",
                     "{0} entries below them", episode->n_outline - top);
    if (stamped < episode->n_outline)
        npi_series_count(page, mark, "{0} without a stamp",
                         "{0} without a stamp", episode->n_outline - stamped);
    npi_series_field(page, N_("outline"), mark);
}

static size_t characters(const struct np_episode *episode)
{
    size_t n = 0;

    for (size_t i = 0; i < episode->n_sentences; i++)
        n += npi_utf8_count(episode->sentences[i].text);
    return n;
}

static void put_dialogue(struct npi_page *page,
                         const struct np_episode *episode)
{
    const size_t mark = page->buf.len;

    if (episode->n_sentences == 0) {
        npi_page_field(page, N_("dialogue"), npi_str(npi_tr(N_("none"))));
        return;
    }
    npi_series_count(page, mark, "{0} turn", "{0} turns", episode->n_turns);
    npi_series_count(page, mark, "{0} sentence", "{0} sentences",
                     episode->n_sentences);
    npi_series_count(page, mark, "{0} character", "{0} characters",
                     characters(episode));
    npi_series_field(page, N_("dialogue"), mark);
    npi_page_field(page, N_("language"),
                   npi_language_piece(page, episode->language));
}

static void put_rest(struct npi_page *page, const struct np_episode *episode)
{
    const size_t mark = page->buf.len;

    if (episode->summary.len > 0)
        npi_series_add(page, mark, npi_str(npi_tr(N_("a summary"))));
    npi_series_count(page, mark, "{0} key point", "{0} key points",
                     episode->n_key_points);
    if (episode->n_mind_map > 0)
        npi_series_count(page, mark, "a mind map of {0} node",
                         "a mind map of {0} nodes", episode->n_mind_map);
    npi_series_count(page, mark, "{0} tag", "{0} tags", episode->n_tags);
    npi_series_count(page, mark, "{0} other field", "{0} other fields",
                     episode->n_fields);
    npi_series_count(page, mark, "{0} paragraph of the original text",
                     "{0} paragraphs of the original text",
                     episode->n_originals);
    npi_series_field(page, N_("also"), mark);
}

static void put_text_field(struct npi_page *page, const char *label,
                           struct np_str value)
{
    if (value.len > 0)
        npi_page_field(page, label, value);
}

void npi_report_notes(struct npi_page *page, const struct np_episode *episode,
                      const char *name)
{

    npi_page_puts(page, page->palette->bold);
    npi_page_wrap(page, episode->title.len > 0 ? episode->title : npi_str(name),
                  0);
    npi_page_puts(page, page->palette->reset);
    npi_page_puts(page, "\n");
    npi_page_heading(page, N_("In the notes"));
    put_text_field(page, N_("original"), episode->original_title);
    put_text_field(page, N_("show"), episode->show);
    put_text_field(page, N_("date"), episode->date);
    put_people(page, episode);
    put_text_field(page, N_("link"), episode->link);
    put_outline(page, episode);
    put_dialogue(page, episode);
    put_rest(page, episode);
}
