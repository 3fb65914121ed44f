/* Making room where cues stand too close: isotonic regression by pooling
 * adjacent violators (Ayer and others, 1955; Barlow and others, "Statistical
 * inference under order restrictions", 1972). With a distance of d wanted
 * between neighbours, begin[i] - i * d must not decrease; bounds are kept by
 * clamping the result, which is optimal for bounded regression too. */
#include "cues/timing.h"

/* Starts that share one offset: the mean of theirs. */
struct pool {
    int64_t sum;
    int64_t n;
};

static int64_t mean(struct pool p)
{
    int64_t q = p.sum / p.n;
    return q - (p.sum % p.n < 0);
}

/* Cues in so little time stand as close as whole ms let them. */
#define CLOSEST 2

static int64_t distance(size_t n, int64_t apart, int64_t last)
{
    int64_t room = last / (int64_t)n;
    if (room >= apart)
        return apart;
    return room > CLOSEST ? room : CLOSEST;
}

static int64_t clamp(int64_t value, int64_t high)
{
    if (value > high)
        value = high;
    return value > 0 ? value : 0;
}

enum np_status npi_timing_spread(struct npi_arena *scratch,
                                 const struct npi_slot *slots, size_t n,
                                 int64_t apart, int64_t last, int64_t *moved)
{
    struct pool *pools = NPI_ARENA_NEW(scratch, struct pool, n + 1);
    if (!pools)
        return NP_ERR_NOMEM;
    int64_t d = n ? distance(n, apart, last) : apart;
    size_t top = 0;
    for (size_t i = 0; i < n; i++) {
        pools[top++] = (struct pool){slots[i].begin - (int64_t)i * d, 1};
        while (top > 1 && mean(pools[top - 2]) > mean(pools[top - 1])) {
            pools[top - 2].sum += pools[top - 1].sum;
            pools[top - 2].n += pools[top - 1].n;
            top--;
        }
    }
    size_t i = 0;
    for (size_t p = 0; p < top; p++)
        for (int64_t k = 0; k < pools[p].n; k++, i++)
            moved[i] = clamp(mean(pools[p]), last - (int64_t)n * d) +
                       (int64_t)i * d;
    return NP_OK;
}
