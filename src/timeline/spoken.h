/* The passes of the alignment on the clock of speech, when the sound was
 * heard. */
#ifndef NPI_TIMELINE_SPOKEN_H
#define NPI_TIMELINE_SPOKEN_H

#include "timeline/speech_clock.h"
#include "timeline/timing.h"

struct npi_spoken {
    bool used;
    struct npi_speech_clock clock;
    double *times; /* of the marks on the episode's clock */
    double *gaps;
};

/* Before the passes: puts marks and length (s, negative: unknown) on the clock
 * of speech if the sound tells one. With captions, whose words have times of
 * their own, it does not. NP_ERR_NOMEM. */
enum np_status npi_spoken_begin(struct npi_arena *arena,
                                const struct npi_timeline_input *input,
                                struct npi_timing *timing, double *length,
                                struct npi_spoken *spoken);

/* After them: marks and curve are on the episode's clock again. */
void npi_spoken_end(const struct npi_spoken *spoken, struct npi_timing *timing);

#endif
