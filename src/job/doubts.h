/* Where a stamp would help the timing most. */
#ifndef NPI_JOB_DOUBTS_H
#define NPI_JOB_DOUBTS_H

#include "base/arena.h"
#include <nopriors/episode.h>
#include <nopriors/timeline.h>

/* Places worth the trouble of looking up their time: more than that nobody
 * does at one go. */
#define NPI_DOUBTS_MAX 12

/* The start of a turn, a paragraph or a chapter's topic. */
struct npi_doubt {
    size_t sentence;
    int64_t settles; /* ms of dialogue whose times a stamp here would make
                        clearly better */
};

struct npi_doubts {
    struct npi_doubt places[NPI_DOUBTS_MAX]; /* what helps most first, each
                                                counting on those before it */
    size_t n;
};

/* NP_ERR_NOMEM. */
enum np_status npi_doubts_find(const struct np_episode *episode,
                               const struct np_timeline *timeline,
                               struct npi_doubts *doubts);

/* Into the order of the text. */
void npi_doubts_sort(struct npi_doubts *doubts);

#endif
