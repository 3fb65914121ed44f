/* Markup inside cues to plain text. */
#ifndef NPI_CAPTIONS_MARKUP_H
#define NPI_CAPTIONS_MARKUP_H

#include "captions/draft.h"

enum npi_markup {
    NPI_MARKUP_TAGS = 1 << 0,       /* WebVTT's: anything in <…> */
    NPI_MARKUP_HTML_TAGS = 1 << 1,  /* only tags that subtitles know: a < b */
    NPI_MARKUP_BRACES = 1 << 2,     /* ASS's {\…} and MicroDVD's {y:i} */
    NPI_MARKUP_ALL_BRACES = 1 << 3, /* ASS's comments too: anything in {…} */
    NPI_MARKUP_BACKSLASH = 1 << 4,  /* ASS's \N \n \h */
    NPI_MARKUP_ENTITIES = 1 << 5,   /* HTML's */
};

/* Puts a cue's text; kinds are bits of enum npi_markup. Times in tags become
 * marks, voices speakers; drawings and ruby notes are left out. */
void npi_markup_put(struct npi_draft *draft, struct np_str text,
                    unsigned kinds);

/* The character an entity at s.ptr[at] ('&') stands for; *used: its bytes.
 * False if it is none that is known. */
bool npi_entity_read(struct np_str s, size_t at, uint32_t *cp, size_t *used);

/* Text with its entities decoded: borrowed when there are none, else in the
 * arena; ptr is NULL when out of memory. */
struct np_str npi_entities_decode(struct npi_arena *arena, struct np_str text);

#endif
