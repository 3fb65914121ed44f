/* What the lattice asks: how well the words fit a row of sentences, and how
 * likely a row starts somewhere. Rows may be several sentences, and positions
 * every so many words, for a first look at the whole. */
#ifndef NPI_MATCHING_LIKENESS_H
#define NPI_MATCHING_LIKENESS_H

#include "matching/lattice.h"
#include "matching/matching.h"
#include "matching/written.h"

struct npi_likeness {
    const struct npi_matching_input *input;
    const struct npi_matching_model *model;
    const struct npi_heard *heard;
    const struct npi_written *written;
    const size_t *rows;             /* n + 1: first sentence of each row */
    const size_t *positions;        /* as words */
    double borders[2][NPI_BORDERS]; /* times likelier: sentence, turn */
    double explained;               /* see npi_matching_model; as learnt */
    bool fine;                      /* borders and hints count, too */
    float *chance;                  /* by feature: of the row at hand; else 0 */
};

/* Borders as people and machines write captions, before anything is learnt.
 * NP_ERR_NOMEM. */
enum np_status npi_likeness_init(struct npi_arena *arena,
                                 const struct npi_matching_input *input,
                                 const struct npi_heard *heard,
                                 const struct npi_written *written,
                                 struct npi_likeness *likeness);

/* For npi_lattice.said and .likely; user is the likeness. */
void npi_likeness_said(void *user, size_t row, size_t lo, size_t hi,
                       double *sum);
/* Adds up, over the words lo .. hi - 1 of a row, how likely each is explained
 * by it, and the share that could be. */
void npi_likeness_explain(struct npi_likeness *likeness, size_t row, size_t lo,
                          size_t hi, double *explained, double *known);
void npi_likeness_likely(void *user, size_t row, size_t lo, size_t hi,
                         double *factor);

#endif
