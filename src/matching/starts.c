/* From chances to times. A start is the median of its chances: the least error
 * on average, always the start of a word, and in order, as the medians of
 * ordered places are. */
#include "matching/starts.h"

#include "matching/chances.h"

#include <string.h>

#define NPI_NEAR 2000 /* ms: a start so near the truth counts as right */
#define NPI_EXACT                                                              \
    300 /* ms: and so near it is exact; of starts that are right */
#define NPI_BLUR 0.04 /* for sure, those that are exact rank above others */

static int64_t start_at(const struct npi_heard *heard, size_t p)
{
    return p < heard->n ? heard->words[p].start
                        : heard->words[heard->n - 1].end;
}

static void read_one(const struct npi_lattice *lattice,
                     const struct npi_heard *heard, size_t s,
                     struct npi_match *match)
{
    const struct npi_band *band = &lattice->bands[s];
    const struct npi_band *after = &lattice->bands[s + 1];
    const float *start = lattice->borders[s].start;
    const float *end = lattice->borders[s + 1].end;
    size_t n = band->hi - band->lo;
    size_t n_after = after->hi - after->lo;
    double all = npi_chances_sum(start, n);
    double near = 0;
    double exact = 0;
    size_t from = band->lo + npi_chances_median(start, n);
    size_t to = after->lo + npi_chances_median(end, n_after);

    match->start = start_at(heard, from);
    match->from = from;
    match->to = to > from ? to : from;
    if (to <= from)
        to = from < heard->n ? from + 1 : heard->n;
    match->end = heard->words[to - 1].end;
    match->heard = all;
    for (size_t i = 0; i < n; i++) {
        int64_t away = start_at(heard, band->lo + i) - match->start;

        if (away >= -NPI_NEAR && away <= NPI_NEAR)
            near += (double)start[i];
        if (away >= -NPI_EXACT && away <= NPI_EXACT)
            exact += (double)start[i];
    }
    match->near = all > 0 ? (near - NPI_BLUR * (near - exact)) / all : 0;
}

/* No word is said by two: the one before keeps it. */
static void keep_apart(struct npi_match *match, const struct npi_match *before)
{
    if (match->from < before->to)
        match->from = before->to;
    if (match->to < match->from)
        match->to = match->from;
}

static const struct npi_caption_word *copy_words(struct npi_arena *arena,
                                                 const struct npi_heard *heard)
{
    struct npi_caption_word *words = NPI_ARENA_NEW(
        arena, struct npi_caption_word, heard->n);

    if (words)
        memcpy(words, heard->words, heard->n * sizeof(*words));
    return words;
}

enum np_status npi_starts_read(struct npi_arena *arena,
                               const struct npi_lattice *lattice,
                               const struct npi_heard *heard,
                               const bool *original,
                               struct npi_matching *matching)
{
    struct npi_match *matches = NPI_ARENA_NEW(arena, struct npi_match,
                                              lattice->n);
    const struct npi_caption_word *words = copy_words(arena, heard);

    if (!matches || !words)
        return NP_ERR_NOMEM;
    for (size_t s = 0; s < lattice->n; s++) {
        read_one(lattice, heard, s, &matches[s]);
        matches[s].original = original && original[s];
        if (s > 0 && matches[s].start < matches[s - 1].start)
            matches[s].start = matches[s - 1].start;
        if (matches[s].end < matches[s].start)
            matches[s].end = matches[s].start;
        if (s > 0)
            keep_apart(&matches[s], &matches[s - 1]);
    }
    *matching = (struct npi_matching){
        .sentences = matches,
        .n = lattice->n,
        .words = words,
        .n_words = heard->n,
    };
    return NP_OK;
}
