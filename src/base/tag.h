/* Language tags (BCP 47; RFC 5646) as far as choosing by language needs them.
 */
#ifndef NPI_BASE_TAG_H
#define NPI_BASE_TAG_H

#include "base/str.h"

/* "zh" of "zh-Hans-CN". */
static inline struct np_str npi_tag_primary(struct np_str tag)
{
    return npi_str_sub(tag, 0, npi_str_find_char(tag, '-'));
}

/* Of one language, whatever script and region; the case of letters does not
 * count. */
static inline bool npi_tag_same(struct np_str a, struct np_str b)
{
    return npi_str_eq_nocase(npi_tag_primary(a), npi_tag_primary(b));
}

#endif
