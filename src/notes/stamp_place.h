/* Where in the notes a stamp can be written so that it is read as the stamp of
 * one sentence. */
#ifndef NPI_NOTES_STAMP_PLACE_H
#define NPI_NOTES_STAMP_PLACE_H

#include "base/arena.h"
#include "base/splice.h"
#include <nopriors/episode.h>

/* The ways to write it, in the order they are tried. Whether one is read back
 * depends on what stands around it, and reading tells. */
enum npi_stamp_way {
    NPI_STAMP_LINE_ABOVE,   /* "last words. [0:12.3]", the sentence below */
    NPI_STAMP_BEFORE_MARKS, /* "[0:12.3] **Sentence** …" */
    NPI_STAMP_BEFORE_WORDS, /* "**Name:**[0:12.3] Sentence" */
    NPI_STAMP_WITH_COLON,   /* "(00:00:12.300): until then …" */
    NPI_STAMP_BEHIND_LAST,  /* "last words. [0:12.3] Sentence" */
    NPI_STAMP_WAYS
};

/* False when the way makes no sense there; the insertion's text is absent when
 * out of memory. */
bool npi_stamp_place(struct npi_arena *arena, struct np_str text,
                     const struct np_episode *episode, size_t sentence,
                     int64_t ms, enum npi_stamp_way way,
                     struct npi_insertion *insertion);

#endif
