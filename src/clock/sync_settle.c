/* The way's pieces made exact: each offset by the starts that meet. */
#include "clock/sync_parts.h"

#include <math.h>
#include <stdlib.h>

#define ROUNDS 3
#define DRIFT 300  /* ms that starts run apart over a piece */
#define DRIFTERS 8 /* events that can tell */

/* ms from the nearest start of speech to ms; NPI_SYNC_NEAR if none is near. */
static int64_t nearest(const struct npi_sound *sound, int64_t ms)
{
    size_t low = 0;
    size_t high = sound->n_starts;
    int64_t best = NPI_SYNC_NEAR;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sound->starts[middle] < ms)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < sound->n_starts && sound->starts[low] - ms < best)
        best = sound->starts[low] - ms;
    if (low > 0 && ms - sound->starts[low - 1] < llabs(best))
        best = sound->starts[low - 1] - ms;
    return best;
}

static int by_size(const void *left, const void *right)
{
    const int64_t *a = left;
    const int64_t *b = right;

    return (*a > *b) - (*a < *b);
}

#define MIDDLE_OF 512 /* residuals that a median is taken of */

/* The median of how much later starts are than the offset has them. */
static int64_t middle(const struct npi_syncing *s,
                      const struct npi_sync_piece *piece)
{
    int64_t off[MIDDLE_OF];
    size_t step = (piece->last - piece->first) / MIDDLE_OF + 1;
    size_t n = 0;

    for (size_t i = piece->first; i <= piece->last && n < MIDDLE_OF;
         i += step) {
        int64_t by = nearest(&s->sound, s->events[i].at + piece->offset);

        if (llabs(by) < NPI_SYNC_NEAR)
            off[n++] = by;
    }
    if (n == 0)
        return 0;
    qsort(off, n, sizeof(*off), by_size);
    return off[n / 2];
}

/* How far the starts that meet run apart from the first event to the last: a
 * straight line through them. */
static double drift(const struct npi_syncing *s,
                    const struct npi_sync_piece *piece)
{
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    double span = (double)(s->events[piece->last].at -
                           s->events[piece->first].at);

    for (size_t i = piece->first; i <= piece->last; i++) {
        int64_t by = nearest(&s->sound, s->events[i].at + piece->offset);
        double at = (double)(s->events[i].at - s->events[piece->first].at);

        if (llabs(by) >= NPI_SYNC_NEAR)
            continue;
        n += 1;
        x += at;
        y += (double)by;
        xx += at * at;
        xy += at * (double)by;
    }
    if (n < DRIFTERS || n * xx - x * x <= 0)
        return 0;
    return (n * xy - x * y) / (n * xx - x * x) * span;
}

bool npi_sync_refine(const struct npi_syncing *s, struct npi_sync_piece *piece)
{
    for (int k = 0; k < ROUNDS; k++)
        piece->offset += middle(s, piece);
    return fabs(drift(s, piece)) < DRIFT;
}
