/* Another cut, found by ear: captions on the notes' clock, and when somebody
 * speaks in the media.
 *
 * Where a caption starts, speech often starts; elsewhere it does so by chance.
 * So each caption's start, moved by an offset, is evidence for or against that
 * offset, in nats: the logarithm of how much likelier the sound is under it
 * than by chance. The best monotone way through the captions, in pieces of one
 * offset each, is found by dynamic programming; a break must earn more than it
 * could win by chance. Inside long pauses of the captions nothing counts:
 * whether music is heard as speech is all one.
 *
 * After alass (offsets piece by piece, a price a split) and ffsubsync (speech
 * against captions), written anew: starts instead of frames, so that the work
 * grows with the number of captions, and likelihoods instead of scores, so that
 * one price and one threshold fit all lengths. */
#ifndef NPI_CLOCK_SYNC_H
#define NPI_CLOCK_SYNC_H

#include "base/context.h"
#include "clock/clock.h"

#define NPI_SYNC_BREAKS 8   /* the most that are believed */
#define NPI_SYNC_SURE 20.0  /* nats: less, and nothing is said to be found */
#define NPI_SYNC_FEWEST 12  /* starts of captions and of speech, at least */
#define NPI_SYNC_LEAST 1000 /* ms: smaller breaks are none */
#define NPI_SYNC_SAME                                                          \
    250 /* ms: a smaller offset is the captions' own habit                     \
         */

enum npi_sync_verdict {
    NPI_SYNC_SAME_CLOCK, /* the captions fit as they are */
    NPI_SYNC_OTHER_CUT,  /* they fit with cuts */
    NPI_SYNC_FEW,        /* too few captions or pauses to tell */
    NPI_SYNC_UNSURE,     /* nothing fits better than chance might */
    NPI_SYNC_DRIFT,      /* the media runs faster or slower */
    NPI_SYNC_MANY,       /* more than NPI_SYNC_BREAKS breaks */
};

struct npi_sync {
    enum npi_sync_verdict verdict;
    struct npi_cuts cuts; /* as found; empty unless OTHER_CUT */
    double gain;          /* nats over chance, the price of each offset paid */
    double share;         /* of the captions' starts that meet a start of
                             speech */
    double chance;        /* the same, if the two had nothing to do with each
                             other */
};

/* Scratch goes to an arena of its own; cuts->items to ctx->arena. NP_ERR_NOMEM,
 * NP_ERR_INTERRUPTED. */
enum np_status npi_sync_find(struct npi_context *ctx,
                             const struct npi_caption_track *captions,
                             const struct npi_activity *activity,
                             struct npi_sync *sync);

/* What came of it, as diagnostics. */
void npi_sync_say(struct npi_context *ctx, const struct npi_sync *sync);

#endif
