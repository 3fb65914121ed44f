/* Front matter: the YAML between two lines of "---" at the very top. */
#ifndef NPI_NOTES_FRONT_H
#define NPI_NOTES_FRONT_H

#include "notes/reader.h"

#define NPI_FRONT_MAX ((size_t)64 << 10) /* bytes */
#define NPI_FRONT_EVENTS_MAX 10000
#define NPI_FRONT_DEPTH_MAX 8

/* Takes the front matter off (r->body, r->body_line) and puts what it says into
 * the episode. Text that does not begin with it is left alone. */
void npi_front_read(struct npi_reader *r);

#endif
