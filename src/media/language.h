/* Languages as containers and menus name them. */
#ifndef NPI_MEDIA_LANGUAGE_H
#define NPI_MEDIA_LANGUAGE_H

#include "base/arena.h"
#include "media/container.h"

/* Bytes of an ISO 639-2 code with its NUL. */
#define NPI_ISO639_2 4

/* A language as a container writes it, from a BCP 47 tag or an ISO 639-2 code
 * of either kind; "und" if it is none. */
void npi_language_code(struct np_str tag, const struct npi_container *container,
                       char code[NPI_ISO639_2]);

/* The primary subtag that BCP 47 has for a tag or an ISO 639-2 code: "en" for
 * "eng", "zh" for "chi". In the arena; absent for "und", what is no language,
 * and when out of memory. */
struct np_str npi_language_subtag(struct npi_arena *arena, struct np_str code);

/* The language's own name ("简体中文", "English"); the tag itself if we do not
 * know it. Borrowed. */
struct np_str npi_language_title(struct np_str tag);

#endif
