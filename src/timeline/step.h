/* One step of the alignment: what the seconds by text between two places say
 * of the seconds between two stamps. Internal to the alignment. */
#ifndef NPI_TIMELINE_STEP_H
#define NPI_TIMELINE_STEP_H

#include "base/bell.h"
#include "timeline/align.h"

#include <math.h>

#define NPI_SKIPS 8   /* marks in a row that may belong nowhere */
#define NPI_KEEP 1e-5 /* of the largest: what is less is left out */

/* Two marks and what does not depend on their places; a copy of it, so that the
 * inner loops have it at hand. */
struct npi_hop {
    double time; /* s between the stamps, not negative */
    double root; /* of the same, with the slack */
    double slack;
    double spread;
    double norm; /* makes a bell over all boundaries add up to about 1, so that
                    a mark that is placed and one that is not compare */
};

static inline struct npi_hop npi_hop_of(const struct npi_alignment *a,
                                        double time)
{
    double positive = time > 0 ? time : 0;
    double root = sqrt(positive + a->model->slack);
    double sentence = a->seconds[a->n_boundaries - 1] /
                      (double)(a->n_boundaries - 1);

    /* 3/8 is the height of Student's t where npi_bell() is 1, and 2 * root *
     * spread the seconds of one deviation. */
    return (struct npi_hop){
        .time = positive,
        .root = root,
        .slack = a->model->slack,
        .spread = a->spread,
        .norm = 3.0 / 8 * sentence / (2 * root * a->spread),
    };
}

static inline struct npi_hop npi_hop_between(const struct npi_alignment *a,
                                             size_t from, size_t to)
{
    return npi_hop_of(a, a->marks->items[to].time - a->marks->items[from].time);
}

/* By how many deviations text of so many seconds misses the hop. */
static inline double npi_stray(const struct npi_hop *hop, double seconds)
{
    return (sqrt(seconds + hop->slack) - hop->root) / hop->spread;
}

static inline bool npi_mark_fixed(const struct npi_alignment *a, size_t m)
{
    return a->marks->items[m].entry == NP_NONE;
}

/* The first mark that a step to m may come from (m: only from the start), and
 * the last that one from m may go to (m: only to the end). Fixed marks are not
 * stepped over. */
size_t npi_step_first(const struct npi_alignment *a, size_t m);
size_t npi_step_last(const struct npi_alignment *a, size_t m);

/* Log chance that the marks between two belong nowhere. */
double npi_skip_log(const struct npi_alignment *a, size_t from, size_t to);

/* What a row's values are multiplied with on their way to m, and the start's;
 * 0 if it can't matter. Both directions leave out the same steps, or the
 * chances would not add up. */
double npi_inflow(const struct npi_alignment *a, size_t from, size_t m);
double npi_start_flow(const struct npi_alignment *a, size_t m);

/* A mark as the first or last one placed: what does not depend on its place. */
struct npi_ending {
    double whole;           /* chance that the dialogue is whole there */
    double part;            /* that a part of it lacks */
    bool timed;             /* the whole end's time is known */
    struct npi_hop to_end;  /* to the episode's end or from its start; if its
                               time is not known, to the last mark */
    struct npi_hop to_next; /* to the next mark, or from the one before */
    double chapter;         /* s, of the usual one: if the time is not known */
};

/* The likelihood that m is the first mark placed, at a boundary, and that it
 * is the last: the log of the most it can be (-HUGE_VAL: it can't be), and,
 * relative to that, of a boundary; lacks (may be NULL): the part of it where
 * the dialogue lacks that end. */
double npi_start_log(const struct npi_alignment *a, size_t m);
double npi_end_log(const struct npi_alignment *a, size_t m);
struct npi_ending npi_start_of(const struct npi_alignment *a, size_t m);
struct npi_ending npi_end_of(const struct npi_alignment *a, size_t m);
double npi_start_at(const struct npi_alignment *a,
                    const struct npi_ending *start, size_t place,
                    double *lacks);
double npi_end_at(const struct npi_alignment *a, const struct npi_ending *end,
                  size_t place, double *lacks);

/* The seconds by text that a first mark can lie behind the start. */
double npi_start_reach(const struct npi_alignment *a, size_t m);

/* The seconds by text that a hop can span. */
double npi_hop_reach(const struct npi_alignment *a, const struct npi_hop *hop);

#endif
