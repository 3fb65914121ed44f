/* Where each sentence may start, in speech time (speech_clock.h): at the end of
 * a pause nearby, or at one of a few places between. Internal to snapping, all
 * of whose parts work on these rows. */
#ifndef NPI_TIMELINE_STARTS_H
#define NPI_TIMELINE_STARTS_H

#include "timeline/speech_clock.h"
#include "timeline/timing.h"

#define NPI_STARTS_FREE 25   /* places between pauses, of each sentence */
#define NPI_STARTS_PAUSES 40 /* pauses, of each sentence, at most */
#define NPI_STARTS_MAX (NPI_STARTS_FREE + NPI_STARTS_PAUSES)

/* Pauses by how long they are: a kind of sentence has its habits. */
#define NPI_PAUSE_BINS 6

enum npi_start_kind {
    NPI_START_SENTENCE,
    NPI_START_PARAGRAPH,
    NPI_START_TURN,
    NPI_START_KINDS
};

struct npi_starts_row {
    size_t n;
    double at[NPI_STARTS_MAX];      /* s */
    double weight[NPI_STARTS_MAX];  /* what speaks for it by itself */
    double way[NPI_STARTS_MAX];     /* the same, with all sentences before */
    double chance[NPI_STARTS_MAX];  /* with all evidence; they sum up to 1 */
    bool dark[NPI_STARTS_MAX];      /* nobody could listen there */
    size_t stretch[NPI_STARTS_MAX]; /* of speech that starts there, after a
                                       pause; NP_NONE: between pauses */
    double step;                    /* s between two free places */
    double text;                    /* s by text up to the next sentence */
    double spread;                  /* s: how far that may stray */
    enum npi_start_kind kind;
    bool pinned; /* its one place is sure */
};

struct npi_starts {
    struct npi_starts_row *rows; /* one a sentence */
    size_t n;
    struct npi_speech_clock clock;
    unsigned char *bins; /* of each stretch: how long the pause before it is */
    double pauses;       /* a second of speech */
    double end; /* where the speech ends, which the last sentence must not miss;
                   negative: the notes go on behind it, or may */
    double bin_share[NPI_PAUSE_BINS]; /* of all pauses */
    double log_total; /* likelihood of all, but for a factor that does not
                         depend on the weights */
};

/* The rows around the curve. All lives in the arena. NP_ERR_NOMEM. */
enum np_status npi_starts_build(struct npi_arena *arena,
                                const struct npi_timeline_input *input,
                                const struct npi_beliefs *beliefs,
                                const struct npi_timing *timing,
                                struct npi_starts *starts);

/* From the weights, way and chance of all rows, and log_total: each sentence's
 * time follows from the one before by its text. */
void npi_starts_weigh(struct npi_starts *starts);

/* From the weights, way of all rows, and what log_total would be. */
double npi_starts_likelihood(struct npi_starts *starts);

/* The episode's time of a place, s. */
double npi_starts_time(const struct npi_starts *starts,
                       const struct npi_starts_row *row, size_t i);

#endif
