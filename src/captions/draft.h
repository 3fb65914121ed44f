/* What the readers fill: cues as the file has them, text without markup, the
 * times inside it beside it. What makes a track of it: track.h. */
#ifndef NPI_CAPTIONS_DRAFT_H
#define NPI_CAPTIONS_DRAFT_H

#include "captions/captions.h"
#include "captions/diags.h"

/* In a draft's text: a line's end, and "another speaker from here on". */
#define NPI_DRAFT_LINE '\n'
#define NPI_DRAFT_TURN '\x1e'

#define NPI_DRAFT_TEXT_MAX NPI_CAPTIONS_MAX

/* A time inside a cue's text: of what follows. */
struct npi_draft_mark {
    size_t at; /* offset into the draft's text */
    int64_t start;
    int64_t end; /* or NP_NO_TIME */
    size_t to;   /* offset where what it times ends; if end is told */
};

struct npi_draft_cue {
    int64_t start;
    int64_t end;   /* NP_NO_TIME: not told; may be before start */
    size_t offset; /* into the source, for messages */
    size_t text;   /* into the draft's text */
    size_t len;
    size_t first_mark;
    size_t n_marks;
    struct np_str speaker; /* or absent */
    size_t order;          /* in the file */
};

struct npi_draft {
    struct npi_context *ctx;
    struct npi_arena scratch; /* cues, marks, and what track.c needs */
    struct np_str name;
    struct np_str source; /* the file's text; absent for events */
    size_t source_index;  /* in the diagnostics; NP_NONE: not yet there */
    struct npi_buf text;
    struct npi_draft_cue *cues;
    size_t n_cues;
    size_t cues_cap;
    struct npi_draft_mark *marks;
    size_t n_marks;
    size_t marks_cap;
    enum np_status status;  /* the first error; what is put later is ignored */
    struct np_str language; /* as the file has it, or absent */
    enum npi_caption_kind kind;
    bool ours;
    size_t n_faults; /* said: places that the format does not allow */
};

void npi_draft_init(struct npi_draft *draft, struct npi_context *ctx,
                    struct np_str name, struct np_str source);
void npi_draft_release(struct npi_draft *draft);

/* Begins a cue; what is put next is its text. */
void npi_draft_add(struct npi_draft *draft, int64_t start, int64_t end,
                   size_t offset);
/* Text: control and invisible characters are left out, every white space is a
 * space; line ends stay. */
void npi_draft_put(struct npi_draft *draft, struct np_str text);
void npi_draft_put_cp(struct npi_draft *draft, uint32_t cp);
void npi_draft_turn(struct npi_draft *draft);
/* The cue's speaker; a second one in the same cue is a turn. name is borrowed:
 * it must live as long as the track. */
void npi_draft_speaker(struct npi_draft *draft, struct np_str name);
/* The time of what is put next. */
void npi_draft_mark(struct npi_draft *draft, int64_t start);
/* A piece of text with the time it starts and ends (or NP_NO_TIME). */
void npi_draft_put_timed(struct npi_draft *draft, struct np_str text,
                         int64_t start, int64_t end);
/* The language as the file has it; copied. */
void npi_draft_language(struct npi_draft *draft, struct np_str tag);
/* Ends the last cue: no more may be put. */
void npi_draft_close(struct npi_draft *draft);

/* True when the reader has to stop: an error, or the caller's wish. */
bool npi_draft_stopped(struct npi_draft *draft);

/* Reports something at a place of the source. */
void npi_draft_say(struct npi_draft *draft, const struct np_diag_kind *kind,
                   size_t offset, size_t length, struct np_str a,
                   struct np_str b);
/* An entry of a list (from 0) without a time. */
void npi_draft_say_entry(struct npi_draft *draft, size_t index);
/* An error that ends the reading; number is the message's {0}. */
void npi_draft_limit(struct npi_draft *draft, const struct np_diag_kind *kind,
                     size_t offset, uint64_t number);
/* Out of memory: said, and NP_ERR_NOMEM. */
void npi_draft_no_memory(struct npi_draft *draft);

#endif
