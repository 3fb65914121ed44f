/* The dialogue cut into cues that have text and lines, and the time their words
 * take, but no time to be shown yet. */
#ifndef NPI_CUES_CUT_H
#define NPI_CUES_CUT_H

#include "cues/segment.h"
#include "cues/timing.h"
#include "lexicon/lexicon.h"
#include <nopriors/episode.h>

struct npi_drafts {
    struct npi_arena *arena; /* owns the arrays, not the text */
    struct np_cue *cues;     /* start and end still 0 */
    struct npi_slot *slots;  /* parallel */
    size_t n;
    size_t cues_cap;
    size_t slots_cap;
};

/* Cuts all turns; lexicon (or NULL) knows compounds; the text of the lines goes
 * to ctx->arena. drafts->arena is set, the rest zero. NP_ERR_NOMEM,
 * NP_ERR_INTERRUPTED. */
enum np_status npi_cues_cut(struct npi_context *ctx,
                            const struct np_episode *episode,
                            const struct np_timeline *timeline,
                            const struct npi_lexicon *lexicon,
                            const struct npi_segment_rule *rule,
                            struct npi_text_rule text,
                            struct npi_drafts *drafts);

#endif
