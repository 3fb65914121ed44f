/* Arguments of diagnostics, and texts for places of limited size. */
#ifndef NPI_MEDIA_SAY_H
#define NPI_MEDIA_SAY_H

#include "base/context.h"

/* In the arena; a pointer of NULL when out of memory. */
struct np_str npi_say_number(struct npi_context *ctx, int64_t n);
struct np_str npi_say_stamp(struct npi_context *ctx, int64_t ms); /* 1:02 */

/* At most max bytes of text; where it is cut, on a character, "…" ends it. A
 * pointer of NULL when out of memory. */
struct np_str npi_say_cut(struct npi_context *ctx, struct np_str text,
                          size_t max);

#endif
