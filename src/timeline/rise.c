/* The longest part of a sequence that never decreases: patience sorting, see
 * Fredman, 1975, "On computing the length of longest increasing
 * subsequences". A greedy reading would let one wrong stamp push out all that
 * follow it. */
#include "timeline/believe.h"

/* The first of the piles whose top is later than time. */
static size_t find_pile(const int64_t *times, const size_t *tops,
                        size_t n_piles, int64_t time)
{
    size_t lo = 0;
    size_t hi = n_piles;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (times[tops[mid]] <= time)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

enum np_status npi_longest_rise(struct npi_arena *arena, const int64_t *times,
                                size_t n, size_t *keep, size_t *n_keep)
{
    size_t *tops = NPI_ARENA_NEW(arena, size_t, n);
    size_t *before = NPI_ARENA_NEW(arena, size_t, n);
    size_t n_piles = 0;

    if (!tops || !before)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        size_t pile = find_pile(times, tops, n_piles, times[i]);

        before[i] = pile > 0 ? tops[pile - 1] : NP_NONE;
        tops[pile] = i;
        if (pile == n_piles)
            n_piles++;
    }
    *n_keep = n_piles;
    for (size_t i = n_piles ? tops[n_piles - 1] : 0, k = n_piles; k-- > 0;) {
        keep[k] = i;
        i = before[i];
    }
    return NP_OK;
}
