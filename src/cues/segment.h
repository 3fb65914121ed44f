/* Where a stretch is cut into cues. */
#ifndef NPI_CUES_SEGMENT_H
#define NPI_CUES_SEGMENT_H

#include "cues/lines.h"
#include "cues/pauses.h"
#include "cues/second/words.h"

/* One cue to be: cells [from, to) of the stretch. */
struct npi_piece {
    size_t from, to;
    int64_t begin, end; /* ms: when its words are spoken */
    uint32_t second;    /* half-widths that it has in a second language */
    struct npi_layout layout;
};

/* What makes a cue good, from the settings. */
struct npi_segment_rule {
    struct npi_line_rule line;
    int64_t speed;    /* characters a second */
    int64_t shortest; /* ms */
    int64_t longest;  /* ms */
    int64_t slack;    /* ms a cue may gain from its neighbours */
    const struct npi_second_room *second; /* words of another language, which
                                             are to be cut with it; or NULL */
};

/* Room for searching stretches of at most n cells; NULL when out of memory. */
struct npi_segment_room;
struct npi_segment_room *npi_segment_room_new(struct npi_arena *arena,
                                              size_t n);

/* Cuts a stretch whose places are marked; spoken->times are of its sentences.
 * pieces: room for s->n. */
size_t npi_segment(struct npi_segment_room *room, const struct npi_stretch *s,
                   const struct npi_spoken *spoken,
                   const struct npi_segment_rule *rule,
                   struct npi_piece *pieces);

#endif
