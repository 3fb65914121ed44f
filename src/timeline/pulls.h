/* What the stamps say of where sentences start, now that pauses have a say in
 * it too: each mark pulls the sentences it may belong to towards its time, and
 * where it belongs is weighed anew by where they may start. */
#ifndef NPI_TIMELINE_PULLS_H
#define NPI_TIMELINE_PULLS_H

#include "timeline/starts.h"

struct npi_pull {
    size_t row;
    size_t mark;
    double time;    /* of the mark, in speech time */
    double clue;    /* likelihood ratio of its evidence there */
    double chance;  /* that the mark belongs there */
    double density; /* of the mark's time, if it does, by all else */
    double heard;   /* the density that comes next */
};

struct npi_pulls {
    struct npi_pull *items; /* by row */
    size_t n;
    double *sums; /* of each mark */
    size_t n_marks;
    double error;    /* s: how far stamps are off in these notes */
    double unplaced; /* weight of a mark that belongs nowhere */
    double sentence; /* s that one takes on average */
};

/* As the alignment left them. NP_ERR_NOMEM. */
enum np_status npi_pulls_build(struct npi_arena *arena,
                               const struct npi_timing *timing,
                               const struct npi_starts *starts,
                               struct npi_pulls *pulls);

/* Multiplies the weights of all rows. */
void npi_pulls_apply(const struct npi_pulls *pulls, struct npi_starts *starts);

/* From the chances that came of those weights: where marks belong, and how far
 * off stamps are. */
void npi_pulls_learn(const struct npi_starts *starts, struct npi_pulls *pulls);

#endif
