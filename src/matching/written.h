/* The notes' side: what each sentence makes expect among the captions' words,
 * as a distribution over their features. */
#ifndef NPI_MATCHING_WRITTEN_H
#define NPI_MATCHING_WRITTEN_H

#include "matching/heard.h"
#include "matching/model.h"
#include <nopriors/episode.h>

struct npi_expected {
    uint32_t id;
    float chance;
};

struct npi_written {
    const struct np_episode *episode;
    size_t n;        /* sentences */
    double *units;   /* syllables of each */
    bool *turn;      /* n + 1: it starts a turn */
    uint32_t *first; /* n + 1: expected[first[s] .. first[s + 1]) */
    struct npi_expected *expected;
    float *mass;  /* of each sentence's words, how many something is known of */
    float *words; /* how many there are */

    /* For learning: what the sentences are made of. */
    struct npi_ids ids;
    uint32_t *first_term; /* n + 1 */
    uint32_t *terms;
};

/* lexicon: NULL or one whose keys are in the notes' language. NP_ERR_NOMEM. */
enum np_status npi_written_build(struct npi_arena *arena,
                                 const struct np_episode *episode,
                                 const struct npi_lexicon *lexicon,
                                 const struct npi_heard *heard,
                                 const struct npi_matching_model *model,
                                 struct npi_written *written);

#endif
