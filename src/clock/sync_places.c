/* Which offsets are worth a try. Each two starts, a caption's and one of
 * speech, vote for their difference; in a block of captions the true offset
 * gets more votes than nearly all others. */
#include "clock/sync_parts.h"

#include <math.h>
#include <stdlib.h>

#define GROUP 12   /* events; a block is two groups, and blocks overlap */
#define STEP 100   /* ms of one bin of votes */
#define BEST 6     /* offsets kept of a block */
#define SAME 150   /* ms between two that are one offset */
#define FINE 20    /* ms between those tried around a peak */
#define FOUND 1024 /* different offsets kept from all blocks */

struct found {
    int64_t offset;
    float support; /* nats, over the blocks that want it */
};

struct votes {
    uint16_t *bins[2]; /* of the group before and this one */
    size_t n;
    struct found *found;
    size_t n_found;
};

static void vote(const struct npi_syncing *s, size_t first, size_t end,
                 size_t *from, uint16_t *bins, size_t n)
{
    static const uint16_t weights[] = {1, 2, 3, 2, 1};
    size_t start = *from; /* starts before it are out of reach for all */

    for (size_t b = 0; b < n; b++)
        bins[b] = 0;
    for (size_t i = first; i < end; i++) {
        const struct npi_sync_event *event = &s->events[i];
        uint16_t weight = event->strong ? 2 : 1;

        while (start < s->sound.n_starts &&
               s->sound.starts[start] < event->at + s->low)
            start++;
        if (i == first)
            *from = start;
        for (size_t k = start; k < s->sound.n_starts; k++) {
            int64_t offset = s->sound.starts[k] - event->at;
            size_t b = (size_t)((offset - s->low) / STEP);

            if (offset > s->high)
                break;
            for (size_t w = 0; w < 5; w++) /* two bins lie before the first */
                bins[b + w] = (uint16_t)(bins[b + w] + weights[w] * weight);
        }
    }
}

static float block_nats(const struct npi_syncing *s, size_t first, size_t end,
                        int64_t offset)
{
    float sum = 0;

    for (size_t i = first; i < end; i++) {
        float nats = npi_sync_nats(s, i, offset);

        sum += nats < 0 && isinf(nats) ? 0 : nats;
    }
    return sum;
}

/* Adds an offset that a block wants; one that is there already gets its
 * support. */
static void add(struct votes *v, int64_t offset, float nats)
{
    if (nats <= 0)
        return;
    for (size_t i = 0; i < v->n_found; i++) {
        if (llabs(v->found[i].offset - offset) > SAME)
            continue;
        v->found[i].support += nats;
        return;
    }
    if (v->n_found < FOUND)
        v->found[v->n_found++] = (struct found){offset, nats};
}

static void try_around(const struct npi_syncing *s, struct votes *v,
                       size_t first, size_t end, int64_t offset)
{
    int64_t best = offset;
    float most = -HUGE_VALF;

    for (int64_t at = offset - SAME; at <= offset + SAME; at += FINE) {
        float nats = block_nats(s, first, end, at);

        if (nats > most) {
            most = nats;
            best = at;
        }
    }
    add(v, best, most);
}

/* The block's best peaks, at least three bins apart. */
static void take_peaks(const struct npi_syncing *s, struct votes *v,
                       size_t first, size_t end)
{
    size_t peaks[BEST];
    unsigned heights[BEST] = {0};
    size_t n = 0;

    for (size_t b = 1; b + 1 < v->n; b++) {
        unsigned height = (unsigned)v->bins[0][b] + v->bins[1][b];
        size_t at;

        if ((n == BEST && height <= heights[BEST - 1]) || height == 0 ||
            height < (unsigned)v->bins[0][b - 1] + v->bins[1][b - 1] ||
            height <= (unsigned)v->bins[0][b + 1] + v->bins[1][b + 1])
            continue;
        at = n < BEST ? n++ : BEST - 1;
        for (; at > 0 && heights[at - 1] < height; at--) {
            heights[at] = heights[at - 1];
            peaks[at] = peaks[at - 1];
        }
        heights[at] = height;
        peaks[at] = b;
    }
    for (size_t i = 0; i < n; i++)
        try_around(s, v, first, end,
                   s->low + ((int64_t)peaks[i] - 2) * STEP + STEP / 2);
}

static int by_support(const void *left, const void *right)
{
    const struct found *a = left;
    const struct found *b = right;

    if (a->support < b->support || a->support > b->support)
        return a->support > b->support ? -1 : 1;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

static int by_offset(const void *left, const void *right)
{
    const int64_t *a = left;
    const int64_t *b = right;

    return (*a > *b) - (*a < *b);
}

static void keep_best(struct npi_syncing *s, struct votes *v)
{
    qsort(v->found, v->n_found, sizeof(*v->found), by_support);
    s->n_places = v->n_found < NPI_SYNC_PLACES ? v->n_found : NPI_SYNC_PLACES;
    for (size_t i = 0; i < s->n_places; i++)
        s->places[i] = v->found[i].offset;
    qsort(s->places, s->n_places, sizeof(*s->places), by_offset);
}

void npi_sync_set_places(struct npi_syncing *s,
                         const struct npi_sync_piece *pieces, size_t n)
{
    size_t kept = 0;

    for (size_t k = 0; k < n && k < NPI_SYNC_PLACES; k++)
        s->places[k] = pieces[k].offset;
    s->n_places = n < NPI_SYNC_PLACES ? n : NPI_SYNC_PLACES;
    qsort(s->places, s->n_places, sizeof(*s->places), by_offset);
    for (size_t k = 0; k < s->n_places; k++)
        if (k == 0 || s->places[k] != s->places[kept - 1])
            s->places[kept++] = s->places[k];
    s->n_places = kept;
}

enum np_status npi_sync_find_places(struct npi_syncing *s)
{
    struct votes v = {
        .n = (size_t)((s->high - s->low) / STEP) + 5,
        .found = NPI_ARENA_NEW(s->arena, struct found, FOUND),
    };
    size_t from = 0;

    for (int k = 0; k < 2; k++)
        v.bins[k] = NPI_ARENA_NEW(s->arena, uint16_t, v.n);
    if (!v.bins[0] || !v.bins[1] || !v.found)
        return NP_ERR_NOMEM;
    for (size_t first = 0; first < s->n_events; first += GROUP) {
        uint16_t *next = v.bins[0];
        size_t end = first + GROUP < s->n_events ? first + GROUP : s->n_events;

        if (npi_sync_cancelled(s))
            return NP_ERR_INTERRUPTED;
        v.bins[0] = v.bins[1];
        v.bins[1] = next;
        vote(s, first, end, &from, v.bins[1], v.n);
        if (first > 0 || end == s->n_events)
            take_peaks(s, &v, first > 0 ? first - GROUP : 0, end);
    }
    keep_best(s, &v);
    return NP_OK;
}
