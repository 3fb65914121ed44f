/* Which stamps are believed. Those that run backwards are reported and set
 * aside, and so are those beyond the media, unless it is just shorter than the
 * notes: then they still tell where the dialogue is. */
#ifndef NPI_TIMELINE_BELIEVE_H
#define NPI_TIMELINE_BELIEVE_H

#include "timeline/timeline.h"

/* A stamp written in the dialogue, or what captions tell as surely: the
 * sentence starts then. */
struct npi_pin {
    size_t sentence;
    int64_t ms;
    unsigned evidence; /* bits of enum np_evidence; 0: a stamp */
    double confidence; /* of what is no stamp */
    int64_t end; /* of the sentence, as captions tell; NP_NO_TIME: not told */
};

struct npi_beliefs {
    size_t *entries; /* rows of the outline; times never decrease */
    size_t n_entries;
    size_t n_inside; /* of the entries, the first: before the media's end */
    bool cut_short;  /* the notes go on beyond the media */
    int64_t captions_apart; /* ms by which captions are later than what the
                               notes tell, if they are on another clock; 0 */
    struct npi_pin *pins;   /* at most one a sentence; neither decreases */
    size_t n_pins;
};

/* The longest part of n times that never decreases, as ascending indices in
 * keep (room for n). Of several, the one whose end is earliest. */
enum np_status npi_longest_rise(struct npi_arena *arena, const int64_t *times,
                                size_t n, size_t *keep, size_t *n_keep);

/* The length of the whole episode in ms, or NP_NO_TIME. */
int64_t npi_believed_length(const struct npi_timeline_input *input,
                            const struct npi_beliefs *beliefs);

/* arena: for the beliefs. Reports to ctx->diags. */
enum np_status npi_believe(struct npi_context *ctx, struct npi_arena *arena,
                           const struct npi_timeline_input *input,
                           struct npi_beliefs *beliefs);

#endif
