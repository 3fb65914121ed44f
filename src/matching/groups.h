/* Sentences and words taken in groups, for looks at a lattice too large to be
 * looked at word by word. */
#ifndef NPI_MATCHING_GROUPS_H
#define NPI_MATCHING_GROUPS_H

#include "matching/heard.h"
#include "matching/lattice.h"
#include "matching/written.h"

struct npi_groups {
    size_t n;     /* of sentences */
    size_t *rows; /* n + 1: first sentence of each */
    size_t n_places;
    size_t *places;  /* as words; the last one is their number */
    uint32_t *units; /* length up to each place */
    bool *silent;    /* there is silence within the words around it */
    double step;     /* units in a syllable */
    size_t words;    /* between two places */
    bool least;      /* groups of sentences can't be smaller */
};

/* About so many groups, and at most so many places. NP_ERR_NOMEM. */
enum np_status npi_groups_make(struct npi_arena *arena,
                               const struct npi_written *written,
                               const struct npi_heard *heard, size_t n,
                               size_t n_places, struct npi_groups *groups);

/* The place at or before a word. */
size_t npi_groups_place(const struct npi_groups *groups, size_t word);

/* Bands of the sentences (words), from those of a lattice of the groups; the
 * lattice has been run. */
void npi_groups_hand_down(const struct npi_groups *groups,
                          const struct npi_lattice *lattice,
                          struct npi_band *bands);

/* The band in which all but so much of a border's chances lie at each end. */
struct npi_band npi_band_likely(const struct npi_lattice *lattice, size_t b,
                                double least);

/* Makes neither end ever decrease, as a lattice wants it. n: of the bands. */
void npi_bands_straighten(struct npi_band *bands, size_t n);

#endif
