/* Small sets of characters, written as UTF-32 literals: U"年月日". */
#ifndef NPI_CUES_CHARSET_H
#define NPI_CUES_CHARSET_H

#include <nopriors/types.h>
#include <uchar.h>

/* Whether cp is in a set, which ends with 0; 0 is in none. */
static inline bool npi_is_in(const char32_t *set, uint32_t cp)
{
    if (!cp)
        return false;
    while (*set && *set != cp)
        set++;
    return *set != 0;
}

#endif
