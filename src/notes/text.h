/* The text of the notes with its marks gone, and where each byte of it stood.
 * Pieces never move, so views into them are good as long as the arena. */
#ifndef NPI_NOTES_TEXT_H
#define NPI_NOTES_TEXT_H

#include "base/arena.h"

/* length bytes from text on stood at source on; a run that stands for marked-up
 * text of another length (an entity) has length 0 and holds one place. */
struct npi_run {
    const char *text;
    size_t source;
    size_t length;
};

struct npi_text_chunk {
    char *data;
    size_t len;
    size_t cap;
    struct npi_run *runs; /* by text */
    size_t n_runs;
    size_t cap_runs;
};

struct npi_text {
    struct npi_arena *arena;
    struct npi_text_chunk *chunks;
    size_t n_chunks;
    size_t cap_chunks;
    bool failed; /* out of memory: what is written is cut off */
};

/* A line break inside a block, as it stands in its text: one that Markdown
 * takes for a space, and one that the author wrote as a break. */
#define NPI_BREAK_SOFT '\n'
#define NPI_BREAK_HARD '\v'

void npi_text_init(struct npi_text *text, struct npi_arena *arena);

/* Room for a piece of at most max bytes; returns where it begins, NULL when out
 * of memory. The piece is written with put and ends with the next begin. */
const char *npi_text_begin(struct npi_text *text, size_t max);
/* Appends, without control characters; source is the offset of part's first
 * byte in the notes. exact: part stands there as it is. What is over the
 * piece's room is an error (failed). */
void npi_text_put(struct npi_text *text, struct np_str part, size_t source,
                  bool exact);
/* The next control character that is no white space (C0, DEL, C1) and its
 * bytes; NP_NONE if there is none. */
size_t npi_text_find_control(struct np_str s, size_t from, size_t *len);
/* What was written since begin returned from. */
struct np_str npi_text_since(const struct npi_text *text, const char *from);

/* Where a byte of the text stood in the notes; false if the pointer is not
 * into this text. */
bool npi_text_source(const struct npi_text *text, const char *at,
                     size_t *source);
/* The span of a view; NPI_NOWHERE like ({NP_NONE, 0, 0}) if unknown. */
struct np_span npi_text_span(const struct npi_text *text, size_t source,
                             struct np_str view);

/* The text trimmed, white space folded to one space, breaks between CJK
 * characters and control characters gone. The same view (trimmed) when there is
 * nothing to do. */
struct np_str npi_text_fold(struct npi_text *text, struct np_str view);
/* a and b, folded, with one space between unless both sides of the joint are
 * CJK. */
struct np_str npi_text_join(struct npi_text *text, struct np_str a,
                            struct np_str b);

#endif
