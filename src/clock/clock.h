/* Two clocks: the one the notes' stamps count on, and that of the media, which
 * may start later, lack stretches and have others put in. Pure arithmetic. */
#ifndef NPI_CLOCK_CLOCK_H
#define NPI_CLOCK_CLOCK_H

#include "base/arena.h"
#include <nopriors/timeline.h>

struct npi_activity;
struct npi_caption_track;

/* The length of a last piece that nothing ends. */
#define NPI_CLOCK_OPEN (INT64_MAX / 8)

/* Pieces in order on both clocks, none empty, none overlapping on either. No
 * pieces at all: the clocks are the same. Times are from 0 on both. */
struct npi_clock_map {
    const struct np_clock_piece *pieces;
    size_t n;
};

/* One change, on the notes' clock: of the notes [at, at + removed) is missing
 * in the media, and there the media has `inserted` ms that the notes lack. */
struct npi_cut {
    int64_t at;
    int64_t removed;
    int64_t inserted;
};

/* What a clock is made of. */
struct npi_cuts {
    const struct npi_cut *items; /* by `at`; removed stretches do not overlap */
    size_t n;
    int64_t from;   /* only [from, to) of the notes' clock is in the media, */
    int64_t to;     /* which starts with from; 0, NP_NO_TIME: all of it */
    int64_t offset; /* added to the media's times last of all */
};

/* Cuts outside [from, to) change nothing. Nothing of the notes left in the
 * media is NP_ERR_USAGE, without a diagnostic; NP_ERR_NOMEM. */
enum np_status npi_clock_make(struct npi_arena *arena,
                              const struct npi_cuts *cuts,
                              struct npi_clock_map *clock);

/* A moment on the other clock. What is not there falls on the moment where it
 * goes on. Monotone. For times of at most NPI_CLOCK_OPEN. */
int64_t npi_clock_to_media(const struct npi_clock_map *clock, int64_t notes);
int64_t npi_clock_to_notes(const struct npi_clock_map *clock, int64_t media);
/* The same for the end of something, which falls on the moment where it stops:
 * what ends with an inserted piece's beginning ends there. */
int64_t npi_clock_end_to_media(const struct npi_clock_map *clock,
                               int64_t notes);
int64_t npi_clock_end_to_notes(const struct npi_clock_map *clock,
                               int64_t media);

/* Whether a moment of the notes is not in the media. */
bool npi_clock_gone(const struct npi_clock_map *clock, int64_t notes);

/* [start, end) on the other clock. Of a stretch that the break tears apart the
 * larger part is taken. Returns how many ms of it are there at all; when 0,
 * *to_start and *to_end are the moment where it would be. */
int64_t npi_clock_span_to_media(const struct npi_clock_map *clock,
                                int64_t start, int64_t end, int64_t *to_start,
                                int64_t *to_end);
int64_t npi_clock_span_to_notes(const struct npi_clock_map *clock,
                                int64_t start, int64_t end, int64_t *to_start,
                                int64_t *to_end);

/* The length on the notes' clock of media that is so long (which may be
 * NP_NO_TIME); NP_NO_TIME if the media does not tell it: it has a stretch
 * only. */
int64_t npi_clock_length_to_notes(const struct npi_clock_map *clock,
                                  int64_t length);

/* Evidence out of the media, on the notes' clock; what stands in inserted
 * pieces is dropped. Where the media has nothing its sound is unheard; no
 * stretch at all if nothing is left of it. New arrays in the arena;
 * NP_ERR_NOMEM. */
enum np_status npi_clock_activity_to_notes(struct npi_arena *arena,
                                           const struct npi_clock_map *clock,
                                           const struct npi_activity *media,
                                           struct npi_activity *notes);
enum np_status npi_clock_captions_to_notes(
    struct npi_arena *arena, const struct npi_clock_map *clock,
    const struct npi_caption_track *media, struct npi_caption_track *notes);

#endif
