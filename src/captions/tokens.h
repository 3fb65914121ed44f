/* A draft's cues cut into words, and the steps that take words out or mark
 * them. Words are pieces of the draft's text; nothing is copied. */
#ifndef NPI_CAPTIONS_TOKENS_H
#define NPI_CAPTIONS_TOKENS_H

#include "captions/draft.h"

struct npi_token {
    size_t at; /* into the draft's text */
    uint32_t len;
    uint32_t weight; /* how long it takes to say: about its letters */
    uint64_t hash;   /* of its text: equal words have equal ones */
    int64_t start;   /* the file's time of it, or NP_NO_TIME */
    int64_t end;     /* the same */
    bool space;      /* white space before it */
    bool line;       /* first of its line */
    bool cjk;        /* ends in a character that needs no space behind it */
    bool turn;       /* another speaker from here on */
    bool dropped;
};

/* A cue on its way to the track. */
struct npi_piece {
    int64_t start;
    int64_t end;
    size_t offset; /* into the source */
    size_t first;  /* tokens; some may be dropped */
    size_t n;
    struct np_str speaker;
    struct np_str sound; /* the first thing in it that is no speech; or absent
                          */
};

struct npi_pieces {
    struct npi_draft *draft;
    struct npi_piece *items; /* in the draft's scratch arena */
    size_t n;
    struct npi_token *tokens;
    size_t n_tokens;
    size_t tokens_cap;
};

static inline struct np_str npi_token_text(const struct npi_pieces *pieces,
                                           const struct npi_token *token)
{
    return (struct np_str){pieces->draft->text.data + token->at, token->len};
}

/* The first token that is not dropped, from this one on, below end; end if
 * there is none. */
static inline size_t npi_token_live(const struct npi_pieces *pieces,
                                    size_t from, size_t end)
{
    while (from < end && pieces->tokens[from].dropped)
        from++;
    return from;
}

/* Cuts the draft's cues, which are in order of time, into words; non-speech is
 * left out. Errors: the draft's status. */
void npi_tokens_cut(struct npi_draft *draft, struct npi_pieces *pieces);

/* Drops what is shown again while lines roll up or grow, if that is what this
 * file's captions do. */
void npi_tokens_unroll(struct npi_pieces *pieces);

/* Takes labels ("SARAH GUO:") out and makes them speakers. */
void npi_tokens_labels(struct npi_pieces *pieces);

/* Non-speech at s.ptr[*at]: moves *at behind it. line: nothing but space
 * stands before it in its line. */
bool npi_sound_skip(struct np_str s, size_t *at, bool line);

#endif
