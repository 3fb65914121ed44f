/* The inline content of one block to text and marks. */
#ifndef NPI_NOTES_INLINE_H
#define NPI_NOTES_INLINE_H

#include "notes/reader.h"
#include <cmark.h>

struct npi_inline {
    struct npi_reader *r;
    const char *text; /* where the block's text begins */
    size_t cursor;    /* in the notes: behind what has been found */
    size_t limit;     /* the block's end */
    unsigned images;  /* pictures that are open: their text is left out */
};

/* block: its text is set by npi_inline_end(). node: the paragraph or heading.
 */
void npi_inline_begin(struct npi_inline *in, struct npi_reader *r,
                      cmark_node *node, struct npi_block *block);
void npi_inline_event(struct npi_inline *in, cmark_node *node,
                      cmark_event_type event);
void npi_inline_end(struct npi_inline *in, struct npi_block *block);

#endif
