/* Pairs of a term of the notes and a feature of the captions, counted where a
 * pass found them side by side. */
#ifndef NPI_MATCHING_PAIRS_H
#define NPI_MATCHING_PAIRS_H

#include "matching/heard.h"
#include "matching/lattice.h"
#include "matching/written.h"

/* A feature in a sentence's passage, and how much of it the sentence has. */
struct npi_covered {
    uint32_t feature;
    float weight;
};

struct npi_passage {
    size_t first_covered;
    size_t n_covered;
    size_t first_term; /* each once */
    size_t n_terms;
    size_t first_cell; /* n_covered * n_terms: term by term for each feature */
};

struct npi_pairs {
    struct npi_arena *arena;
    const struct npi_lattice *lattice; /* a fine one */
    const struct npi_heard *heard;
    const struct npi_written *written;
    struct npi_passage *passages; /* parallel to the sentences */
    struct npi_covered *covered;
    size_t n_covered;
    size_t covered_cap;
    uint32_t *terms;
    size_t n_terms;
    uint32_t *cells; /* the pair that a feature and a term of a passage are */
    float *counts;   /* of each cell */
    size_t n_cells;
    struct npi_ids ids;
    uint32_t *term; /* of each pair */
    uint32_t *feature;
    size_t cap;
    size_t feature_cap;
    double *count;      /* of each pair */
    double *chance;     /* of its feature, given its term */
    double *term_count; /* of each term */
    uint32_t *first;    /* by term: sorted[first[t] .. first[t + 1]) */
    uint32_t *sorted;   /* pairs whose chance tells something */
    float *own; /* scratch: of each pair, what a sentence counted; else 0 */
};

/* Gathers passages and pairs. n_cells 0: nothing can be learnt. NP_ERR_NOMEM,
 * NP_ERR_INTERRUPTED. */
enum np_status npi_pairs_gather(struct npi_context *ctx,
                                struct npi_pairs *pairs);

/* And learns their chances. doubt: see npi_matching_model. The same errors. */
enum np_status npi_pairs_learn(struct npi_context *ctx, double doubt,
                               struct npi_pairs *pairs);

/* Adds to sum, by feature, what a sentence's terms make expect by what they
 * went with in other sentences, times weight each; a feature whose sum was 0
 * is put to touched. Returns how many terms' worth that is. */
double npi_pairs_expect(const struct npi_pairs *pairs, size_t sentence,
                        double weight, double doubt, float *sum,
                        uint32_t *touched, size_t *n_touched);

#endif
