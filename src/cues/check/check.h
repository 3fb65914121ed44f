/* The style check's rules, for check.c, text.c and marks.c. */
#ifndef NPI_CUES_CHECK_CHECK_H
#define NPI_CUES_CHECK_CHECK_H

#include "cues/check/source_walk.h"
#include "cues/cues.h"

/* What a rule looks at. */
struct npi_subject {
    const struct npi_settings *settings;
    struct npi_frame_rate rate;
    const struct np_cue *cue;
    const struct np_cue *before; /* the cue before, or NULL */
    const struct np_cues *cues;  /* all of them */
    size_t index;                /* of cue */
    double rounding; /* ms that a time is off for how exactly it is written */
    uint64_t widths[NP_CUE_ROOM]; /* half-widths of its lines */
    struct npi_line_place places[NP_CUE_ROOM];
    bool places_known; /* there is a dialogue to look into */
};

/* A rule's verdict: true if it is broken, with the value found and the limit,
 * in the rule's unit. */
typedef bool (*npi_rule_test)(const struct npi_subject *s, double *value,
                              double *limit);

struct npi_rule {
    struct np_rule rule;
    npi_rule_test test;
    bool on_words; /* of each language's lines; else of the cue's times */
};

/* Rules on characters; value: how many line ends break them, limit 0. */
bool npi_rule_kinsoku(const struct npi_subject *s, double *value,
                      double *limit);
bool npi_rule_punctuation(const struct npi_subject *s, double *value,
                          double *limit);
bool npi_rule_spaces(const struct npi_subject *s, double *value, double *limit);
bool npi_rule_brackets(const struct npi_subject *s, double *value,
                       double *limit);
bool npi_rule_orphan(const struct npi_subject *s, double *value, double *limit);
bool npi_rule_flicker(const struct npi_subject *s, double *value,
                      double *limit);
bool npi_rule_speakers(const struct npi_subject *s, double *value,
                       double *limit);
bool npi_rule_broken_word(const struct npi_subject *s, double *value,
                          double *limit);

#endif
