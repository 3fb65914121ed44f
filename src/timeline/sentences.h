/* The sentences' times: the curve in whole milliseconds, kept in order. */
#ifndef NPI_TIMELINE_SENTENCES_H
#define NPI_TIMELINE_SENTENCES_H

#include "timeline/timing.h"

/* sentences: one for each of the episode's, in arena. end: of the last. */
enum np_status npi_sentences_time(struct npi_arena *arena,
                                  const struct npi_timeline_input *input,
                                  const struct npi_beliefs *beliefs,
                                  const struct npi_timing *timing,
                                  struct np_timed_sentence **sentences,
                                  int64_t *end);

#endif
