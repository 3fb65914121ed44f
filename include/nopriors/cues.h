/* Subtitle cues: sentences cut to what a person can read at once. */
#ifndef NOPRIORS_CUES_H
#define NOPRIORS_CUES_H

#include <nopriors/types.h>

#ifdef __cplusplus
extern "C" {
#endif

#define NP_CUE_LINES 3 /* the most a profile may allow */
#define NP_CUE_ROOM 8  /* … and anybody's subtitles can have here */

/* One cue. Cues are in order, never overlap, and hold one speaker's words. */
struct np_cue {
    int64_t start;
    int64_t end;
    size_t turn;
    size_t speaker;        /* index into np_episode.speakers, or NP_NONE */
    size_t first_sentence; /* sentences it holds words of */
    size_t last_sentence;
    struct np_str lines[NP_CUE_ROOM];
    unsigned n_lines;
    /* The same in a second language, shown with the lines; none unless a run
     * is bilingual. */
    struct np_str second[NP_CUE_ROOM];
    unsigned n_second;
    bool second_above; /* it is shown above the lines, else below */
};

/* A rule of the style check. */
struct np_rule {
    const char *name;  /* "line-length" */
    bool hard;         /* must hold: --check=style and --lint fail */
    const char *unit;  /* of a breach's value and limit: "ms", "characters" */
    const char *guide; /* where it is from; its limit is the profile's */
    const char *help;  /* what breaks it: English, the message id */
};

/* The rules, in the order they are checked; NULL behind the last one. */
NP_API const struct np_rule *np_rule_at(size_t i);
NP_API const struct np_rule *np_rule_find(const char *name); /* or NULL */

/* A breach of a rule. */
struct np_breach {
    size_t cue;
    const char *rule; /* "line-length", "reading-speed", … */
    bool hard;        /* a hard rule: --check=style fails */
    bool second;      /* of the lines in the second language */
    double value;     /* what it is, in the rule's unit */
    double limit;
};

struct np_cues {
    const struct np_cue *cues;
    size_t n_cues;
};

/* The numbers that one language's lines were held against. */
struct np_limits {
    struct np_str language; /* BCP 47; "und": not known */
    int64_t line_length;    /* characters */
    int64_t lines;
    int64_t reading_speed; /* characters a second */
    bool halves;           /* a half-width character counts as a half */
};

/* What a look at anybody's subtitles found. Lives as long as the job. */
struct np_lint {
    struct np_str name;      /* of the file, as it was given */
    struct np_cues cues;     /* in the order of the file, which is no promise of
                                any other; the last of NP_CUE_ROOM lines holds the
                                rest. Where most cues have lines in two languages,
                                the lower ones are their second. */
    const size_t *lines;     /* where each begins in the file, from 1; 0: not
                                known (JSON) */
    struct np_limits limits; /* language: asked for, told by the file, or
                                found */
    struct np_limits second; /* language absent: there is one language only */
    const struct np_breach *breaches;
    size_t n_breaches;
    size_t source; /* the file, as diagnostics' spans name it; NP_NONE: JSON */
    size_t n_faults; /* places that the format does not allow and a player may
                        stumble over: each is a diagnostic */
};

#ifdef __cplusplus
}
#endif

#endif
