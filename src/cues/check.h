/* The style check's rules, for check.c and check_text.c. */
#ifndef NPI_CUES_CHECK_H
#define NPI_CUES_CHECK_H

#include "cues/cues.h"
#include "cues/source_walk.h"

/* What a rule looks at. */
struct npi_subject {
    const struct npi_settings *settings;
    struct npi_frame_rate rate;
    const struct np_cue *cue;
    const struct np_cue *before;   /* the cue before, or NULL */
    uint64_t widths[NP_CUE_LINES]; /* half-widths of its lines */
    struct npi_line_place places[NP_CUE_LINES];
    bool places_known; /* there is a dialogue to look into */
};

/* A rule's verdict: true if it is broken, with the value found and the limit,
 * in the rule's unit. */
typedef bool (*npi_rule_test)(const struct npi_subject *s, double *value,
                              double *limit);

/* Rules on characters; value: how many line ends break them, limit 0. */
bool npi_rule_kinsoku(const struct npi_subject *s, double *value,
                      double *limit);
bool npi_rule_broken_word(const struct npi_subject *s, double *value,
                          double *limit);

#endif
