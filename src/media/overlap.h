/* Cues that overlap, to pieces that do not: MP4's timed text shows one sample
 * at a time, so each piece holds the lines of all cues that are on. Linked
 * into the media part too. */
#ifndef NPI_MEDIA_OVERLAP_H
#define NPI_MEDIA_OVERLAP_H

#include "base/buf.h"

/* Cues on at one time; more than that and the oldest goes early. */
#define NPI_OVERLAP_MAX 8

struct npi_overlap {
    /* Takes a piece; non-zero stops. */
    int (*put)(void *user, int64_t start, int64_t end, struct np_str text);
    void *user;
    int64_t at; /* everything before this has been put */
    size_t n;
    struct {
        int64_t end;
        struct npi_buf text;
    } on[NPI_OVERLAP_MAX];
};

/* Cues come in order of start. Returns what put() returned, or -1 when out of
 * memory. */
int npi_overlap_add(struct npi_overlap *overlap, int64_t start, int64_t end,
                    struct np_str text);
/* No cue that starts before now will come any more: what has ended is put. */
int npi_overlap_reach(struct npi_overlap *overlap, int64_t now);
int npi_overlap_finish(struct npi_overlap *overlap);
void npi_overlap_release(struct npi_overlap *overlap);

#endif
