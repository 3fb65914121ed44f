/* Languages as containers and menus name them. */
#ifndef NPI_MEDIA_LANGUAGE_H
#define NPI_MEDIA_LANGUAGE_H

#include "media/container.h"

/* Bytes of an ISO 639-2 code with its NUL. */
#define NPI_ISO639_2 4

/* A language as a container writes it, from a BCP 47 tag or an ISO 639-2 code
 * of either kind; "und" if it is none. */
void npi_language_code(struct np_str tag, const struct npi_container *container,
                       char code[NPI_ISO639_2]);

/* The other way: a BCP 47 tag from one, or from an ISO 639-2 code of either
 * kind ("chi" and "zho" are "zh"), in the arena; "und" if it is none.
 * NP_ERR_NOMEM. */
enum np_status npi_language_tag(struct npi_arena *arena, struct np_str code,
                                struct np_str *tag);

/* The language's own name ("简体中文", "English"); the tag itself if we do not
 * know it. Borrowed. */
struct np_str npi_language_title(struct np_str tag);

#endif
