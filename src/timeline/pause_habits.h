/* How the people in this recording pause before a sentence, a paragraph, a
 * turn: how often, and how long compared with their other pauses. Begins with
 * what is usual and is learnt from what the alignment found. */
#ifndef NPI_TIMELINE_PAUSE_HABITS_H
#define NPI_TIMELINE_PAUSE_HABITS_H

#include "timeline/starts.h"

struct npi_pause_habits {
    double pauses[NPI_START_KINDS]; /* chance that a start follows a pause */
    /* How much likelier a pause of this length is there than elsewhere. */
    double likelier[NPI_START_KINDS][NPI_PAUSE_BINS];
};

void npi_pause_habits_init(const struct npi_starts *starts,
                           struct npi_pause_habits *habits);

/* As if no start followed a pause, save by chance. */
void npi_pause_habits_deny(struct npi_pause_habits *habits);

/* Sets the weights of all rows. */
void npi_pause_habits_apply(const struct npi_pause_habits *habits,
                            struct npi_starts *starts);

/* From the chances of all rows. */
void npi_pause_habits_learn(const struct npi_starts *starts,
                            struct npi_pause_habits *habits);

#endif
