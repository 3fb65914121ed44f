/* Text between libav and us. */
#ifndef NPI_MEDIA_LIBAV_TEXT_H
#define NPI_MEDIA_LIBAV_TEXT_H

#include "base/arena.h"
#include "media/libav/compat.h"

/* A file's text as UTF-8: broken sequences become U+FFFD. In the arena; absent
 * for NULL and when out of memory. */
struct np_str npi_av_text(struct npi_arena *arena, const char *z);

/* A dictionary's value, absent if it has none. */
struct np_str npi_av_tag(struct npi_arena *arena, const AVDictionary *dict,
                         const char *key);

/* Sets a key to a view's text; AVERROR(ENOMEM) or 0. Absent: nothing. */
int npi_av_set(AVDictionary **dict, const char *key, struct np_str value);

#endif
