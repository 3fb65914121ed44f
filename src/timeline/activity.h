/* When somebody speaks, as heard in a media file's sound. src/media makes it,
 * the timeline moves starts to the pauses between, and finds another cut by
 * it. */
#ifndef NPI_TIMELINE_ACTIVITY_H
#define NPI_TIMELINE_ACTIVITY_H

#include <nopriors/types.h>

/* ms, half open. */
struct npi_stretch {
    int64_t start;
    int64_t end;
};

struct npi_activity {
    const struct npi_stretch *speech; /* in order, each end > start */
    size_t n;
    int64_t length; /* of the sound, ms; nothing was heard behind it */
    /* Of each stretch whether nobody could listen there: it stands for
     * speech, since who does not know must expect it, but neither begins nor
     * ends anything. It may touch its neighbours, all others are apart. NULL:
     * all were heard. */
    const bool *unheard;
};

#endif
