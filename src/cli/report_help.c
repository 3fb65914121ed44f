/* The report, what would make the timing better: captions where there are none,
 * and the stamp that settles most. */
#include "cli/report.h"

#include "cli/grounds.h"
#include "job/doubts.h"

#define WORDS_COLUMNS 24

static void put_point(struct npi_page *page, struct np_str text)
{
    npi_page_puts(page, "  - ");
    npi_page_wrap(page, text, 4);
    npi_page_puts(page, "\n");
}

static bool has_captions(const struct np_timeline *timeline)
{
    const unsigned spoken = NP_EVIDENCE_CAPTIONS | NP_EVIDENCE_ORIGINAL;

    for (size_t i = 0; i < timeline->n_sentences; i++)
        if (timeline->sentences[i].evidence & spoken)
            return true;
    return false;
}

static void put_stamp(struct npi_page *page, const struct np_job *job,
                      const struct npi_doubt *doubt)
{
    const struct np_str line = npi_piece_number(
        page, job->episode.sentences[doubt->sentence].line);
    const struct np_str words = npi_piece_words(page, &job->episode,
                                                doubt->sentence, WORDS_COLUMNS);

    put_point(page,
              NPI_PIECE(page,
                        N_("a stamp at line {0} ({1}) would settle {2} of the "
                           "dialogue"),
                        line, words, npi_piece_stamp(page, doubt->settles)));
}

void npi_report_help(struct npi_page *page, const struct np_job *job)
{
    struct npi_doubts doubts;

    if (npi_doubts_find(&job->episode, &job->timeline, &doubts) != NP_OK)
        page->buf.error = NP_ERR_NOMEM;
    if (page->buf.error != NP_OK || doubts.n == 0)
        return;
    npi_page_heading(page, N_("What would help most"));
    if (!has_captions(&job->timeline))
        put_point(page, npi_str(npi_tr(N_("captions of what is spoken, beside "
                                          "the video"))));
    if (npi_job_lacks_dictionary(job))
        put_point(page,
                  npi_str(npi_tr(N_("a dictionary, for the captions are in "
                                    "another language: make dictionary in the "
                                    "program's source makes one, --dictionary "
                                    "FILE names one"))));
    put_stamp(page, job, &doubts.places[0]);
    put_point(page, npi_piece_count(
                        page,
                        NPI_PLURAL("--stamp doubtful writes the computed time "
                                   "of this place into a copy of the notes, to "
                                   "be put right there",
                                   "--stamp doubtful writes the computed times "
                                   "of {0} such places into a copy of the "
                                   "notes, to be put right there"),
                        doubts.n));
}
