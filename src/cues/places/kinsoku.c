/* Kinsoku for Chinese, simplified: the prohibited starts and ends of a line of
 * W3C's "Requirements for Chinese Text Layout" (3.1.3) with the signs that
 * common word processors add. One list: Latin text breaks at spaces, where it
 * hardly ever matters. */
#include "cues/places/kinsoku.h"

#include "cues/charset.h"

static const char32_t no_start[] =
    U"!%),.:;>?]}¢°·‐―‖’”…‰′″℃∶、。〃〉》」』】〕〗"
    U"！＂％＇），．：；？］｝～";
static const char32_t no_end[] = U"$([{£¥·‘“〈《「『【〔〖〝（［｛￥";

/* Letters, Han and digits, nearly all that is asked for, are in no list. */
static bool is_plain(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') ||
           (cp >= 'A' && cp <= 'Z') || (cp >= 0x3040 && cp <= 0xfeff);
}

bool npi_kinsoku_no_start(uint32_t cp)
{
    return !is_plain(cp) && npi_is_in(no_start, cp);
}

bool npi_kinsoku_no_end(uint32_t cp)
{
    return !is_plain(cp) && npi_is_in(no_end, cp);
}
