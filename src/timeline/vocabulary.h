/* The terms that titles use, and where in the dialogue each turns up. */
#ifndef NPI_TIMELINE_VOCABULARY_H
#define NPI_TIMELINE_VOCABULARY_H

#include "timeline/ruler.h"

struct npi_word {
    uint64_t hash;
    bool pair;          /* of CJK characters: see npi_term */
    const double *hits; /* units along the ruler, ascending */
    size_t n;
};

struct npi_vocabulary {
    struct npi_word *words;
    size_t n;
    size_t *slots; /* hash table: index into words + 1, 0 empty */
    size_t mask;
};

/* room: the most words that will be added. NP_ERR_NOMEM. */
enum np_status npi_vocabulary_init(struct npi_arena *arena, size_t room,
                                   struct npi_vocabulary *vocabulary);

/* The index of a word, which is added if it is new. */
size_t npi_vocabulary_add(struct npi_vocabulary *vocabulary, uint64_t hash,
                          bool pair);

/* Finds all hits of all words in the dialogue, once they have been added. */
enum np_status npi_vocabulary_look_up(struct npi_arena *arena,
                                      const struct np_episode *episode,
                                      const struct npi_ruler *ruler,
                                      struct npi_vocabulary *vocabulary);

/* The first of a word's hits at or after a place. */
size_t npi_word_hit(const struct npi_word *word, double at);

#endif
