/* See claims.h. */
#include "timeline/claims.h"

#include <stdlib.h>

#define LEAST 0.001 /* chance: what is less does not count */

static int by_boundary(const void *a, const void *b)
{
    const struct npi_claim *one = a;
    const struct npi_claim *two = b;

    if (one->boundary != two->boundary)
        return one->boundary < two->boundary ? -1 : 1;
    return (one->time > two->time) - (one->time < two->time);
}

enum np_status npi_claims_collect(struct npi_arena *arena,
                                  const struct npi_alignment *a,
                                  struct npi_claims *claims)
{
    size_t cap = 0;

    *claims = (struct npi_claims){0};
    for (size_t m = 0; m < a->marks->n; m++)
        for (size_t i = 0; i < a->rows[m].n; i++) {
            double chance = npi_align_chance(a, m, i);
            struct npi_claim *items = claims->items;

            if (chance < LEAST)
                continue;
            items = npi_arena_grow(arena, items, claims->n, &cap,
                                   sizeof(*items));
            if (!items)
                return NP_ERR_NOMEM;
            claims->items = items;
            items[claims->n++] = (struct npi_claim){a->rows[m].lo + i, m,
                                                    a->marks->items[m].time,
                                                    a->rows[m].clue[i], chance};
        }
    if (claims->n > 0)
        qsort(claims->items, claims->n, sizeof(*claims->items), by_boundary);
    return NP_OK;
}
