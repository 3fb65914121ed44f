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
#define NPI_TAIL 4.0      /* chapters' lengths that may follow the last mark */
#define NPI_TAIL_FADE 2.0 /* and how fast more of them get unlikely */
#define NPI_CHAPTER 60.0  /* s: of the usual length of one, the least */

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

static double part_log(size_t skipped, double odds)
{
    return skipped == 0 ? -HUGE_VAL
                        : NPI_PART + odds + NPI_PART_MARK * (double)skipped;
}

double npi_start_log(const struct npi_alignment *a, size_t m)
{
    if (m > a->marks->first_fixed)
        return -HUGE_VAL;
    return fmax(whole_log(a, m), part_log(m, a->lacks_start));
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
        .part = exp(part_log(m, a->lacks_start) - scale),
        .timed = true,
        .to_end = npi_hop_of(a, mark->time),
        .to_next = npi_hop_of(a, m > 0 ? mark->time - mark[-1].time : 0),
    };
}

/* The outline may end before the dialogue does; but the longer it goes on
 * behind the last mark, the less likely: as a rare part that the outline lacks,
 * beyond some chapters of the usual length. Only where no media tells the end.
 */
static double open_end(const struct npi_ending *ending, double text)
{
    double chapters = (text - ending->to_end.time) / ending->chapter - NPI_TAIL;

    return chapters <= 0 ? 1
                         : fmax(exp(-chapters / NPI_TAIL_FADE),
                                exp(NPI_PART + NPI_PART_MARK * chapters));
}

/* lacks (may be NULL): the part of it where the dialogue lacks that end. Most
 * marks can't be at a whole end: those need no bell. */
static double ending_at(const struct npi_ending *ending, double text,
                        double *lacks)
{
    double whole = ending->whole;
    double part = 0;
    double sum;

    if (whole > 0 && ending->timed)
        whole *= whole_end(&ending->to_end, text);
    if (ending->part > 0)
        part = ending->part * part_end(&ending->to_next, text);
    if (!ending->timed) {
        double open = open_end(ending, text);

        whole *= open;
        part *= open;
    }
    sum = whole + part;
    if (lacks)
        *lacks = sum > 0 ? part / sum : 0;
    return sum;
}

double npi_start_at(const struct npi_alignment *a,
                    const struct npi_ending *start, size_t place, double *lacks)
{
    return ending_at(start, a->seconds[place], lacks);
}

double npi_end_log(const struct npi_alignment *a, size_t m)
{
    size_t skipped = a->marks->n - 1 - m;

    if (a->marks->last_fixed != NP_NONE && m < a->marks->last_fixed)
        return -HUGE_VAL;
    return fmax(whole_log(a, skipped), part_log(skipped, a->lacks_end));
}

/* The usual length of a chapter. */
static double chapter_length(const struct npi_marks *marks)
{
    double all = marks->items[marks->n - 1].time - marks->items[0].time;

    return marks->n > 1 ? fmax(all / (double)(marks->n - 1), NPI_CHAPTER)
                        : NPI_CHAPTER;
}

struct npi_ending npi_end_of(const struct npi_alignment *a, size_t m)
{
    const struct npi_mark *mark = &a->marks->items[m];
    size_t skipped = a->marks->n - 1 - m;
    double scale = npi_end_log(a, m);
    double end = a->length >= 0 ? a->length
                                : a->marks->items[a->marks->n - 1].time;

    return (struct npi_ending){
        .whole = exp(whole_log(a, skipped) - scale),
        .part = exp(part_log(skipped, a->lacks_end) - scale),
        .timed = a->length >= 0,
        .to_end = npi_hop_of(a, end - mark->time),
        .to_next = npi_hop_of(a, skipped > 0 ? mark[1].time - mark->time : 0),
        .chapter = chapter_length(a->marks),
    };
}

double npi_end_at(const struct npi_alignment *a, const struct npi_ending *end,
                  size_t place, double *lacks)
{
    return ending_at(end, a->seconds[a->n_boundaries - 1] - a->seconds[place],
                     lacks);
}
