/* Markdown to blocks. */
#ifndef NPI_NOTES_MARKDOWN_H
#define NPI_NOTES_MARKDOWN_H

#include "notes/reader.h"

/* Containers (lists, quotes) that may stand inside each other on one line. */
#define NPI_NESTING_MAX 100
/* Memory that the parser may use: many times what notes of the largest size
 * need, unless they are made of marks only. */
#define NPI_MARKDOWN_MEMORY_MAX ((size_t)512 << 20)

/* Parses r->notes from r->body on and fills r->blocks, r->marks and r->text.
 * Input that would keep the parser busy for long is an error with a
 * diagnostic. The status is r->status. */
void npi_markdown_read(struct npi_reader *r);

/* Looks for what makes parsing take longer than in proportion to the text;
 * false: r->status is NP_ERR_NOTES, and a diagnostic says which line. */
bool npi_markdown_check(struct npi_reader *r);

#endif
