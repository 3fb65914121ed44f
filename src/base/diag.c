/* Collecting diagnostics and finding their places. Rendering: diag_render.c.
 *
 * A text's places are looked up through marks, one for every PLACE_STEP bytes,
 * made in one pass when the source is registered: many diagnostics in a large
 * file stay linear. */
#include "base/diag.h"

#include <string.h>

#define PLACE_STEP ((size_t)16 << 10)

struct npi_place_mark {
    size_t line;  /* of the byte the mark stands before, from 1 */
    size_t start; /* offset of that line */
};

void npi_diags_init(struct npi_diags *diags, struct npi_arena *arena)
{
    *diags = (struct npi_diags){.arena = arena};
}

/* Moves *mark, which holds for `from`, on to offset `to`. */
static void advance(struct np_str text, size_t from, size_t to,
                    struct npi_place_mark *mark)
{
    while (from < to) {
        const char *hit = memchr(text.ptr + from, '\n', to - from);
        if (!hit)
            return;
        from = (size_t)(hit - text.ptr) + 1;
        mark->line++;
        mark->start = from;
    }
}

static struct npi_place_mark *make_marks(struct npi_arena *arena,
                                         struct np_str text)
{
    size_t n = text.len / PLACE_STEP + 1;
    struct npi_place_mark *marks = NPI_ARENA_NEW(arena, struct npi_place_mark,
                                                 n);
    if (!marks)
        return NULL;
    marks[0] = (struct npi_place_mark){1, 0};
    for (size_t i = 1; i < n; i++) {
        marks[i] = marks[i - 1];
        advance(text, (i - 1) * PLACE_STEP, i * PLACE_STEP, &marks[i]);
    }
    return marks;
}

size_t npi_diags_add_source(struct npi_diags *diags, struct np_str name,
                            struct np_str text)
{
    if (diags->n_sources == NPI_SOURCES_MAX)
        return NP_NONE;
    diags->sources[diags->n_sources] = (struct npi_source){
        name, text, make_marks(diags->arena, text)};
    return diags->n_sources++;
}

static void find_place(struct np_str text, const struct npi_place_mark *marks,
                       size_t offset, size_t *line, size_t *column)
{
    size_t from = 0;
    struct npi_place_mark mark = {1, 0};
    if (offset > text.len)
        offset = text.len;
    if (marks) {
        from = offset / PLACE_STEP * PLACE_STEP;
        mark = marks[offset / PLACE_STEP];
    }
    advance(text, from, offset, &mark);
    *line = mark.line;
    *column = offset - mark.start + 1;
}

void npi_text_place(struct np_str text, size_t offset, size_t *line,
                    size_t *column)
{
    find_place(text, NULL, offset, line, column);
}

bool npi_diags_place(const struct npi_diags *diags, struct np_span span,
                     size_t *line, size_t *column)
{
    if (span.source >= diags->n_sources)
        return false;
    const struct npi_source *source = &diags->sources[span.source];
    find_place(source->text, source->marks, span.offset, line, column);
    return true;
}

/* The tally of a kind, made when it is new; NULL when out of memory. The last
 * one used stands first: a kind that comes often is found at once. */
static struct npi_diag_tally *tally_of(struct npi_diags *diags,
                                       const struct np_diag_kind *kind)
{
    size_t at = 0;
    while (at < diags->n_tallies && diags->tallies[at].kind != kind)
        at++;
    if (at == diags->n_tallies) {
        struct npi_diag_tally *tallies = npi_arena_grow(
            diags->arena, diags->tallies, diags->n_tallies, &diags->tallies_cap,
            sizeof(*tallies));
        if (!tallies)
            return NULL;
        diags->tallies = tallies;
        tallies[diags->n_tallies++] = (struct npi_diag_tally){kind, 0};
    }
    struct npi_diag_tally found = diags->tallies[at];
    diags->tallies[at] = diags->tallies[0];
    diags->tallies[0] = found;
    return &diags->tallies[0];
}

/* Copies one; false when out of memory. */
static bool store(struct npi_diags *diags, const struct np_diag_kind *kind,
                  struct np_span span, const struct np_str *args)
{
    struct np_diag *items = npi_arena_grow(diags->arena, diags->items, diags->n,
                                           &diags->cap, sizeof(*items));
    if (!items)
        return false;
    diags->items = items;
    struct np_diag diag = {.kind = kind, .span = span};
    for (size_t i = 0; i < NP_DIAG_ARGS; i++) {
        if (!args[i].ptr)
            continue;
        diag.args[i] = npi_arena_str(diags->arena, args[i]);
        if (!diag.args[i].ptr)
            return false;
    }
    items[diags->n++] = diag;
    return true;
}

void npi_diag_add(struct npi_diags *diags, const struct np_diag_kind *kind,
                  struct np_span span, struct np_str a, struct np_str b,
                  struct np_str c, struct np_str d)
{
    const struct np_str args[NP_DIAG_ARGS] = {a, b, c, d};
    struct npi_diag_tally *tally = tally_of(diags, kind);
    if (tally)
        tally->n++;
    if (!tally || tally->n > NPI_DIAGS_PER_KIND ||
        !store(diags, kind, span, args))
        diags->dropped++;
}

size_t npi_diags_count(const struct npi_diags *diags, enum np_severity s)
{
    size_t n = 0;
    for (size_t i = 0; i < diags->n; i++)
        n += diags->items[i].kind->severity == s;
    return n;
}

/* Counts what `from` did not keep of a kind. */
static void append_dropped(struct npi_diags *diags,
                           const struct npi_diags *from,
                           const struct npi_diag_tally *tally)
{
    size_t kept = 0;
    for (size_t i = 0; i < from->n; i++)
        kept += from->items[i].kind == tally->kind;
    struct npi_diag_tally *own = tally_of(diags, tally->kind);
    if (own)
        own->n += tally->n - kept;
    diags->dropped += tally->n - kept;
}

void npi_diags_rewind(struct npi_diags *diags, size_t n)
{
    while (diags->n > n) {
        const struct np_diag_kind *kind = diags->items[--diags->n].kind;

        for (size_t t = 0; t < diags->n_tallies; t++)
            if (diags->tallies[t].kind == kind && diags->tallies[t].n > 0)
                diags->tallies[t].n--;
    }
}

void npi_diags_append(struct npi_diags *diags, const struct npi_diags *from)
{
    size_t sources[NPI_SOURCES_MAX] = {0};
    for (size_t i = 0; i < from->n_sources; i++)
        sources[i] = npi_diags_add_source(diags, from->sources[i].name,
                                          from->sources[i].text);
    for (size_t i = 0; i < from->n; i++) {
        const struct np_diag *diag = &from->items[i];
        struct np_span span = diag->span;
        span.source = span.source < from->n_sources ? sources[span.source]
                                                    : NP_NONE;
        npi_diag_add(diags, diag->kind, span, diag->args[0], diag->args[1],
                     diag->args[2], diag->args[3]);
    }
    for (size_t i = 0; i < from->n_tallies; i++)
        append_dropped(diags, from, &from->tallies[i]);
}
