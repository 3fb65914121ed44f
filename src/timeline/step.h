/* One step of the alignment: what the seconds by text between two places say
 * of the seconds between two stamps. Internal to the alignment. */
#ifndef NPI_TIMELINE_STEP_H
#define NPI_TIMELINE_STEP_H

#include "timeline/align.h"

#include <math.h>

/* Two marks and what does not depend on their places. */
struct npi_hop {
    double time; /* s between the stamps, not negative */
    double root; /* of the same, with the slack */
};

static inline struct npi_hop npi_hop_of(const struct npi_alignment *a,
                                        double time)
{
    double positive = time > 0 ? time : 0;

    return (struct npi_hop){positive, sqrt(positive + a->model->slack)};
}

static inline struct npi_hop npi_hop_between(const struct npi_alignment *a,
                                             size_t from, size_t to)
{
    return npi_hop_of(a, a->marks->items[to].time - a->marks->items[from].time);
}

/* By how many deviations text of so many seconds misses the hop. */
static inline double npi_stray(const struct npi_alignment *a,
                               const struct npi_hop *hop, double seconds)
{
    return (sqrt(seconds + a->model->slack) - hop->root) / a->spread;
}

/* Student's t with four degrees of freedom, 1 at its middle. */
static inline double npi_bell(double stray)
{
    double u = 1 / (1 + stray * stray / 4);

    return u * u * sqrt(u);
}

static inline bool npi_mark_fixed(const struct npi_alignment *a, size_t m)
{
    return a->marks->items[m].entry == NP_NONE;
}

/* The likelihood that m is the first mark placed, at a boundary, and that it
 * is the last: the log of the most it can be (-HUGE_VAL: it can't be), and,
 * relative to that, of a boundary. */
double npi_start_log(const struct npi_alignment *a, size_t m);
double npi_start_at(const struct npi_alignment *a, size_t m, size_t place);
double npi_end_log(const struct npi_alignment *a, size_t m);
double npi_end_at(const struct npi_alignment *a, size_t m, size_t place);

/* The seconds by text that a first mark can lie behind the start. */
double npi_start_reach(const struct npi_alignment *a, size_t m);

/* The seconds by text that a hop can span. */
double npi_hop_reach(const struct npi_alignment *a, const struct npi_hop *hop);

#endif
