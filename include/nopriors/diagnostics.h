/* Diagnostics: what a stage noticed, where, and what would help.
 *
 * A kind is constant data: a stable code ("outline-order"), a severity and
 * English templates in which {0}..{3} stand for the arguments. Templates are
 * the message ids that the command translates. */
#ifndef NOPRIORS_DIAGNOSTICS_H
#define NOPRIORS_DIAGNOSTICS_H

#include <nopriors/types.h>

#ifdef __cplusplus
extern "C" {
#endif

enum np_severity { NP_NOTE, NP_WARNING, NP_ERROR };

struct np_diag_kind {
    const char *code;
    enum np_severity severity;
    const char *message; /* template, one line, no full stop */
    const char *hint;    /* template or NULL */
};

#define NP_DIAG_ARGS 4

struct np_diag {
    const struct np_diag_kind *kind;
    struct np_span span;              /* source NP_NONE: no place in a text */
    struct np_str args[NP_DIAG_ARGS]; /* owned by the job */
};

#ifdef __cplusplus
}
#endif

#endif
