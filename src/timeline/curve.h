/* The time along the dialogue, by an alignment: at every boundary the mean
 * over all assignments of marks, each a line from mark to mark by text length,
 * and how far off it may be. */
#ifndef NPI_TIMELINE_CURVE_H
#define NPI_TIMELINE_CURVE_H

#include "timeline/align.h"

struct npi_curve {
    size_t n;         /* boundaries */
    double *mean;     /* s */
    double *variance; /* s squared */
    double *inside;   /* chance that it lies between two placed marks */
    double strays;    /* sum over steps between marks, see npi_pace */
    double steps;
    double lacks_start; /* chance that the dialogue's beginning lacks */
    double lacks_end;
    /* while it is built */
    double *sums; /* differences of the moments' coefficients */
    const struct npi_alignment *alignment;
    const double *times; /* of the marks, s */
};

enum np_status npi_curve_init(struct npi_arena *arena, size_t n_boundaries,
                              struct npi_curve *curve);

/* For npi_alignment.visit, user being a curve with alignment and times set. */
void npi_curve_visit(void *curve, const struct npi_step *step);

/* After the last step: mean, which never decreases, and variance. */
void npi_curve_finish(struct npi_curve *curve);

#endif
