/* The report: what is in the notes, how it was timed, what looks wrong, what
 * to type next. Of each the few lines that a person wants to know; --check and
 * -v have the rest. */
#include "cli/cli.h"

#include "base/file.h"
#include "base/utf8.h"
#include "cli/language.h"
#include "cli/messages.h"
#include "cli/next.h"
#include "cli/sure.h"

#define PEOPLE_SHOWN 6
#define SEPARATOR ", "

/* Adds a piece to a list that has started at mark. */
static void add(struct npi_page *page, size_t mark, struct np_str piece)
{
    if (page->buf.len > mark)
        npi_page_puts(page, npi_tr(N_(", ")));
    npi_buf_put(&page->buf, piece);
}

static void add_count(struct npi_page *page, size_t mark, const char *one,
                      const char *many, size_t n)
{
    const struct np_str count = n > 0 ? npi_piece_count(page, one, many, n)
                                      : npi_str(NULL);

    if (n > 0)
        add(page, mark, count);
}

/* The field of what was added since mark, if anything was. */
static void field_since(struct npi_page *page, const char *label, size_t mark)
{
    const struct np_str value = npi_piece_since(page, mark);

    if (value.len > 0)
        npi_page_field(page, label, value);
}

static void put_people(struct npi_page *page, const struct np_episode *episode)
{
    const size_t mark = page->buf.len;
    const bool about = episode->n_people > 0;
    const size_t n = about ? episode->n_people : episode->n_speakers;

    for (size_t i = 0; i < n && i < PEOPLE_SHOWN; i++)
        add(page, mark, about ? episode->people[i].name : episode->speakers[i]);
    if (n > PEOPLE_SHOWN)
        add(page, mark,
            NPI_PIECE(page, N_("{0} more"),
                      npi_piece_number(page, n - PEOPLE_SHOWN)));
    field_since(page, about ? N_("people") : N_("speakers"), mark);
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
    add_count(page, mark, "{0} chapter", "{0} chapters", top);
    add_count(page, mark, "{0} entry below them", "{0} entries below them",
              episode->n_outline - top);
    if (stamped < episode->n_outline)
        add_count(page, mark, "{0} without a stamp", "{0} without a stamp",
                  episode->n_outline - stamped);
    field_since(page, N_("outline"), mark);
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
    add_count(page, mark, "{0} turn", "{0} turns", episode->n_turns);
    add_count(page, mark, "{0} sentence", "{0} sentences",
              episode->n_sentences);
    add_count(page, mark, "{0} character", "{0} characters",
              characters(episode));
    field_since(page, N_("dialogue"), mark);
    npi_page_field(page, N_("language"),
                   npi_language_piece(page, episode->language));
}

static void put_rest(struct npi_page *page, const struct np_episode *episode)
{
    const size_t mark = page->buf.len;

    if (episode->summary.len > 0)
        add(page, mark, npi_str(npi_tr(N_("a summary"))));
    add_count(page, mark, "{0} key point", "{0} key points",
              episode->n_key_points);
    if (episode->n_mind_map > 0)
        add_count(page, mark, "a mind map of {0} node",
                  "a mind map of {0} nodes", episode->n_mind_map);
    add_count(page, mark, "{0} tag", "{0} tags", episode->n_tags);
    add_count(page, mark, "{0} other field", "{0} other fields",
              episode->n_fields);
    add_count(page, mark, "{0} paragraph of the original text",
              "{0} paragraphs of the original text", episode->n_originals);
    field_since(page, N_("also"), mark);
}

static void put_text_field(struct npi_page *page, const char *label,
                           struct np_str value)
{
    if (value.len > 0)
        npi_page_field(page, label, value);
}

static void put_contents(struct npi_page *page, struct npi_cli *cli)
{
    const struct np_episode *episode = &cli->job->episode;

    npi_page_puts(page, page->palette->bold);
    npi_page_wrap(
        page,
        episode->title.len > 0 ? episode->title : npi_str(cli->args.notes), 0);
    npi_page_puts(page, page->palette->reset);
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

/* "5 of 6 stamps believed; found in the dialogue: 3 surely, 2 probably" */
static void put_chapters(struct npi_page *page, const struct np_job *job)
{
    const size_t mark = page->buf.len;
    const struct np_timeline *timeline = &job->timeline;
    size_t count[NPI_SURE_N] = {0};
    size_t lost = 0;
    size_t list;

    for (size_t i = 0; i < timeline->n_chapters; i++) {
        const struct np_chapter *chapter = &timeline->chapters[i];

        if (chapter->sentence == NP_NONE)
            lost++;
        else
            count[npi_sure_of(chapter->confidence)]++;
    }
    NPI_SAY(page, N_("{0} of {1} stamps believed"),
            npi_piece_number(page, timeline->n_chapters),
            npi_piece_number(page, job->episode.n_outline));
    if (timeline->n_chapters > 0 && job->episode.n_sentences > 0) {
        npi_page_puts(page, npi_tr(N_("; found in the dialogue: ")));
        list = page->buf.len;
        add_count(page, list, "{0} surely", "{0} surely", count[NPI_SURE_HIGH]);
        add_count(page, list, "{0} probably", "{0} probably",
                  count[NPI_SURE_MEDIUM]);
        add_count(page, list, "{0} perhaps", "{0} perhaps",
                  count[NPI_SURE_LOW]);
        add_count(page, list, "{0} not", "{0} not", lost);
    }
    if (job->episode.n_outline > 0)
        field_since(page, N_("chapters"), mark);
}

static void put_anchors(struct npi_page *page, const struct np_job *job)
{
    static const struct {
        unsigned bit;
        const char *one;
        const char *many;
    } kinds[] = {
        {NP_EVIDENCE_STAMP, NPI_PLURAL("{0} stamp", "{0} stamps")},
        {NP_EVIDENCE_HEADING, NPI_PLURAL("{0} heading", "{0} headings")},
        {NP_EVIDENCE_OUTLINE_WORDS,
         NPI_PLURAL("{0} title's words", "{0} titles' words")},
    };
    const struct np_timeline *timeline = &job->timeline;
    const size_t mark = page->buf.len;

    for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
        size_t n = 0;

        for (size_t i = 0; i < timeline->n_sentences; i++)
            n += (timeline->sentences[i].evidence & kinds[k].bit) != 0;
        add_count(page, mark, kinds[k].one, kinds[k].many, n);
    }
    if (timeline->n_sentences > 0) {
        npi_page_puts(page, page->buf.len > mark ? npi_tr(N_("; ")) : "");
        npi_page_puts(page, npi_tr(N_("between them the length of the text")));
    }
    field_since(page, N_("evidence"), mark);
}

static void put_confidence(struct npi_page *page, const struct np_job *job)
{
    const struct np_timeline *timeline = &job->timeline;
    double count[NPI_SURE_N] = {0};
    const double all = (double)timeline->n_sentences / 100;

    for (size_t i = 0; i < timeline->n_sentences; i++)
        count[npi_sure_of(timeline->sentences[i].confidence)]++;
    if (timeline->n_sentences == 0)
        return;
    npi_page_field(
        page, N_("sentences"),
        NPI_PIECE(page,
                  N_("timed with high confidence {0} %, medium {1} %, low {2} "
                     "%"),
                  npi_piece_fixed(page, count[NPI_SURE_HIGH] / all, 0),
                  npi_piece_fixed(page, count[NPI_SURE_MEDIUM] / all, 0),
                  npi_piece_fixed(page, count[NPI_SURE_LOW] / all, 0)));
}

static void put_cues(struct npi_page *page, const struct np_job *job)
{
    const size_t mark = page->buf.len;
    size_t hard = 0;

    if (job->cues.n_cues == 0)
        return;
    for (size_t i = 0; i < job->n_breaches; i++)
        hard += job->breaches[i].hard;
    add_count(page, mark, "{0} cue", "{0} cues", job->cues.n_cues);
    add_count(page, mark, "{0} breaks a rule (--check=style)",
              "{0} breaches of rules (--check=style)", hard);
    add_count(page, mark, "{0} could read better (--check=style)",
              "{0} could read better (--check=style)", job->n_breaches - hard);
    field_since(page, N_("subtitles"), mark);
}

static void put_timing(struct npi_page *page, const struct np_job *job)
{
    const struct np_timeline *timeline = &job->timeline;
    const char *said = timeline->end_estimated
                           ? N_("{0}, estimated (MEDIA would tell)")
                           : N_("{0}");

    npi_page_heading(page, N_("Timing"));
    npi_page_field(page, N_("length"),
                   NPI_PIECE(page, said, npi_piece_stamp(page, timeline->end)));
    put_chapters(page, job);
    put_anchors(page, job);
    put_confidence(page, job);
    put_cues(page, job);
}

enum np_status npi_report_show(struct npi_cli *cli, enum np_status run)
{
    const struct npi_messages which = npi_messages_for(&cli->args);
    struct npi_page page;
    struct npi_page messages;

    npi_cli_page(cli, &page);
    npi_cli_page(cli, &messages);
    put_contents(&page, cli);
    if (run == NP_OK) {
        put_timing(&page, cli->job);
        cli->messages_shown = npi_messages_put(&messages, &cli->job->diags,
                                               &which, &cli->terminal.out.diag);
        if (cli->messages_shown) {
            npi_page_heading(&page, N_("Worth a look"));
            npi_buf_put(&page.buf, npi_buf_str(&messages.buf));
        }
        npi_next_put(&page, cli);
    }
    npi_page_release(&messages);
    return npi_cli_show(cli, &page);
}
