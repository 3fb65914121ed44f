/* Where no outline cuts the dialogue into chapters: stretches of half a minute
 * or more, each from the start of a paragraph to that of another. */
#include "cli/stretches.h"

#include "cli/grounds.h"
#include "cli/sure.h"
#include "cli/table.h"

#define STRETCH_LEAST 30000 /* ms */

static const struct npi_column columns[] = {
    {N_("begins"), true, false},      {N_("line"), true, false},
    {N_("first words"), false, true}, {N_("cps"), true, false},
    {N_("evidence"), false, false},   {N_("sure"), false, false},
};
#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

struct stretch {
    size_t from; /* sentences [from, to) */
    size_t to;
    unsigned evidence;
    double confidence; /* the mean, by time */
};

static bool may_end(const struct np_job *job, const struct stretch *stretch,
                    size_t sentence)
{
    const struct np_timed_sentence *timed = job->timeline.sentences;

    return job->episode.sentences[sentence].paragraph_start &&
           timed[sentence].start - timed[stretch->from].start >= STRETCH_LEAST;
}

/* The stretch that begins at from. */
static struct stretch read_stretch(const struct np_job *job, size_t from)
{
    struct stretch stretch = {.from = from, .to = from};
    double sum = 0;
    double all = 0;

    while (stretch.to < job->timeline.n_sentences &&
           (stretch.to == from || !may_end(job, &stretch, stretch.to))) {
        const struct np_timed_sentence *timed =
            &job->timeline.sentences[stretch.to++];
        const double length = (double)(timed->end - timed->start) + 1;

        sum += length * timed->confidence;
        all += length;
        stretch.evidence |= timed->evidence;
    }
    stretch.confidence = sum / all;
    return stretch;
}

/* Into the worst ones, which are sorted; of equals the earlier comes first. */
static void consider(struct stretch *worst, size_t *n, size_t max,
                     const struct stretch *one)
{
    size_t at = *n;

    while (at > 0 && worst[at - 1].confidence > one->confidence)
        at--;
    if (at == max)
        return;
    if (*n < max)
        ++*n;
    for (size_t i = *n - 1; i > at; i--)
        worst[i] = worst[i - 1];
    worst[at] = *one;
}

static struct npi_row row_of(struct npi_page *page, const struct np_job *job,
                             const struct stretch *stretch)
{
    const struct np_timed_sentence *timed = job->timeline.sentences;
    const enum npi_sure sure = npi_sure_of_time(stretch->confidence);

    return (struct npi_row){
        .cells = {npi_piece_stamp(page, timed[stretch->from].start),
                  npi_piece_number(page,
                                   job->episode.sentences[stretch->from].line),
                  npi_piece_words(page, &job->episode, stretch->from, SIZE_MAX),
                  npi_piece_cps(page, &job->episode, stretch->from, stretch->to,
                                timed[stretch->to - 1].end -
                                    timed[stretch->from].start),
                  npi_evidence_word(stretch->evidence),
                  npi_str(npi_tr(npi_sure_word(sure)))},
        .color = sure == NPI_SURE_LOW ? page->palette->doubtful : "",
    };
}

void npi_stretches_put(struct npi_page *page, const struct np_job *job,
                       size_t max)
{
    struct stretch *worst = NPI_ARENA_NEW(page->arena, struct stretch, max);
    struct npi_row *rows = NPI_ARENA_NEW(page->arena, struct npi_row, max);
    size_t n = 0;

    if (!worst || !rows) {
        page->buf.error = NP_ERR_NOMEM;
        return;
    }
    for (size_t at = 0; at < job->timeline.n_sentences;) {
        const struct stretch one = read_stretch(job, at);

        if (npi_sure_of_time(one.confidence) != NPI_SURE_HIGH)
            consider(worst, &n, max, &one);
        at = one.to;
    }
    if (n == 0)
        return;
    npi_page_heading(page, N_("Least sure"));
    for (size_t i = 0; i < n; i++)
        rows[i] = row_of(page, job, &worst[i]);
    npi_table_print(page, columns, N_COLUMNS, rows, n);
}
