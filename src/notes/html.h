/* Blocks of raw HTML: <details> is understood, other tags are text. */
#ifndef NPI_NOTES_HTML_H
#define NPI_NOTES_HTML_H

#include "notes/reader.h"

/* Adds the block's words, if any, to r->blocks; block is filled in but for
 * text and kind. *details: how deep in <details> we are, kept over blocks. */
void npi_html_block(struct npi_reader *r, struct npi_block block,
                    struct np_str literal, unsigned *details);

#endif
