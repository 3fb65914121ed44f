/* When each cue is shown: at the time its words are spoken, as far as it can be
 * read in that time. Where not, it borrows from its neighbours: it may start up
 * to lead early and end up to lag late. Which cue borrows how much from whom is
 * one search (dynamic programming over the starts on the frame grid), since
 * what one gains another loses. Where the time of the words is not sure, more
 * may be borrowed: nobody can tell. Cues that need nothing keep their start.
 *
 * Gaps follow Netflix's "Timing Guidelines": two frames at least, and three to
 * eleven frames are closed to two. */
#include "cues/timing.h"

#define TRIES 64   /* the most starts to try for one cue */
#define FINEST 125 /* ms between two of them, where frames are shorter */

/* Costs in ms of shift, which a viewer minds little and evenly. */
#define TOO_SHORT 1000000
#define TOO_FAST 2000
#define FAST_SHARE 4 /* a ms of it, in ms of shift */
#define FAST_RISE 16 /* more, a ms of a cue that has none of its time */
#define LAG_SHARE 4  /* ms of late end that weigh as one of shift */
#define IMPOSSIBLE (INT64_MAX / 4)

/* The start of the frame nearest to ms. */
static int64_t snap(struct npi_frame_rate rate, int64_t ms)
{
    int64_t frame = npi_frame_at(rate, ms > 0 ? ms : 0);
    int64_t low = npi_frame_ms(rate, frame);
    int64_t high = npi_frame_ms(rate, frame + 1);
    return high - ms < ms - low ? high : low;
}

/* The start of the first frame not before ms. */
static int64_t later_frame(struct npi_frame_rate rate, int64_t ms)
{
    int64_t frame = npi_frame_at(rate, ms > 0 ? ms - 1 : 0);
    return npi_frame_ms(rate, frame + 1);
}

static int64_t min64(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t max64(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* When a cue shown from start should go, the next one coming at next. */
static int64_t stop_for(const struct npi_timing_rule *r,
                        const struct npi_slot *slot, int64_t start,
                        int64_t next)
{
    int64_t latest = next - r->gap;
    if (latest - start < r->shortest) /* crowded: what there is */
        return max64(latest, start + max64((next - start) / 2, 1));
    int64_t most = start + r->longest;
    int64_t wanted = max64(slot->end, min64(start + slot->needs,
                                            slot->end + r->lag + slot->unsure));
    wanted = min64(max64(wanted, start + r->shortest), most);
    /* Most cues are joined to the next one: no need to look for a frame. */
    if (latest <= most && next - wanted < r->open_gap)
        return latest;
    wanted = min64(later_frame(r->rate, wanted), most);
    if (wanted < latest && next - wanted >= r->open_gap)
        return wanted;
    return latest <= most ? latest : min64(most, next - r->open_gap);
}

/* What stands for the next cue's start after the last one: that cue may end
 * with the episode, and must not before it starts. */
static int64_t after_last(const struct npi_timing_rule *r, int64_t start)
{
    return max64(r->last + r->gap, start + 1);
}

static int64_t distance(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

/* One cue a little too fast is better than two; but none may be sacrificed: the
 * more it lacks, the dearer is what it lacks. */
static int64_t cost_of_speed(int64_t needs, int64_t lacks)
{
    return TOO_FAST + lacks * FAST_SHARE + lacks * lacks / needs * FAST_RISE;
}

static int64_t cost_of(const struct npi_timing_rule *r,
                       const struct npi_slot *slot, int64_t start, int64_t next)
{
    if (next <= start)
        return IMPOSSIBLE;
    int64_t stop = stop_for(r, slot, start, next);
    int64_t lasts = stop - start;
    int64_t cost = distance(start, slot->begin);
    if (lasts < r->shortest)
        cost += TOO_SHORT + (r->shortest - lasts) * 1000;
    if (lasts < slot->needs)
        cost += cost_of_speed(slot->needs, slot->needs - lasts);
    if (stop < slot->end - r->gap)
        cost += slot->end - r->gap - stop;
    if (stop > slot->end)
        cost += (stop - slot->end) / LAG_SHARE;
    return cost;
}

/* Starts to try, for all cues in a row, and the best way to each. */
struct
try {
    int64_t start;
    int64_t cost;  /* of the cues before */
    uint32_t from; /* which try of the cue before */
};

struct search {
    const struct npi_timing_rule *rule;
    struct npi_slot *slots;
    size_t n;
    int64_t *centre;   /* of each cue: a start that leaves room for all */
    bool *restless;    /* whether to try others */
    struct try *tries; /* of cue i: [first[i], first[i + 1]) */
    size_t *first;
};

/* Cues that have too little time as things stand, and their neighbours. */
static void find_restless(struct search *s)
{
    const struct npi_timing_rule *r = s->rule;
    for (size_t i = 0; i < s->n; i++) {
        const struct npi_slot *slot = &s->slots[i];
        int64_t next = i + 1 < s->n ? s->centre[i + 1]
                                    : after_last(r, s->centre[i]);
        int64_t stop = stop_for(r, slot, s->centre[i], next);
        if (stop - s->centre[i] >= max64(slot->needs, r->shortest))
            continue;
        for (size_t k = i ? i - 1 : 0; k < s->n && k <= i + 2; k++)
            s->restless[k] = true;
    }
}

static int64_t step_of(const struct npi_timing_rule *r,
                       const struct npi_slot *slot)
{
    int64_t step = max64(npi_frame_ms(r->rate, 1), FINEST);
    int64_t room = r->lead + r->lag + 2 * slot->unsure;
    return max64(step, room / (TRIES - 2) + 1);
}

static void list_tries(struct search *s, struct try *tries)
{
    const struct npi_timing_rule *r = s->rule;
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        s->first[i] = n;
        tries[n++].start = s->centre[i];
        const struct npi_slot *slot = &s->slots[i];
        int64_t low = slot->begin - r->lead - slot->unsure;
        int64_t high = slot->begin + r->lag + slot->unsure;
        int64_t step = step_of(r, slot);
        if (!s->restless[i])
            continue;
        for (int64_t at = low; at <= high; at += step) {
            int64_t start = snap(r->rate, at);
            if (start >= 0 && start < r->last && start != s->centre[i])
                tries[n++].start = start;
        }
    }
    s->first[s->n] = n;
    s->tries = tries;
}

static void search_step(struct search *s, size_t i)
{
    const struct npi_slot *slot = &s->slots[i - 1];
    for (size_t to = s->first[i]; to < s->first[i + 1]; to++) {
        struct try *t = &s->tries[to];
        t->cost = IMPOSSIBLE;
        for (size_t from = s->first[i - 1]; from < s->first[i]; from++) {
            const struct try *f = &s->tries[from];
            if (f->cost + distance(f->start, slot->begin) >= t->cost)
                continue; /* cost_of() is no less */
            int64_t cost = f->cost + cost_of(s->rule, slot, f->start, t->start);
            if (cost < t->cost) {
                t->cost = cost;
                t->from = (uint32_t)(from - s->first[i - 1]);
            }
        }
    }
}

/* The best start of the last cue. */
static size_t best_end(const struct search *s)
{
    size_t best = s->first[s->n - 1];
    int64_t least = INT64_MAX;
    for (size_t k = best; k < s->first[s->n]; k++) {
        int64_t start = s->tries[k].start;
        int64_t cost = s->tries[k].cost + cost_of(s->rule, &s->slots[s->n - 1],
                                                  start,
                                                  after_last(s->rule, start));
        if (cost < least) {
            least = cost;
            best = k;
        }
    }
    return best;
}

/* Walks back from there. */
static void settle(struct search *s)
{
    size_t best = best_end(s);
    int64_t next = after_last(s->rule, s->tries[best].start);
    for (size_t i = s->n; i-- > 0;) {
        struct npi_slot *slot = &s->slots[i];
        slot->start = s->tries[best].start;
        slot->stop = stop_for(s->rule, slot, slot->start, next);
        next = slot->start;
        if (i)
            best = s->first[i - 1] + s->tries[best].from;
    }
}

/* Frames, where the cues stand far enough apart for them. */
static void snap_centres(struct search *s)
{
    for (size_t i = 0; i < s->n; i++) {
        int64_t low = npi_frame_at(s->rule->rate, s->centre[i]);
        low = npi_frame_ms(s->rule->rate, low);
        if (!i || low > s->centre[i - 1])
            s->centre[i] = low;
    }
}

static enum np_status prepare(struct npi_arena *scratch, struct search *s)
{
    const struct npi_timing_rule *r = s->rule;
    s->centre = NPI_ARENA_NEW(scratch, int64_t, s->n);
    s->restless = NPI_ARENA_NEW(scratch, bool, s->n);
    s->first = NPI_ARENA_NEW(scratch, size_t, s->n + 1);
    if (!s->centre || !s->restless || !s->first)
        return NP_ERR_NOMEM;
    int64_t apart = r->shortest + r->gap + npi_frame_ms(r->rate, 1) + 1;
    enum np_status status = npi_timing_spread(scratch, s->slots, s->n, apart,
                                              r->last, s->centre);
    if (status != NP_OK)
        return status;
    snap_centres(s);
    find_restless(s);
    size_t n = s->n;
    for (size_t i = 0; i < s->n; i++)
        n += s->restless[i] ? TRIES : 0;
    struct try *tries = NPI_ARENA_NEW(scratch, struct try, n);
    if (!tries)
        return NP_ERR_NOMEM;
    list_tries(s, tries);
    return NP_OK;
}

enum np_status npi_timing_fit(struct npi_arena *scratch,
                              const struct npi_timing_rule *rule,
                              struct npi_slot *slots, size_t n)
{
    if (!n)
        return NP_OK;
    struct search s = {.rule = rule, .slots = slots, .n = n};
    enum np_status status = prepare(scratch, &s);
    if (status != NP_OK)
        return status;
    for (size_t i = 1; i < n; i++)
        search_step(&s, i);
    settle(&s);
    return NP_OK;
}
