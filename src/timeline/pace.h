/* The pace of the dialogue: seconds by text, measured over again from what an
 * alignment found. */
#ifndef NPI_TIMELINE_PACE_H
#define NPI_TIMELINE_PACE_H

#include "timeline/curve.h"

struct npi_pace {
    double *seconds; /* n: by text before each boundary */
    size_t n;        /* boundaries */
    double rate;     /* units of text a second over all */
    double spread;   /* see npi_model */
};

/* An even pace that fits the marks and the length (s, negative: unknown). */
enum np_status npi_pace_init(struct npi_arena *arena,
                             const struct npi_model *model,
                             const struct npi_ruler *ruler,
                             const struct npi_marks *marks, double length,
                             struct npi_pace *pace);

/* An even pace of so many units a second. */
void npi_pace_even(const struct npi_ruler *ruler, double rate,
                   struct npi_pace *pace);

/* Takes on the pace of the curve, smoothed over minutes, so that a passage
 * that is told at greater length is expected to be. */
enum np_status npi_pace_learn(struct npi_arena *arena,
                              const struct npi_model *model,
                              const struct npi_curve *curve,
                              struct npi_pace *pace);

#endif
