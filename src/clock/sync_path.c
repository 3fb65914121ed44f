/* The best way through the captions: which offset each has, with a price for
 * every change. What lies between two pieces may be left out on either side,
 * but neither clock runs back. */
#include "clock/sync_parts.h"

#include <math.h>

#define STAY UINT8_MAX
#define START (UINT8_MAX - 1)

/* A state: event i has offset c. */
struct cell {
    float nats; /* of the best way that ends here */
    float best; /* of the best that ended with this offset, here or before, */
    uint32_t where; /* and with which event */
    uint32_t from;  /* the event before, where the offset changed */
    uint8_t how;    /* STAY, START, or the offset it came from */
};

struct path {
    const struct npi_syncing *s;
    struct cell *cells; /* n_events rows of n_places */
    uint32_t reach[NPI_SYNC_PLACES][NPI_SYNC_PLACES]; /* [from][to]: events
                           that end early enough for a removal */
};

static struct cell *cell_at(const struct path *p, size_t i, size_t c)
{
    return &p->cells[i * p->s->n_places + c];
}

static void consider(const struct path *p, size_t row, size_t from,
                     struct cell *cell, float *most)
{
    const struct cell *last = cell_at(p, row, from);

    if (last->best - p->s->price <= *most)
        return;
    *most = last->best - p->s->price;
    cell->how = (uint8_t)from;
    cell->from = last->where;
}

/* Something put in: the offset grows, from any event before. */
static void insertions(const struct path *p, size_t i, size_t c,
                       struct cell *cell, float *most)
{
    for (size_t from = 0;
         from < c && p->s->places[from] <= p->s->places[c] - NPI_SYNC_LEAST;
         from++)
        consider(p, i - 1, from, cell, most);
}

/* Something missing: the offset shrinks, and the captions in between are
 * skipped. */
static void removals(struct path *p, size_t i, size_t c, struct cell *cell,
                     float *most)
{
    const struct npi_syncing *s = p->s;

    for (size_t from = s->n_places; from-- > c + 1;) {
        int64_t missing = s->places[from] - s->places[c];
        uint32_t *n = &p->reach[from][c];

        if (missing < NPI_SYNC_LEAST)
            break;
        while (*n < i && s->events[*n].at + missing <= s->events[i].at)
            ++*n;
        if (*n > 0)
            consider(p, *n - 1, from, cell, most);
    }
}

static void fill(struct path *p, size_t i, size_t c)
{
    struct cell *cell = cell_at(p, i, c);
    float most = 0;

    cell->how = START;
    if (i > 0) {
        const struct cell *last = cell_at(p, i - 1, c);

        if (last->nats > most) {
            most = last->nats;
            cell->how = STAY;
        }
        insertions(p, i, c, cell, &most);
        removals(p, i, c, cell, &most);
        cell->best = last->best;
        cell->where = last->where;
    }
    cell->nats = most + npi_sync_nats(p->s, i, p->s->places[c]);
    if (i == 0 || cell->nats > cell->best) {
        cell->best = cell->nats;
        cell->where = (uint32_t)i;
    }
}

/* Walks back; pieces come out last first and are turned. */
static size_t walk(const struct path *p, size_t c, struct npi_sync_piece *out)
{
    size_t i = cell_at(p, p->s->n_events - 1, c)->where;
    size_t n = 0;

    out[n] = (struct npi_sync_piece){.last = i, .offset = p->s->places[c]};
    for (;;) {
        const struct cell *cell = cell_at(p, i, c);

        out[n].first = i;
        if (cell->how == START)
            break;
        if (cell->how == STAY) {
            i--;
            continue;
        }
        i = cell->from;
        c = cell->how;
        n++;
        out[n] = (struct npi_sync_piece){.last = i, .offset = p->s->places[c]};
    }
    n++;
    for (size_t k = 0; k < n / 2; k++) {
        struct npi_sync_piece piece = out[k];

        out[k] = out[n - 1 - k];
        out[n - 1 - k] = piece;
    }
    return n;
}

enum np_status npi_sync_find_path(struct npi_syncing *s,
                                  struct npi_sync_piece **pieces, size_t *n,
                                  double *gain)
{
    struct path *p = NPI_ARENA_NEW(s->arena, struct path, 1);
    size_t best = 0;

    *n = 0;
    *gain = 0;
    *pieces = NPI_ARENA_NEW(s->arena, struct npi_sync_piece, s->n_events);
    if (!p || !*pieces)
        return NP_ERR_NOMEM;
    p->s = s;
    p->cells = npi_arena_alloc(s->arena, s->n_events,
                               s->n_places * sizeof(*p->cells));
    if (!p->cells)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < s->n_events; i++) {
        if (npi_sync_cancelled(s))
            return NP_ERR_INTERRUPTED;
        for (size_t c = 0; c < s->n_places; c++)
            fill(p, i, c);
    }
    for (size_t c = 1; c < s->n_places; c++)
        if (cell_at(p, s->n_events - 1, c)->best >
            cell_at(p, s->n_events - 1, best)->best)
            best = c;
    if (s->n_places == 0 || cell_at(p, s->n_events - 1, best)->best <= 0)
        return NP_OK;
    *gain = (double)cell_at(p, s->n_events - 1, best)->best;
    *n = walk(p, best, *pieces);
    return NP_OK;
}
