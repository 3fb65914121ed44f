/* The clock of speech: it runs while somebody speaks and hardly else. Text
 * takes time on it, pauses take nearly none, so the text between two stamps is
 * spread over what was said between them. */
#ifndef NPI_TIMELINE_SPEECH_CLOCK_H
#define NPI_TIMELINE_SPEECH_CLOCK_H

#include "base/arena.h"
#include "timeline/activity.h"

struct npi_speech_clock {
    const struct npi_activity *activity;
    double *spoken; /* n + 1: on this clock at each stretch's start, and behind
                       the last one's end */
    double unheard; /* how fast it runs where nobody could listen */
};

/* There is at least one stretch. NP_ERR_NOMEM. */
enum np_status npi_speech_clock_make(struct npi_arena *arena,
                                     const struct npi_activity *activity,
                                     struct npi_speech_clock *clock);

/* From the episode's clock to the clock of speech and back, both in s; both
 * ways rise with time, and undo each other. */
double npi_speech_clock_to(const struct npi_speech_clock *clock,
                           double seconds);
double npi_speech_clock_from(const struct npi_speech_clock *clock,
                             double spoken);

/* The first stretch at or after a time on the clock of speech; n if none. */
size_t npi_speech_clock_find(const struct npi_speech_clock *clock,
                             double spoken);

#endif
