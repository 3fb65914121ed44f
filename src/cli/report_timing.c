/* The report, how the notes were timed. */
#include "cli/report.h"

#include "cli/series.h"
#include "cli/sure.h"

/* "5 of 6 stamps believed; found in the dialogue: 3 surely, 2 probably" */
static void put_chapters(struct npi_page *page, const struct np_job *job)
{
    const size_t mark = page->buf.len;
    const struct np_timeline *timeline = &job->timeline;

    size_t stamped = 0;

    for (size_t i = 0; i < job->episode.n_outline; i++)
        stamped += job->episode.outline[i].start != NP_NO_TIME;
    if (stamped == 0)
        return;
    NPI_SAY(page, N_("{0} of {1} stamps believed"),
            npi_piece_number(page, timeline->n_chapters),
            npi_piece_number(page, stamped));
    npi_sure_put(page, timeline);
    npi_series_field(page, N_("chapters"), mark);
}

static void put_anchors(struct npi_page *page, const struct np_job *job)
{
    static const struct {
        unsigned bit;
        const char *one;
        const char *many;
    } kinds[] = {
        {NP_EVIDENCE_STAMP, NPI_PLURAL("{0} stamp", "{0} stamps")},
        {NP_EVIDENCE_CAPTIONS,
         NPI_PLURAL("{0} sentence by captions", "{0} sentences by captions")},
        {NP_EVIDENCE_ORIGINAL,
         NPI_PLURAL("{0} sentence by the original's captions",
                    "{0} sentences by the original's captions")},
        {NP_EVIDENCE_HEADING, NPI_PLURAL("{0} heading", "{0} headings")},
        {NP_EVIDENCE_OUTLINE_WORDS,
         NPI_PLURAL("{0} title's words", "{0} titles' words")},
        {NP_EVIDENCE_PAUSE, NPI_PLURAL("{0} pause", "{0} pauses")},
    };
    const struct np_timeline *timeline = &job->timeline;
    const size_t mark = page->buf.len;

    for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
        size_t n = 0;

        for (size_t i = 0; i < timeline->n_sentences; i++)
            n += (timeline->sentences[i].evidence & kinds[k].bit) != 0;
        npi_series_count(page, mark, kinds[k].one, kinds[k].many, n);
    }
    if (timeline->n_sentences > 0) {
        npi_page_puts(page, page->buf.len > mark ? npi_tr(N_("; ")) : "");
        npi_page_puts(page, npi_tr(N_("between them the length of the text")));
    }
    npi_series_field(page, N_("evidence"), mark);
}

static void put_confidence(struct npi_page *page, const struct np_job *job)
{
    const struct np_timeline *timeline = &job->timeline;
    double count[NPI_SURE_N] = {0};
    const double all = (double)timeline->n_sentences / 100;

    for (size_t i = 0; i < timeline->n_sentences; i++)
        count[npi_sure_of_time(timeline->sentences[i].confidence)]++;
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
    npi_series_count(page, mark, "{0} cue", "{0} cues", job->cues.n_cues);
    if (job->said_by_captions)
        npi_series_add(page, mark, npi_str(npi_tr(N_("made of the captions"))));
    npi_series_count(page, mark, "{0} breaks a rule (--check=style)",
                     "{0} breaches of rules (--check=style)", hard);
    npi_series_count(page, mark, "{0} could read better (--check=style)",
                     "{0} could read better (--check=style)",
                     job->n_breaches - hard);
    npi_series_field(page, N_("subtitles"), mark);
}

static void put_clock(struct npi_page *page, const struct np_job *job)
{
    const size_t mark = page->buf.len;

    npi_clock_put(page, job);
    npi_series_field(page, N_("clock"), mark);
}

void npi_report_timing(struct npi_page *page, struct npi_cli *cli)
{
    const struct np_job *job = cli->job;
    const struct np_timeline *timeline = &job->timeline;
    const char *said = timeline->end_estimated
                           ? N_("{0}, estimated (the video or audio file would "
                                "tell)")
                           : N_("{0}");
    size_t mark;

    npi_page_heading(page, N_("Timing"));
    npi_page_field(page, N_("length"),
                   NPI_PIECE(page, said, npi_piece_stamp(page, timeline->end)));
    put_clock(page, job);
    put_chapters(page, job);
    npi_report_captions(page, cli);
    put_anchors(page, job);
    put_confidence(page, job);
    put_cues(page, job);
    mark = page->buf.len;
    npi_languages_put(page, job);
    npi_series_field(page, N_("languages"), mark);
}
