/* Marks: every believed stamp, in order of time. */
#include "timeline/marks.h"

#define NPI_OPEN_GAP 60.0 /* s: behind the last mark */

/* A stamp is its time rounded down by half of those who write them, and
 * rounded by the others. */
static double middle(int64_t ms, int64_t grain)
{
    return ((double)ms + (double)(grain > 1 ? grain : 0) / 4) / 1000;
}

static struct npi_mark entry_mark(const struct np_episode *episode,
                                  size_t entry)
{
    const struct np_entry *e = &episode->outline[entry];

    return (struct npi_mark){
        .time = middle(e->start, e->grain),
        .entry = entry,
        .hi = episode->n_sentences - 1,
    };
}

static struct npi_mark pin_mark(const struct npi_pin *pin)
{
    return (struct npi_mark){
        .time = (double)pin->ms / 1000,
        .entry = NP_NONE,
        .lo = pin->sentence,
        .hi = pin->sentence,
    };
}

/* A mark lies between its fixed neighbours. */
static void bound(struct npi_marks *marks)
{
    size_t lo = 0;
    size_t hi = NP_NONE;

    for (size_t i = 0; i < marks->n; i++) {
        if (marks->items[i].entry == NP_NONE) {
            lo = marks->items[i].lo;
            marks->last_fixed = i;
        }
        marks->items[i].lo = lo;
    }
    for (size_t i = marks->n; i-- > 0;) {
        if (marks->items[i].entry == NP_NONE) {
            hi = marks->items[i].hi;
            marks->first_fixed = i;
        }
        if (marks->items[i].hi > hi)
            marks->items[i].hi = hi;
    }
}

static void measure_gaps(struct npi_marks *marks)
{
    double later = 0;

    for (size_t i = marks->n; i-- > 0;) {
        struct npi_mark *mark = &marks->items[i];
        double next = i + 1 < marks->n ? marks->items[i + 1].time : 0;

        if (i + 1 == marks->n)
            later = mark->time + NPI_OPEN_GAP;
        else if (next > mark->time)
            later = next;
        mark->gap = later - mark->time;
    }
}

enum np_status npi_marks_build(struct npi_arena *arena,
                               const struct np_episode *episode,
                               const struct npi_beliefs *beliefs,
                               struct npi_marks *marks)
{
    size_t n = beliefs->n_entries + beliefs->n_pins;
    size_t e = 0;
    size_t p = 0;

    marks->items = NPI_ARENA_NEW(arena, struct npi_mark, n);
    if (!marks->items)
        return NP_ERR_NOMEM;
    for (marks->n = 0; marks->n < n; marks->n++) {
        const struct npi_pin *pin = &beliefs->pins[p];
        bool entry = e < beliefs->n_entries &&
                     (p == beliefs->n_pins ||
                      episode->outline[beliefs->entries[e]].start <= pin->ms);

        marks->items[marks->n] = entry ? entry_mark(episode,
                                                    beliefs->entries[e++])
                                       : pin_mark(&beliefs->pins[p++]);
    }
    marks->first_fixed = marks->n;
    marks->last_fixed = NP_NONE;
    bound(marks);
    measure_gaps(marks);
    return NP_OK;
}
