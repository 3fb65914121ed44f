/* The lattice: rows (sentences) against positions (between the captions'
 * words), as a probability over all monotone assignments, forward and
 * backward. It knows lengths and likelihoods, and nothing of words.
 *
 * At each border between two rows a path stands at a position in one of two
 * ways: the row before ended there, or the rows since some place were not heard
 * at all (a hole). From there it may step over words that no row says, and
 * starts the next row. */
#ifndef NPI_MATCHING_LATTICE_H
#define NPI_MATCHING_LATTICE_H

#include "base/context.h"
#include "matching/model.h"

/* Borders' positions that are looked at: lo <= position < hi. */
struct npi_band {
    size_t lo;
    size_t hi;
};

/* What a border of the lattice comes to; each array has hi - lo values of its
 * band, chances that add up to 1 over start and hole together. */
struct npi_border {
    float *start; /* row b starts there */
    float *end;   /* row b - 1 ended there */
    float *hole;  /* row b is not heard */
};

struct npi_lattice {
    /* in */
    const struct npi_matching_model *model;
    size_t n;              /* rows; borders 0..n */
    size_t n_positions;    /* positions 0..n_positions - 1 */
    const uint32_t *units; /* length up to each position */
    const double *lengths; /* expected of each row, in the same units */
    double step;           /* the same units in a syllable */
    double spread;         /* see npi_matching_model, of sqrt(syllables) */
    const struct npi_band *bands; /* n + 1; neither end ever decreases */
    const bool *silent; /* n_positions: rows that are not heard may well be
                           there; or NULL: nothing is known of it */
    /* Sets sum[p - lo] for lo <= p < hi: log likelihood ratio of the words
     * from lo up to position p being said by the row. */
    void (*said)(void *user, size_t row, size_t lo, size_t hi, double *sum);
    /* Multiplies factor[p - lo], lo <= p < hi: how likely row b starts there,
     * other things being equal. */
    void (*likely)(void *user, size_t row, size_t lo, size_t hi,
                   double *factor);
    void *user;
    bool total_alone; /* only log_total is wanted */
    /* out, in the arena */
    struct npi_border *borders; /* n + 1; the last one has an end alone */
    double log_total;           /* log likelihood of everything, relative to
                                   words and rows that have nothing in common */
};

/* There is at least one row and two positions. NP_ERR_NOMEM,
 * NP_ERR_INTERRUPTED. */
enum np_status npi_lattice_run(struct npi_context *ctx,
                               struct npi_lattice *lattice);

#endif
