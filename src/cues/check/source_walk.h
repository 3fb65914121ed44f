/* Finding a cue's lines again in the dialogue they were made from. */
#ifndef NPI_CUES_CHECK_SOURCE_WALK_H
#define NPI_CUES_CHECK_SOURCE_WALK_H

#include <nopriors/cues.h>
#include <nopriors/episode.h>

struct npi_source_walk {
    const struct np_episode *episode;
    size_t sentence; /* where the last line ended */
    size_t at;       /* byte in its text */
};

/* What the dialogue has around a line. */
struct npi_line_place {
    bool known; /* the line's characters stand there; else all is false */
    bool starts_sentence;
    bool ends_sentence;
    bool after_space; /* white space or a sign was left out before it */
};

/* Finds the lines of a cue, in order. Lines that are not in the dialogue where
 * they should be (an edited text) are not known; the next cue is looked for
 * anew. places: NP_CUE_ROOM of them. */
void npi_source_find(struct npi_source_walk *walk, const struct np_cue *cue,
                     struct npi_line_place *places);

#endif
