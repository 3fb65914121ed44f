/* Line breaking inside a cue, by trying every place: a cue has few. */
#include "cues/lines.h"

#include "cues/places/places.h"

/* On the scale of enum npi_place. A line break weighs less than a cue's, as the
 * rest is in sight; but what tears a phrase is as bad. Lines as different as 0
 * and full cost UNEVEN. */
#define EACH_LINE 8
#define UNEVEN 200
#define BESIDE 12   /* a break in a clause, where another clause's end is */
#define LOPSIDED 30 /* a line not half as long as the other one */

static int32_t cost_of_break(int16_t place)
{
    int32_t tears = place > NPI_PLACE_WORD ? place - NPI_PLACE_WORD : 0;
    return place / 2 + tears / 2;
}

/* What is the same for all tries of a cue with n lines. */
struct task {
    const struct npi_stretch *s;
    const struct npi_line_rule *rule;
    size_t to;
    int32_t mean; /* half-widths */
    bool marked;  /* clauses end inside the cue */
};

static int32_t cost_of_line(const struct task *task, uint32_t width)
{
    int32_t off = (int32_t)width - task->mean;
    int32_t limit = (int32_t)task->rule->limit;
    return UNEVEN * off * off / (limit * limit);
}

/* A clause is as short as it is; but who cuts one can cut it in the middle. */
static int32_t cost_of_cut(const struct task *task, size_t from, size_t at)
{
    int16_t place = task->s->cells[at].place;
    int32_t left = (int32_t)npi_stretch_width(task->s, from, at);
    int32_t right = (int32_t)npi_stretch_width(task->s, at, task->to);
    int32_t least = left < right ? left : right;
    int32_t cost = cost_of_break(place);
    if (task->marked && place > NPI_PLACE_LIST)
        cost += BESIDE;
    if (least * 3 < task->mean * 2)
        cost += place > NPI_PLACE_LIST ? LOPSIDED : LOPSIDED / 2;
    if (least * 2 < task->mean) /* a third of the other one */
        cost += LOPSIDED;
    if (least * 4 < task->mean) /* a seventh */
        cost += LOPSIDED;
    return cost;
}

/* Lays [from, task->to) on `left` lines, the k-th and later of the layout; of
 * two ways that cost the same the one with more on top. best->cost comes in as
 * what it must cost less than; false if no way does. */
static bool lay_rest(const struct task *task, size_t from, unsigned k,
                     unsigned left, struct npi_layout *best)
{
    const struct npi_stretch *s = task->s;
    uint32_t limit = task->rule->limit;
    if (left == 1) {
        uint32_t width = npi_stretch_width(s, from, task->to);
        int32_t cost = cost_of_line(task, width);
        if (width > limit || cost >= best->cost)
            return false;
        best->ends[k] = task->to;
        best->cost = cost;
        return true;
    }
    bool found = false;
    for (size_t i = task->to - 1; i > from; i--) {
        int16_t place = s->cells[i].place;
        if (s->cells[task->to].pos - s->cells[i].pos >
            (left - 1) * (limit + NPI_DROPPED_WIDTH))
            break;
        uint32_t width = npi_stretch_width(s, from, i);
        if (place == NPI_NEVER || width > limit)
            continue;
        int32_t cost = cost_of_cut(task, from, i) + cost_of_line(task, width);
        if (cost >= best->cost)
            continue;
        struct npi_layout rest = *best;
        rest.cost -= cost;
        if (!lay_rest(task, i, k + 1, left - 1, &rest))
            continue;
        rest.cost += cost;
        *best = rest;
        best->ends[k] = i;
        found = true;
    }
    return found;
}

/* A clause ends inside; "and" alone does not end one. */
static bool has_mark(const struct npi_stretch *s, size_t from, size_t to)
{
    for (size_t i = from + 1; i < to; i++)
        if (s->cells[i].place <= NPI_PLACE_CLAUSE + NPI_PLACE_BRIEF ||
            s->cells[i].place == NPI_PLACE_LIST)
            return true;
    return false;
}

struct npi_layout npi_lines_lay(const struct npi_stretch *s,
                                const struct npi_line_rule *rule, size_t from,
                                size_t to, int32_t below)
{
    struct npi_layout best = {.cost = below};
    uint32_t width = npi_stretch_width(s, from, to);
    /* "Keep the text on one line unless it is too long for it." */
    if (width <= rule->limit) {
        best.n = below > 0;
        best.ends[0] = to;
        best.cost = 0;
        return best;
    }
    bool marked = has_mark(s, from, to);
    for (unsigned n = 2; n <= rule->lines; n++) {
        if (width > n * rule->limit + (n - 1) * NPI_DROPPED_WIDTH)
            continue;
        int32_t extra = (int32_t)(n - 1) * EACH_LINE;
        struct npi_layout layout = {.n = n, .cost = best.cost - extra};
        struct task task = {s, rule, to, (int32_t)(width / n), marked};
        if (!lay_rest(&task, from, 0, n, &layout))
            continue;
        layout.cost += extra;
        best = layout;
    }
    return best;
}
