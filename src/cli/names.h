/* What output files are called. */
#ifndef NPI_CLI_NAMES_H
#define NPI_CLI_NAMES_H

#include "base/arena.h"
#include "export/export.h"

/* The stem of sidecars: MEDIA's name without extension, else that of NOTES
 * without a language tag at its end ("dir/no-priors-80.zh.md" gives
 * "no-priors-80"), "notes" for standard input. media may be NULL. Borrowed. */
struct np_str npi_name_stem(const char *notes, const char *media);

/* The tag in subtitle file names: the setting's, else the language's primary
 * subtag; absent when the language is not known. */
struct np_str npi_name_tag(struct np_str setting, struct np_str language);

/* folder/STEM + the format's suffix. With an absent tag ".{tag}" goes too.
 * NULL when out of memory. */
char *npi_name_sidecar(struct npi_arena *arena, struct np_str folder,
                       struct np_str stem, const struct npi_format *format,
                       struct np_str tag);

/* The copy of MEDIA with everything in it: "STEM.nopriors.EXT" in folder
 * (absent: beside MEDIA). A copy of ours is not marked twice. NULL when out of
 * memory. */
char *npi_name_copy(struct npi_arena *arena, struct np_str folder,
                    const char *media);
/* True if that makes the copy Matroska although MEDIA is WebM. */
bool npi_name_is_webm(const char *media);

#endif
