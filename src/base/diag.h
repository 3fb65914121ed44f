/* Collecting diagnostics, the sources they point into, and rendering them.
 *
 * A stage lists its kinds in a table src/<stage>/diags.def:
 *   NPI_DIAG(OUTLINE_ORDER, "outline-order", NP_WARNING,
 *            "stamp {0} runs backwards", "…hint or NULL")
 * and src/<stage>/diags.h declares them with NPI_DIAG_DECLARE, diags.c defines
 * them with NPI_DIAG_DEFINE (see base/diags.def for the pattern). */
#ifndef NPI_BASE_DIAG_H
#define NPI_BASE_DIAG_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include <nopriors/diagnostics.h>

#define NPI_DIAG_DECLARE(id, code, severity, message, hint)                    \
    extern const struct np_diag_kind NPI_D_##id;
#define NPI_DIAG_DEFINE(id, code, severity, message, hint)                     \
    const struct np_diag_kind NPI_D_##id = {code, severity, message, hint};

struct npi_place_mark;

struct npi_source {
    struct np_str name; /* as messages show it: a path, "-", "--set" */
    struct np_str text; /* UTF-8 */
    const struct npi_place_mark *marks; /* for npi_diags_place(), or NULL */
};

#define NPI_SOURCES_MAX 16

/* The most diagnostics of one kind that are kept; later ones are counted. */
#define NPI_DIAGS_PER_KIND 100

/* How often a kind came up, kept or not. */
struct npi_diag_tally {
    const struct np_diag_kind *kind;
    size_t n;
};

struct npi_diags {
    struct npi_arena *arena; /* owns items and args */
    struct np_diag *items;
    size_t n;
    size_t cap;
    size_t dropped;                 /* over the limit per kind, or no memory */
    struct npi_diag_tally *tallies; /* in no order; for what was dropped */
    size_t n_tallies;
    size_t tallies_cap;
    struct npi_source sources[NPI_SOURCES_MAX];
    size_t n_sources;
};

void npi_diags_init(struct npi_diags *diags, struct npi_arena *arena);

/* Registers a source (name and text are borrowed and must outlive diags);
 * NP_NONE when there are too many. */
size_t npi_diags_add_source(struct npi_diags *diags, struct np_str name,
                            struct np_str text);

#define NPI_NOWHERE ((struct np_span){NP_NONE, 0, 0})

/* Adds one; args are copied, absent ones are {NULL, 0}. Cannot fail: when out
 * of memory it is counted in dropped. */
void npi_diag_add(struct npi_diags *diags, const struct np_diag_kind *kind,
                  struct np_span span, struct np_str a, struct np_str b,
                  struct np_str c, struct np_str d);
#define NPI_DIAG0(diags, id, span)                                             \
    npi_diag_add((diags), &NPI_D_##id, (span), npi_str(NULL), npi_str(NULL),   \
                 npi_str(NULL), npi_str(NULL))
#define NPI_DIAG1(diags, id, span, a)                                          \
    npi_diag_add((diags), &NPI_D_##id, (span), (a), npi_str(NULL),             \
                 npi_str(NULL), npi_str(NULL))
#define NPI_DIAG2(diags, id, span, a, b)                                       \
    npi_diag_add((diags), &NPI_D_##id, (span), (a), (b), npi_str(NULL),        \
                 npi_str(NULL))
#define NPI_DIAG3(diags, id, span, a, b, c)                                    \
    npi_diag_add((diags), &NPI_D_##id, (span), (a), (b), (c), npi_str(NULL))

/* Takes back what came after the first n. */
void npi_diags_rewind(struct npi_diags *diags, size_t n);

/* Adds all that `from` has, its sources too, to another one; their texts must
 * live as long. Cannot fail, as npi_diag_add(). */
void npi_diags_append(struct npi_diags *diags, const struct npi_diags *from);

/* How many have this severity. */
size_t npi_diags_count(const struct npi_diags *diags, enum np_severity s);

/* Line and column (from 1; column in bytes) of a span's start; false if it has
 * no place. Quick, however large the source is. */
bool npi_diags_place(const struct npi_diags *diags, struct np_span span,
                     size_t *line, size_t *column);
/* The same for an offset in any text; counts from its start. */
void npi_text_place(struct np_str text, size_t offset, size_t *line,
                    size_t *column);

/* Marks an English text that is data here and translated when it is shown. */
#define N_(msgid) msgid
/* Translates a template or a fixed word ("warning"); identity when NULL. */
typedef const char *(*npi_translate)(const char *msgid);

/* Colours for a terminal: escape sequences or all NULL. */
struct npi_diag_colors {
    const char *error, *warning, *note, *bold, *reset;
};

/* Foreign text as diagnostics show it: on one line, safe for a terminal, at
 * most max columns, the "…" that tells of a cut included. */
void npi_diag_put_shown(struct npi_buf *out, struct np_str text, size_t max);
/* Message alone, arguments put in. */
void npi_diag_message(struct npi_buf *out, const struct np_diag *diag,
                      npi_translate tr);
/* The hint, or nothing. */
void npi_diag_hint(struct npi_buf *out, const struct np_diag *diag,
                   npi_translate tr);
/* name:line:col: warning: message [code], the source line (clipped around the
 * place when it is long), a caret and tildes under the span at the right
 * display column, hint: … Control characters are shown as U+FFFD, tabs as four
 * spaces. tr and colors may be NULL. */
void npi_diag_render(struct npi_buf *out, const struct npi_diags *diags,
                     const struct np_diag *diag, npi_translate tr,
                     const struct npi_diag_colors *colors);

#include "base/diags.h"

#endif
