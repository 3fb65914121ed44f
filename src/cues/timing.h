/* When each cue is shown. */
#ifndef NPI_CUES_TIMING_H
#define NPI_CUES_TIMING_H

#include "base/context.h"
#include "cues/cues.h"

/* A cue to be shown: in, when it is spoken and how long it takes to be read;
 * out, when it is shown. ms. */
struct npi_slot {
    int64_t begin, end; /* begins never decrease */
    int64_t needs;
    int64_t own;    /* … of it for the first of two languages */
    int64_t unsure; /* begin and end may be off by that: so much more may be
                       lent and borrowed */
    int64_t start, stop;
};

struct npi_timing_rule {
    int64_t shortest, longest; /* ms */
    int64_t lead, lag;         /* ms */
    int64_t gap;               /* ms, at least, between two cues */
    int64_t open_gap;          /* ms; a gap is gap, or at least this */
    int64_t last;              /* ms; nothing is shown after it */
    struct npi_frame_rate rate;
};

void npi_timing_rule_init(struct npi_timing_rule *rule,
                          const struct npi_settings *settings,
                          struct npi_frame_rate rate);

/* Frames to ms: a frame is shown from the first whole ms not after it. */
int64_t npi_frame_ms(struct npi_frame_rate rate, int64_t frame);
/* The frame shown at ms. */
int64_t npi_frame_at(struct npi_frame_rate rate, int64_t ms);

/* Sets start and stop of all slots: in order, never overlapping, start < stop,
 * starts on frames. Longest is always kept; shortest and the gaps as long as
 * there is time at all before rule->last; lead and lag give way to them.
 * scratch is for the call. NP_ERR_NOMEM. */
enum np_status npi_timing_fit(struct npi_arena *scratch,
                              const struct npi_timing_rule *rule,
                              struct npi_slot *slots, size_t n);

/* Its first step: begins moved as little as can be (least squares) so that each
 * is at least `apart` after the one before, and all lie in [0, last - apart].
 * Where even that has no room, they stand closer, or later than last. moved: n
 * of them. */
enum np_status npi_timing_spread(struct npi_arena *scratch,
                                 const struct npi_slot *slots, size_t n,
                                 int64_t apart, int64_t last, int64_t *moved);

#endif
