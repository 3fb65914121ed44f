/* The alignment's two ends: which mark is the first that is placed, and which
 * the last.
 *
 * Usually the dialogue covers the episode, save some music, and few marks
 * before or after belong nowhere. But notes may hold a part of the dialogue
 * only: then many marks belong nowhere for one reason, and are not each
 * counted against it. */
#include "timeline/step.h"

#define NPI_REACH 6.0    /* deviations that a step may stray forward */
#define NPI_SILENCE 60.0 /* s: without text at an end, on average */
#define NPI_SILENCE_ODDS 0.1
#define NPI_PART (-9.0)      /* log chance that an end of the dialogue lacks */
#define NPI_PART_MARK (-0.1) /* for each mark in the part that lacks */

double npi_hop_reach(const struct npi_alignment *a, const struct npi_hop *hop)
{
    double root = hop->root + NPI_REACH * a->spread;

    return root * root - a->model->slack;
}

/* An end where there may be more time than text. */
static double whole_end(const struct npi_hop *hop, double text)
{
    double fit = npi_bell(npi_stray(hop, text));
    double silence = hop->time - text;

    if (silence <= 0)
        return fit;
    return fmin(fit + NPI_SILENCE_ODDS * exp(-silence / NPI_SILENCE), 1);
}

/* An end where a part of the dialogue lacks: up to the next mark, which is not
 * in it, there may be less text than time. */
static double part_end(const struct npi_hop *hop, double text)
{
    return text < hop->time ? 1 : npi_bell(npi_stray(hop, text));
}

static double whole_log(const struct npi_alignment *a, size_t skipped)
{
    return skipped > NPI_SKIPS ? -HUGE_VAL
                               : a->model->unplaced * (double)skipped;
}

static double part_log(size_t skipped)
{
    return skipped == 0 ? -HUGE_VAL
                        : NPI_PART + NPI_PART_MARK * (double)skipped;
}

double npi_start_log(const struct npi_alignment *a, size_t m)
{
    if (m > a->marks->first_fixed)
        return -HUGE_VAL;
    return fmax(whole_log(a, m), part_log(m));
}

double npi_start_reach(const struct npi_alignment *a, size_t m)
{
    double time = a->marks->items[m].time;
    struct npi_hop hop = npi_hop_of(
        a, m <= NPI_SKIPS ? time : time - a->marks->items[m - 1].time);

    return npi_hop_reach(a, &hop);
}

struct npi_ending npi_start_of(const struct npi_alignment *a, size_t m)
{
    const struct npi_mark *mark = &a->marks->items[m];
    double scale = npi_start_log(a, m);

    return (struct npi_ending){
        .whole = exp(whole_log(a, m) - scale),
        .part = exp(part_log(m) - scale),
        .timed = true,
        .to_end = npi_hop_of(a, mark->time),
        .to_next = npi_hop_of(a, m > 0 ? mark->time - mark[-1].time : 0),
    };
}

/* Most marks can't be at a whole end: those need no bell. */
static double ending_at(const struct npi_ending *ending, double text)
{
    double sum = ending->whole;

    if (sum > 0 && ending->timed)
        sum *= whole_end(&ending->to_end, text);
    if (ending->part > 0)
        sum += ending->part * part_end(&ending->to_next, text);
    return sum;
}

double npi_start_at(const struct npi_alignment *a,
                    const struct npi_ending *start, size_t place)
{
    return ending_at(start, a->seconds[place]);
}

double npi_end_log(const struct npi_alignment *a, size_t m)
{
    size_t skipped = a->marks->n - 1 - m;

    if (a->marks->last_fixed != NP_NONE && m < a->marks->last_fixed)
        return -HUGE_VAL;
    return fmax(whole_log(a, skipped), part_log(skipped));
}

struct npi_ending npi_end_of(const struct npi_alignment *a, size_t m)
{
    const struct npi_mark *mark = &a->marks->items[m];
    size_t skipped = a->marks->n - 1 - m;
    double scale = npi_end_log(a, m);

    return (struct npi_ending){
        .whole = exp(whole_log(a, skipped) - scale),
        .part = exp(part_log(skipped) - scale),
        .timed = a->length >= 0,
        .to_end = npi_hop_of(a, a->length - mark->time),
        .to_next = npi_hop_of(a, skipped > 0 ? mark[1].time - mark->time : 0),
    };
}

double npi_end_at(const struct npi_alignment *a, const struct npi_ending *end,
                  size_t place)
{
    return ending_at(end, a->seconds[a->n_boundaries - 1] - a->seconds[place]);
}
