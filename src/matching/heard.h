/* The captions' side: what is heard. Each word with its features, which are
 * what both sides are compared by: folded words, pairs of CJK characters, and
 * where the captions' language is the dictionary's first one, its words'
 * meanings. */
#ifndef NPI_MATCHING_HEARD_H
#define NPI_MATCHING_HEARD_H

#include "captions/captions.h"
#include "lexicon/lexicon.h"
#include "matching/ids.h"

#define NPI_UNITS 2       /* steps of length in a syllable */
#define NPI_BORDERS 24    /* kinds of places between two words */
#define NPI_BORDER_STOP 2 /* + 3 cue starts, + 6 pause, + 12 speaker */

struct npi_feature {
    uint32_t id;
    float weight; /* those of a word add up to 1, or there are none */
};

/* Positions are the places between words: 0 before the first, n behind the
 * last. */
struct npi_heard {
    const struct npi_caption_word *words;
    size_t n;
    uint32_t *units; /* n + 1: length up to each position */
    double *times;   /* n + 1: s */
    uint32_t *first; /* n + 1: features[first[w] .. first[w + 1]) */
    struct npi_feature *features;
    uint8_t *borders; /* n + 1: kind of each position */
    bool *silent;     /* n + 1: nothing is said there for long */
    struct npi_ids ids;
    float *share; /* by id: of all features' weight */
};

/* lexicon: NULL or one whose keys are in the captions' language. There is at
 * least one word. NP_ERR_NOMEM. */
enum np_status npi_heard_build(struct npi_arena *arena,
                               const struct npi_caption_track *track,
                               const struct npi_lexicon *lexicon, double smooth,
                               struct npi_heard *heard);

#endif
