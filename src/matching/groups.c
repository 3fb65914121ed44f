/* Sentences and words taken in groups, and bands. */
#include "matching/groups.h"

#include <math.h>

#define NPI_LEAST_GROUP 20 /* syllables of a group of sentences */
#define NPI_UNLIKELY 1e-3  /* chance that is left out at each end of a band */
#define NPI_MARGIN 1       /* places on top, at each end */

static enum np_status group_sentences(struct npi_arena *arena,
                                      const struct npi_written *written,
                                      size_t n, struct npi_groups *groups)
{
    double all = 0;
    double sum = 0;
    double least;

    groups->rows = NPI_ARENA_NEW(arena, size_t, written->n + 1);
    if (!groups->rows)
        return NP_ERR_NOMEM;
    for (size_t s = 0; s < written->n; s++)
        all += written->units[s];
    groups->least = all / (double)n <= NPI_LEAST_GROUP;
    least = fmax(all / (double)n, NPI_LEAST_GROUP);
    for (size_t s = 0; s < written->n; s++) {
        sum += written->units[s];
        if (sum >= least || s + 1 == written->n) {
            groups->rows[++groups->n] = s + 1;
            sum = 0;
        }
    }
    return NP_OK;
}

/* Lengths are scaled down with the words, so that a group's stays a small
 * number. */
static enum np_status group_words(struct npi_arena *arena,
                                  const struct npi_heard *heard,
                                  size_t n_places, struct npi_groups *groups)
{
    size_t words = heard->n / n_places + 1;
    size_t n = (heard->n + words - 1) / words + 1;

    groups->places = NPI_ARENA_NEW(arena, size_t, n);
    groups->units = NPI_ARENA_NEW(arena, uint32_t, n);
    groups->silent = NPI_ARENA_NEW(arena, bool, n);
    if (!groups->places || !groups->units || !groups->silent)
        return NP_ERR_NOMEM;
    groups->n_places = n;
    groups->words = words;
    groups->step = NPI_UNITS / (double)words;
    for (size_t p = 0; p < n; p++) {
        size_t word = p * words < heard->n ? p * words : heard->n;

        groups->places[p] = word;
        groups->units[p] =
            (uint32_t)((double)heard->units[word] / (double)words + 0.5);
    }
    for (size_t w = 0; w <= heard->n; w++) {
        size_t place = w / words;

        if (!heard->silent[w])
            continue;
        groups->silent[place < n ? place : n - 1] = true;
        if (place + 1 < n)
            groups->silent[place + 1] = true;
    }
    return NP_OK;
}

enum np_status npi_groups_make(struct npi_arena *arena,
                               const struct npi_written *written,
                               const struct npi_heard *heard, size_t n,
                               size_t n_places, struct npi_groups *groups)
{
    enum np_status status;

    *groups = (struct npi_groups){0};
    status = group_sentences(arena, written, n, groups);
    return status ? status : group_words(arena, heard, n_places, groups);
}

size_t npi_groups_place(const struct npi_groups *groups, size_t word)
{
    size_t place = word / groups->words;

    return place < groups->n_places ? place : groups->n_places - 1;
}

struct npi_band npi_band_likely(const struct npi_lattice *lattice, size_t b,
                                double least)
{
    const struct npi_band *band = &lattice->bands[b];
    const struct npi_border *border = &lattice->borders[b];
    struct npi_band likely = *band;
    double sum = 0;

    for (size_t p = band->lo; p < band->hi && sum < least; p++) {
        size_t i = p - band->lo;

        likely.lo = p;
        sum += (double)border->end[i] + (double)border->start[i] +
               (double)border->hole[i];
    }
    sum = 0;
    for (size_t p = band->hi; p-- > likely.lo && sum < least;) {
        size_t i = p - band->lo;

        likely.hi = p + 1;
        sum += (double)border->end[i] + (double)border->start[i] +
               (double)border->hole[i];
    }
    return likely;
}

void npi_bands_straighten(struct npi_band *bands, size_t n)
{
    for (size_t b = 1; b < n; b++) {
        if (bands[b].hi < bands[b - 1].hi)
            bands[b].hi = bands[b - 1].hi;
        if (bands[b].lo < bands[b - 1].lo)
            bands[b].lo = bands[b - 1].lo;
    }
}

/* In words: the band of a border between groups, with some room. */
static struct npi_band words_of(const struct npi_groups *groups,
                                const struct npi_lattice *lattice, size_t b)
{
    struct npi_band band = npi_band_likely(lattice, b, NPI_UNLIKELY);
    size_t lo = band.lo > NPI_MARGIN ? band.lo - NPI_MARGIN : 0;
    size_t last = band.hi - 1 + NPI_MARGIN;

    if (last >= groups->n_places)
        last = groups->n_places - 1;
    return (struct npi_band){groups->places[lo], groups->places[last] + 1};
}

void npi_groups_hand_down(const struct npi_groups *groups,
                          const struct npi_lattice *lattice,
                          struct npi_band *bands)
{
    struct npi_band from = words_of(groups, lattice, 0);

    for (size_t g = 0; g < groups->n; g++) {
        struct npi_band to = words_of(groups, lattice, g + 1);

        bands[groups->rows[g]] = from;
        for (size_t s = groups->rows[g] + 1; s < groups->rows[g + 1]; s++)
            bands[s] = (struct npi_band){from.lo, to.hi};
        from = to;
    }
    bands[groups->rows[groups->n]] = from;
    npi_bands_straighten(bands, groups->rows[groups->n] + 1);
}
