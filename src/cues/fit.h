/* Cues get their time, once or again. */
#ifndef NPI_CUES_FIT_H
#define NPI_CUES_FIT_H

#include "cues/timing.h"

struct npi_fit {
    const struct npi_settings *settings;
    struct npi_frame_rate rate;
    const struct np_timeline *timeline;
    struct npi_slot *slots; /* parallel to the cues */
};

/* Sets start and end of n cues by their slots (timing.h), and ends them before
 * what is no speech (rest.h). scratch is for the call; NP_ERR_NOMEM. */
enum np_status npi_cues_fit(struct npi_arena *scratch,
                            const struct npi_fit *fit, struct np_cue *cues,
                            size_t n);

#endif
