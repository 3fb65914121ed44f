/* Words shared out among cues that follow each other. Internal to second.c. */
#ifndef NPI_CUES_SECOND_BORDERS_H
#define NPI_CUES_SECOND_BORDERS_H

#include "base/arena.h"
#include "cues/second/words.h"

/* The most words between two shares that belong to one of them. */
#define NPI_SHARE_LEFT 8

/* A cue's words [from, to), as they were found, then as they are best. */
struct npi_share {
    size_t from, to;
    int64_t at;    /* ms, the words' clock: when it starts; or NP_NO_TIME */
    int64_t lasts; /* ms */
    bool begins;   /* a sentence: its time is known, not reckoned; */
    bool turns;    /* … and somebody else speaks */
    bool heard;    /* it was found; else it is empty, and may stay so */
};

/* Moves the borders of n shares, in order and at most NPI_SHARE_LEFT words
 * apart; what lies between two goes to one of them. The first one's start and
 * the last one's end stay. scratch is for the call; NP_ERR_NOMEM leaves the
 * shares as they were. */
enum np_status npi_second_share(struct npi_arena *scratch,
                                const struct npi_second_room *room,
                                struct npi_share *shares, size_t n);

#endif
