/* The alignment: one monotone assignment of all marks to boundaries between
 * sentences, as a probability over all of them (forward-backward), so that
 * what is uncertain stays uncertain.
 *
 * The state is a mark and its boundary; a step goes from one placed mark to
 * the next one placed, over marks that belong nowhere. */
#ifndef NPI_TIMELINE_ALIGN_H
#define NPI_TIMELINE_ALIGN_H

#include "base/context.h"
#include "timeline/clues.h"

/* The places that one mark keeps: boundaries lo .. lo + n - 1. */
struct npi_row {
    size_t lo;
    size_t n;
    double *clue;      /* likelihood ratio of the evidence there */
    double *forward;   /* scaled: times exp(forward_log) */
    double *backward;  /* scaled: times exp(backward_log) */
    double inflow_log; /* scale of what flows in: tells what can matter */
    double forward_log;
    double backward_log;
};

/* A step of an assignment with its probability. from or to is NP_NONE for the
 * step from the episode's start and the one to its end. */
struct npi_step {
    size_t from;
    size_t from_place; /* 0 at the start */
    size_t to;
    size_t to_place; /* n at the end */
    double stray;    /* how many deviations the length is off */
    double chance;
    double lacks; /* the part of it where the dialogue lacks that end */
};

struct npi_alignment {
    /* in */
    const struct npi_model *model;
    const struct npi_clues *clues;
    const struct npi_marks *marks;
    const double *seconds; /* n_boundaries: by text, before each boundary */
    size_t n_boundaries;   /* sentences + 1 */
    double length;         /* s, of the media; negative: unknown */
    double spread;         /* see npi_model */
    /* Log odds that are known of it before, that the dialogue's beginning
     * lacks and that its end does. */
    double lacks_start;
    double lacks_end;
    void (*visit)(void *user, const struct npi_step *step); /* may be NULL */
    void *user;
    /* out */
    struct npi_row *rows; /* parallel to the marks */
    double log_total;     /* likelihood of everything */
};

/* The way there: finds log_total and fills the rows, which live in the
 * context's arena, but for what comes after each place. There is at least one
 * mark and one sentence. NP_ERR_NOMEM, NP_ERR_INTERRUPTED. */
enum np_status npi_align_weigh(struct npi_context *ctx,
                               struct npi_alignment *a);

/* And back: fills the rest of the rows and visits every step whose chance
 * matters. */
void npi_align_back(struct npi_alignment *a);

/* Probability that mark m is at place i of its row; the sum over the row is
 * the chance that it is placed at all. */
double npi_align_chance(const struct npi_alignment *a, size_t m, size_t i);

#endif
