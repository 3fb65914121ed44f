/* What the files of this stage share: the blocks that cmark's tree is flattened
 * to, and the episode as it grows. */
#ifndef NPI_NOTES_READER_H
#define NPI_NOTES_READER_H

#include "base/context.h"
#include "notes/diags.h"
#include "notes/text.h"
#include <nopriors/episode.h>

/* A growing array in the arena. */
#define NPI_LIST(type)                                                         \
    struct {                                                                   \
        type *items;                                                           \
        size_t n;                                                              \
        size_t cap;                                                            \
    }

/* A pointer to a new zeroed item at the end, or NULL when out of memory (which
 * r->status then says). */
#define NPI_PUSH(r, list)                                                      \
    ((list).items = npi_reader_grow((r), (list).items, (list).n, &(list).cap,  \
                                    sizeof(*(list).items)),                    \
     (r)->status == NP_OK ? &(list).items[(list).n++] : NULL)

enum npi_mark_kind { NPI_STRONG, NPI_EMPH, NPI_CODE, NPI_LINK };

/* A stretch of a block's text that was marked. */
struct npi_mark {
    enum npi_mark_kind kind;
    const char *begin;
    const char *end;
    struct np_str url; /* of a link */
    size_t outer;      /* index + 1 of the mark it was opened in; 0: none */
};

enum npi_block_kind {
    NPI_HEADING,
    NPI_PARAGRAPH,
    NPI_CODE_BLOCK,
    NPI_HTML_BLOCK, /* tags without words */
    NPI_RULE,
};

enum npi_section {
    NPI_SECTION_NONE,    /* unknown: its shape decides */
    NPI_SECTION_WRAPPER, /* a heading over other sections */
    NPI_SECTION_HEADER,  /* title, link, date, … */
    NPI_SECTION_SUMMARY,
    NPI_SECTION_PEOPLE,
    NPI_SECTION_TAGS,
    NPI_SECTION_PROSE, /* topics, conclusions, references */
    NPI_SECTION_OUTLINE,
    NPI_SECTION_KEY_POINTS,
    NPI_SECTION_MIND_MAP,
    NPI_SECTION_DIALOGUE,
    NPI_SECTION_ORIGINAL, /* the dialogue in the spoken language */
};

struct npi_block {
    enum npi_block_kind kind;
    unsigned level;      /* of a heading, 1..6 */
    unsigned list_depth; /* lists it stands in */
    unsigned quote_depth;
    bool item;          /* the first block of a list item */
    bool fenced;        /* a code block between fences */
    bool details;       /* inside <details> */
    bool html;          /* raw HTML with words in it */
    struct np_str text; /* lines divided by NPI_BREAK_* */
    size_t first_mark;
    size_t n_marks;
    size_t line;  /* where it begins, from 1 */
    size_t begin; /* offsets in the notes */
    size_t end;
    enum npi_section section;
    size_t group;  /* blocks under one section heading share it */
    bool is_title; /* the section's own heading */
    bool used;     /* something was made of it */
    bool left_out; /* used, but its words were left out */
};

struct npi_reader {
    struct npi_context *ctx;
    enum np_status status; /* sticky */
    size_t source;
    struct np_str notes;    /* all of the text */
    struct np_str language; /* given by the user, or absent */
    size_t *lines;          /* offset of each line */
    size_t n_lines;
    size_t body;      /* offset of the Markdown: behind the front matter */
    size_t body_line; /* the lines before it */
    struct npi_text text;
    NPI_LIST(struct npi_block) blocks;
    NPI_LIST(struct npi_mark) marks;
    bool details_original; /* a <summary> names the original text */

    struct np_episode *episode;
    NPI_LIST(struct np_person) people;
    NPI_LIST(struct np_item) tags;
    NPI_LIST(struct np_item) key_points;
    NPI_LIST(struct np_field) fields;
    NPI_LIST(struct np_prose) prose;
    NPI_LIST(struct np_node) mind_map;
    NPI_LIST(struct np_entry) outline;
    NPI_LIST(struct np_str) speakers;
    NPI_LIST(struct np_heading) headings;
    NPI_LIST(struct np_turn) turns;
    NPI_LIST(struct np_sentence) sentences;
    NPI_LIST(struct np_original) originals;
};

/* npi_arena_grow() that keeps the items and sets r->status when it fails. */
void *npi_reader_grow(struct npi_reader *r, void *items, size_t n, size_t *cap,
                      size_t size);
/* r->status, taking in what text and cancel say. */
bool npi_reader_ok(struct npi_reader *r);

size_t npi_line_of(const struct npi_reader *r, size_t offset); /* from 1 */
/* Line of a view's first byte, or fallback when it is not from the notes. */
size_t npi_line_at(const struct npi_reader *r, struct np_str view,
                   size_t fallback);
struct np_span npi_span_of(const struct npi_reader *r, struct np_str view);
struct np_span npi_block_span(const struct npi_reader *r,
                              const struct npi_block *block);

/* A diagnostic whose one argument is a number. */
void npi_reader_tell(struct npi_reader *r, const struct np_diag_kind *kind,
                     struct np_span span, size_t number);

/* Takes the next line off a block's text; false at the end. */
bool npi_next_line(struct np_str *rest, struct np_str *line);

/* The first mark of this kind that begins at or before at and ends behind it;
 * NULL if none. */
const struct npi_mark *npi_mark_at(const struct npi_reader *r,
                                   const struct npi_block *block,
                                   enum npi_mark_kind kind, const char *at);
/* The first mark of this kind that begins at from or later, before end; NULL
 * if none. */
const struct npi_mark *npi_mark_next(const struct npi_reader *r,
                                     const struct npi_block *block,
                                     enum npi_mark_kind kind, const char *from,
                                     const char *end);
/* All that can be seen of the view is inside STRONG marks. */
bool npi_all_strong(const struct npi_reader *r, const struct npi_block *block,
                    struct np_str view);

#endif
