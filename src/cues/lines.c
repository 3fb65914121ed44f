/* Line breaking inside a cue, by trying every place: a cue has few. */
#include "cues/lines.h"

#include "cues/places.h"

/* On the scale of enum npi_place. A line break weighs less than a cue's: the
 * rest is in sight. Lines as different as 0 and full cost UNEVEN. */
#define BREAK_SHARE(place) ((place) / 2)
#define EACH_LINE 8
#define UNEVEN 200

/* What is the same for all tries of a cue with n lines. */
struct task {
    const struct npi_stretch *s;
    const struct npi_line_rule *rule;
    size_t to;
    int64_t mean; /* half-widths */
};

static int32_t cost_of_line(const struct task *task, size_t from, size_t to)
{
    int64_t off = (int64_t)npi_stretch_width(task->s, from, to) - task->mean;
    int64_t limit = task->rule->limit;
    return (int32_t)(UNEVEN * off * off / (limit * limit));
}

/* Lays [from, task->to) on `left` lines, the k-th and later of the layout. */
static bool lay_rest(const struct task *task, size_t from, unsigned k,
                     unsigned left, struct npi_layout *best)
{
    const struct npi_stretch *s = task->s;
    uint32_t limit = task->rule->limit;
    if (left == 1) {
        if (npi_stretch_width(s, from, task->to) > limit)
            return false;
        best->ends[k] = task->to;
        best->cost = cost_of_line(task, from, task->to);
        return true;
    }
    bool found = false;
    for (size_t i = from + 1; i < task->to; i++) {
        int16_t place = s->cells[i].place;
        if (place == NPI_NEVER ||
            npi_stretch_width(s, i, task->to) > (left - 1) * limit)
            continue;
        if (npi_stretch_width(s, from, i) > limit)
            break;
        struct npi_layout rest = *best;
        int32_t cost = BREAK_SHARE(place) + cost_of_line(task, from, i);
        if ((found && cost >= best->cost) ||
            !lay_rest(task, i, k + 1, left - 1, &rest))
            continue;
        cost += rest.cost;
        /* Of two that cost the same the later one: the fuller line on top
         * hides no more of the picture. */
        if (found && cost > best->cost)
            continue;
        *best = rest;
        best->ends[k] = i;
        best->cost = cost;
        found = true;
    }
    return found;
}

struct npi_layout npi_lines_lay(const struct npi_stretch *s,
                                const struct npi_line_rule *rule, size_t from,
                                size_t to)
{
    struct npi_layout best = {.n = 0};
    uint32_t width = npi_stretch_width(s, from, to);
    for (unsigned n = 1; n <= rule->lines; n++) {
        if (width > n * rule->limit)
            continue;
        struct npi_layout layout = {.n = n};
        struct task task = {s, rule, to, width / n};
        if (!lay_rest(&task, from, 0, n, &layout))
            continue;
        layout.cost += (int32_t)(n - 1) * EACH_LINE;
        if (!best.n || layout.cost < best.cost)
            best = layout;
        /* "Keep the text on one line unless it is too long for it." */
        if (n == 1)
            break;
    }
    return best;
}
