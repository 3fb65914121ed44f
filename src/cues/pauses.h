/* When the words of a stretch are spoken, as far as is known: its sentences'
 * times, and the pauses inside them. */
#ifndef NPI_CUES_PAUSES_H
#define NPI_CUES_PAUSES_H

#include "cues/stretch.h"
#include <nopriors/timeline.h>

struct npi_spoken {
    const struct np_timed_sentence *times; /* parallel to the sentences */
    const struct np_pause *pauses;         /* in order */
    size_t n_pauses;
};

/* A clause's end that falls on a pause: before cell `cell` speech stops and
 * goes on. */
struct npi_rested {
    size_t cell;
    int64_t stop;   /* ms */
    int64_t resume; /* ms */
};

/* The most clauses of a sentence, and pauses within it, that are looked at. */
#define NPI_PAUSES_MAX 24

/* A sentence's cells [first, last), and when it is spoken: where its clauses
 * end, by length and by the pauses that are near. */
struct npi_pace {
    size_t first, last;
    struct np_timed_sentence time;
    struct npi_rested rested[NPI_PAUSES_MAX]; /* in order */
    size_t n;
};

/* Finds the pauses for the clauses of pace->first, last and time, which are
 * set; places are marked. */
void npi_pauses_match(const struct npi_spoken *spoken,
                      const struct npi_stretch *s, struct npi_pace *pace);

/* ms at which cell i, inside the sentence, is spoken; found: the clause's end
 * before it falls on a pause, or NULL. */
int64_t npi_pace_at(const struct npi_stretch *s, const struct npi_pace *pace,
                    size_t i, const struct npi_rested **found);

#endif
