/* A timeline on the notes' clock, put on the media's. */
#ifndef NPI_CLOCK_APPLY_H
#define NPI_CLOCK_APPLY_H

#include "base/context.h"
#include "clock/clock.h"
#include <nopriors/episode.h>

/* Sentences of which the media has less than half are gone; one that a break
 * tears apart goes to the side that holds most of it. Chapters of which the
 * media has nothing disappear, said once, as a note only where the user asked
 * for this cut; one that lacks its beginning starts
 * where it goes on. The timeline's end becomes length, of the media in ms, or
 * NP_NO_TIME, then it is mapped too. A clock without pieces changes nothing.
 * New arrays in ctx->arena; NP_ERR_NOMEM leaves *timeline as it was. */
enum np_status npi_clock_apply(struct npi_context *ctx,
                               const struct npi_clock_map *clock,
                               const struct np_episode *episode, int64_t length,
                               bool asked, struct np_timeline *timeline);

/* The sentences alone, of a timeline whose all else is on the media's clock.
 * NP_ERR_NOMEM leaves *timeline as it was. */
enum np_status npi_clock_apply_to_sentences(struct npi_arena *arena,
                                            const struct npi_clock_map *clock,
                                            struct np_timeline *timeline);

#endif
