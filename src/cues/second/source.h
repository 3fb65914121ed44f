/* The words of a cue as the notes have them, where it shows them in another
 * script. */
#ifndef NPI_CUES_SECOND_SOURCE_H
#define NPI_CUES_SECOND_SOURCE_H

#include "base/buf.h"
#include <nopriors/cues.h>
#include <nopriors/episode.h>

/* Goes through the cues in order. Zero it, but for the first two. */
struct npi_second_source {
    const struct np_episode *shown;   /* the cues were made of */
    const struct np_sentence *spoken; /* parallel to its sentences */
    size_t sentence;
    bool counted; /* letters of the sentence, in both texts: */
    size_t n_shown;
    size_t n_spoken;
    size_t done;      /* letters of the shown one that cues had */
    size_t at;        /* byte in the spoken one, and */
    size_t at_letter; /* how many letters are before it */
};

/* Appends the next cue's. */
void npi_second_source_put(struct npi_second_source *source,
                           const struct np_cue *cue, struct npi_buf *out);

#endif
