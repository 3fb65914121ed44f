/* Kinsoku for Chinese, simplified: the prohibited starts and ends of a line of
 * W3C's "Requirements for Chinese Text Layout" (3.1.3) with the signs that
 * common word processors add. One list: Latin text breaks at spaces, where it
 * hardly ever matters. */
#include "cues/kinsoku.h"

#include "base/str.h"
#include "base/utf8.h"

#define NO_START                                                                       \
    "!%),.:;>?]}¢°·‐―‖’”…‰′″℃∶、。〃〉》」』】〕〗" \
    "！＂％＇），．：；？］｝～"
#define NO_END "$([{£¥·‘“〈《「『【〔〖〝（［｛￥"

static bool is_one_of(struct np_str list, uint32_t cp)
{
    for (size_t at = 0; at < list.len;)
        if (npi_utf8_next(list, &at) == cp)
            return true;
    return false;
}

/* Letters, Han and digits, nearly all that is asked for, are in no list. */
static bool is_plain(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
           (cp >= 'A' && cp <= 'Z') || (cp >= 0x3040 && cp <= 0xfeff);
}

bool npi_kinsoku_no_start(uint32_t cp)
{
    return !is_plain(cp) && is_one_of(NPI_STR(NO_START), cp);
}

bool npi_kinsoku_no_end(uint32_t cp)
{
    return !is_plain(cp) && is_one_of(NPI_STR(NO_END), cp);
}
