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
static double whole_end(const struct npi_alignment *a, double time, double text)
{
    struct npi_hop hop = npi_hop_of(a, time);
    double fit = npi_bell(npi_stray(a, &hop, text));
    double silence = hop.time - text;

    if (silence <= 0)
        return fit;
    return fmin(fit + NPI_SILENCE_ODDS * exp(-silence / NPI_SILENCE), 1);
}

/* An end where a part of the dialogue lacks: up to the next mark, which is not
 * in it, there may be less text than time. */
static double part_end(const struct npi_alignment *a, double time, double text)
{
    struct npi_hop hop = npi_hop_of(a, time);

    return text < hop.time ? 1 : npi_bell(npi_stray(a, &hop, text));
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

double npi_start_at(const struct npi_alignment *a, size_t m, size_t place)
{
    double scale = npi_start_log(a, m);
    double time = a->marks->items[m].time;
    double text = a->seconds[place];
    double sum = exp(whole_log(a, m) - scale) * whole_end(a, time, text);

    if (m > 0)
        sum += exp(part_log(m) - scale) *
               part_end(a, time - a->marks->items[m - 1].time, text);
    return sum;
}

double npi_end_log(const struct npi_alignment *a, size_t m)
{
    size_t skipped = a->marks->n - 1 - m;

    if (a->marks->last_fixed != NP_NONE && m < a->marks->last_fixed)
        return -HUGE_VAL;
    return fmax(whole_log(a, skipped), part_log(skipped));
}

double npi_end_at(const struct npi_alignment *a, size_t m, size_t place)
{
    size_t skipped = a->marks->n - 1 - m;
    double scale = npi_end_log(a, m);
    double time = a->marks->items[m].time;
    double text = a->seconds[a->n_boundaries - 1] - a->seconds[place];
    double sum = exp(whole_log(a, skipped) - scale);

    if (a->length >= 0)
        sum *= whole_end(a, a->length - time, text);
    if (skipped > 0)
        sum += exp(part_log(skipped) - scale) *
               part_end(a, a->marks->items[m + 1].time - time, text);
    return sum;
}
