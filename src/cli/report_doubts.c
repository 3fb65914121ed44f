/* The report, the places to look at first: the chapters that are least surely
 * where they belong, which --check has all; without chapters, the least sure
 * stretches of the dialogue. */
#include "cli/report.h"

#include "cli/places.h"
#include "cli/stretches.h"
#include "cli/sure.h"

#define DOUBTS_SHOWN 5

static bool is_doubtful(const struct np_chapter *chapter)
{
    return chapter->sentence == NP_NONE || !npi_is_likely_right(chapter);
}

/* Puts a chapter among the least sure ones, which are sorted; of equals the
 * earlier one comes first. */
static void consider(const struct np_chapter *chapters, size_t *worst,
                     size_t *n, size_t index)
{
    size_t at = *n;

    while (at > 0 &&
           chapters[worst[at - 1]].confidence > chapters[index].confidence)
        at--;
    if (at == DOUBTS_SHOWN)
        return;
    if (*n < DOUBTS_SHOWN)
        ++*n;
    for (size_t i = *n - 1; i > at; i--)
        worst[i] = worst[i - 1];
    worst[at] = index;
}

void npi_report_doubts(struct npi_page *page, const struct np_job *job)
{
    const struct np_timeline *timeline = &job->timeline;
    size_t worst[DOUBTS_SHOWN];
    size_t n = 0;

    if (timeline->n_sentences == 0)
        return;
    if (timeline->n_chapters == 0) {
        npi_stretches_put(page, job, DOUBTS_SHOWN);
        return;
    }
    for (size_t i = 0; i < timeline->n_chapters; i++)
        if (is_doubtful(&timeline->chapters[i]))
            consider(timeline->chapters, worst, &n, i);
    if (n == 0)
        return;
    npi_page_heading(page, N_("Least sure"));
    npi_places_put(page, job, worst, n);
}
