/* A stretch: consecutive sentences of one turn, joined to one text and cut into
 * cells (grapheme clusters), on which breaks are looked for. */
#ifndef NPI_CUES_STRETCH_H
#define NPI_CUES_STRETCH_H

#include "base/arena.h"
#include "profile/settings.h"
#include <nopriors/episode.h>

/* A turn longer than this many bytes is cut at the next sentence end: memory
 * stays small and nobody can tell. */
#define NPI_STRETCH_BYTES ((size_t)16 << 10)

enum npi_cell_kind {
    NPI_CELL_SPACE,  /* one space: a break drops it */
    NPI_CELL_WORD,   /* letters, digits and what is written with them */
    NPI_CELL_DICT,   /* Han, kana, Thai …: words stand without spaces */
    NPI_CELL_PUNCT,  /* punctuation of its own: ， “ — … */
    NPI_CELL_SYMBOL, /* pictures: a break may stand on either side */
};

enum npi_cell_flag {
    NPI_CELL_SENTENCE = 1 << 0,  /* a sentence starts here */
    NPI_CELL_PARAGRAPH = 1 << 1, /* and a paragraph */
    NPI_CELL_BORDER = 1 << 2,    /* a dictionary word starts here */
    NPI_CELL_OPENS = 1 << 3,     /* an opening quote or bracket */
    NPI_CELL_CLOSES = 1 << 4,    /* a closing one */
    NPI_CELL_DROPS = 1 << 5,     /* left out at a line's end */
    NPI_CELL_BLANK = 1 << 6,     /* a mark that is shown as a space */
    NPI_CELL_LEADS = 1 << 7,     /* a clause ends before it that says little
                                    without the next one: 如果… */
};

/* A break may not stand before the cell. */
#define NPI_NEVER INT16_MAX

struct npi_cell {
    uint32_t cp;       /* the first code point */
    uint32_t offset;   /* byte in the stretch's text */
    uint32_t pos;      /* half-widths before it in the stretch */
    uint32_t sentence; /* from 0 in the stretch */
    int16_t place;     /* cost of a break just before it; see places/places.h */
    uint8_t width;     /* half-widths: 1 or 2 */
    uint8_t kind;      /* enum npi_cell_kind */
    uint8_t flags;     /* bits of enum npi_cell_flag */
};

/* How text is shown. */
struct npi_text_rule {
    enum npi_counting counting;
    bool drops_marks;  /* Chinese commas and full stops at a line's end */
    bool spaces_marks; /* … are spaces inside a line */
};

struct npi_stretch {
    struct np_str text;     /* in the result arena: lines are views of it */
    struct npi_cell *cells; /* n, and one behind the last with its offset, pos
                               and sentence */
    size_t n;
    size_t first_sentence; /* index into the episode's */
    size_t n_sentences;
    enum npi_counting counting;
};

/* The number of sentences, at least 1, that the stretch starting at first
 * takes of the n left in its turn, and the most bytes of its text. */
size_t npi_stretch_extent(const struct np_sentence *first, size_t n,
                          size_t *bytes);

/* Fills *stretch from n sentences. cells has room for one more than their
 * bytes as npi_stretch_extent() tells. n may come out 0: nothing but white
 * space. Text goes to arena; NP_ERR_NOMEM. */
enum np_status npi_stretch_read(struct npi_arena *arena,
                                const struct np_sentence *first, size_t n,
                                size_t bytes, struct npi_text_rule rule,
                                struct npi_stretch *stretch);

/* The most half-widths that a line's end may drop: a mark between two spaces.
 */
#define NPI_DROPPED_WIDTH 6

/* Where a line of cells [from, to) ends for its reader: a space at its end is
 * dropped, and so are marks that the profile does not want there, unless they
 * are all there is. */
static inline size_t npi_stretch_shown(const struct npi_stretch *s, size_t from,
                                       size_t to)
{
    if (to > from && s->cells[to - 1].kind == NPI_CELL_SPACE)
        to--;
    if (to > from + 1 && s->cells[to - 1].flags & NPI_CELL_DROPS)
        to--;
    if (to > from + 1 && s->cells[to - 1].kind == NPI_CELL_SPACE)
        to--;
    return to;
}

/* Half-widths of such a line. */
static inline uint32_t npi_stretch_width(const struct npi_stretch *s,
                                         size_t from, size_t to)
{
    return s->cells[npi_stretch_shown(s, from, to)].pos - s->cells[from].pos;
}

/* The text of such a line. */
struct np_str npi_stretch_line(const struct npi_stretch *s, size_t from,
                               size_t to);

#endif
