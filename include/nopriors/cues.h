/* Subtitle cues: sentences cut to what a person can read at once. */
#ifndef NOPRIORS_CUES_H
#define NOPRIORS_CUES_H

#include <nopriors/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NP_CUE_LINES 3 /* the most a profile may allow */

/* One cue. Cues are in order, never overlap, and hold one speaker's words. */
struct np_cue {
    int64_t start;
    int64_t end;
    size_t turn;
    size_t speaker;        /* index into np_episode.speakers, or NP_NONE */
    size_t first_sentence; /* sentences it holds words of */
    size_t last_sentence;
    struct np_str lines[NP_CUE_LINES];
    unsigned n_lines;
    /* The same in a second language, shown with the lines; none unless a run
     * is bilingual. */
    struct np_str second[NP_CUE_LINES];
    unsigned n_second;
};

/* A breach of the profile's rules, found by the style check. Rules and the unit
 * of their value; hard ones:
 *   empty, lines          lines
 *   line-length           characters, as the profile counts
 *   kinsoku, broken-word  line ends
 *   overlap               ms
 *   gap                   frames; the limit is the smallest gap
 *   shortest, longest     ms
 * and soft ones:
 *   unbalanced            per cent of the longest line that the shortest has
 *   reading-speed         characters a second */
struct np_breach {
    size_t cue;
    const char *rule; /* "line-length", "reading-speed", … */
    bool hard;        /* a hard rule: --check=style fails */
    double value;     /* what it is, in the rule's unit */
    double limit;
};

struct np_cues {
    const struct np_cue *cues;
    size_t n_cues;
};

#ifdef __cplusplus
}
#endif

#endif
