/* Whether captions and notes are of one episode. */
#include "matching/fit.h"

/* Right captions fit by 0.03 (another language, no dictionary) to 0.4 (the same
 * language), those of other episodes by less than 0.01 where they seem to have
 * many sentences, and by any number where they have next to none. */
#define NPI_FITS 0.015
#define NPI_HEARD 0.15
#define NPI_TAKEN 0.5 /* of captions of a part of the episode alone */
/* Languages that share no word at all, and no dictionary: then nearly all
 * sentences find a place, as lengths and learnt pairs allow, but only in right
 * captions are the places sure: 0.93 to 0.97 on average, 0.8 in others. */
#define NPI_ALL_HEARD 0.9
#define NPI_ALL_SURE 0.88
#define NPI_SAID 0.5 /* chance from which a sentence counts as found */

bool npi_matching_fits(const struct npi_matching *matching)
{
    return (matching->fit >= NPI_FITS &&
            (matching->heard >= NPI_HEARD || matching->taken >= NPI_TAKEN)) ||
           (matching->heard >= NPI_ALL_HEARD &&
            matching->near >= NPI_ALL_SURE && matching->fit > -NPI_FITS);
}

/* The first word that starts at a time, or later. */
static size_t word_at(const struct npi_heard *heard, int64_t ms)
{
    size_t lo = 0;
    size_t hi = heard->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (heard->words[mid].start < ms)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

enum np_status npi_fit_judge(struct npi_arena *arena,
                             struct npi_likeness *likeness,
                             const struct npi_written *base,
                             struct npi_matching *matching)
{
    double *sum = NPI_ARENA_NEW(arena, double, likeness->heard->n + 1);
    double all = 0;
    double words = 0;

    if (!sum)
        return NP_ERR_NOMEM;
    likeness->written = base;
    likeness->explained = likeness->model->explained;
    matching->heard = matching->near = 0;
    for (size_t s = 0; s < matching->n; s++) {
        const struct npi_match *match = &matching->sentences[s];
        size_t from = word_at(likeness->heard, match->start);
        size_t to = word_at(likeness->heard, match->end);

        matching->heard += match->heard / (double)matching->n;
        matching->near += match->near / (double)matching->n;
        if (match->heard < NPI_SAID || to <= from)
            continue;
        npi_likeness_said(likeness, s, from, to + 1, sum);
        all += sum[to - from];
        words += (double)(to - from);
    }
    matching->fit = words > 0 ? all / words : 0;
    matching->taken = words / (double)likeness->heard->n;
    return NP_OK;
}
