/* See anchors.h. */
#include "timeline/anchors.h"

#include <stdlib.h>

#define LEAST 0.001 /* chance: what is less does not count */

static int by_boundary(const void *a, const void *b)
{
    const struct npi_anchor *one = a;
    const struct npi_anchor *two = b;

    if (one->boundary != two->boundary)
        return one->boundary < two->boundary ? -1 : 1;
    return (one->time > two->time) - (one->time < two->time);
}

enum np_status npi_anchors_collect(struct npi_arena *arena,
                                   const struct npi_alignment *a,
                                   struct npi_anchors *anchors)
{
    size_t cap = 0;

    *anchors = (struct npi_anchors){0};
    for (size_t m = 0; m < a->marks->n; m++)
        for (size_t i = 0; i < a->rows[m].n; i++) {
            double chance = npi_align_chance(a, m, i);
            struct npi_anchor *items = anchors->items;

            if (chance < LEAST)
                continue;
            items = npi_arena_grow(arena, items, anchors->n, &cap,
                                   sizeof(*items));
            if (!items)
                return NP_ERR_NOMEM;
            anchors->items = items;
            items[anchors->n++] = (struct npi_anchor){
                a->rows[m].lo + i, m, a->marks->items[m].time,
                a->rows[m].clue[i], chance};
        }
    if (anchors->n > 0)
        qsort(anchors->items, anchors->n, sizeof(*anchors->items), by_boundary);
    return NP_OK;
}
