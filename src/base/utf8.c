/* UTF-8 (RFC 3629, table of section 4) and the classes of characters, which
 * are ICU's property tables (Unicode Character Database). */
#include "base/utf8.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#define BROKEN 0xfffdu

static unsigned char byte_at(struct np_str s, size_t at)
{
    return (unsigned char)s.ptr[at];
}

/* Bytes of the sequence at `at`, 0 if it is broken. */
static unsigned decode(struct np_str s, size_t at, uint32_t *cp)
{
    unsigned char lead = byte_at(s, at);
    if (lead < 0x80) {
        *cp = lead;
        return 1;
    }
    unsigned n = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || s.len - at < n)
        return 0;
    uint32_t value = lead & (0xffu >> (n + 1));
    for (unsigned i = 1; i < n; i++) {
        unsigned char next = byte_at(s, at + i);
        if ((next & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (next & 0x3fu);
    }
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[n] || value > 0x10ffff || (value & ~0x7ffu) == 0xd800)
        return 0;
    *cp = value;
    return n;
}

bool npi_utf8_check(struct np_str s, size_t *bad)
{
    uint32_t cp;
    for (size_t at = 0; at < s.len;) {
        unsigned n = byte_at(s, at) < 0x80 ? 1 : decode(s, at, &cp);
        if (!n) {
            *bad = at;
            return false;
        }
        at += n;
    }
    return true;
}

uint32_t npi_utf8_next_any(struct np_str s, size_t *at)
{
    uint32_t cp = BROKEN;
    if (*at >= s.len)
        return BROKEN;
    unsigned n = decode(s, *at, &cp);
    *at += n ? n : 1;
    return n ? cp : BROKEN;
}

uint32_t npi_utf8_prev(struct np_str s, size_t *at)
{
    if (*at == 0)
        return BROKEN;
    if (*at > s.len)
        *at = s.len;
    size_t end = *at;
    for (unsigned back = 1; back <= 4 && back <= end; back++) {
        uint32_t cp;
        if ((byte_at(s, end - back) & 0xc0) == 0x80)
            continue;
        if (decode(s, end - back, &cp) != back)
            break;
        *at = end - back;
        return cp;
    }
    *at = end - 1;
    return BROKEN;
}

unsigned npi_utf8_put(uint32_t cp, char out[4])
{
    if (cp > 0x10ffff || (cp & ~0x7ffu) == 0xd800)
        cp = BROKEN;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    unsigned n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    static const unsigned lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (unsigned i = n; i-- > 1; cp >>= 6)
        out[i] = (char)(0x80 | (cp & 0x3f));
    out[0] = (char)(lead[n] | cp);
    return n;
}

size_t npi_utf8_count(struct np_str s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.len; n++)
        npi_utf8_next(s, &at);
    return n;
}

#define ZWJ 0x200d

static bool joins_back(uint32_t cp)
{
    return cp >= 0x300 &&
           (cp == ZWJ ||
            u_hasBinaryProperty((UChar32)cp, UCHAR_GRAPHEME_EXTEND) ||
            u_hasBinaryProperty((UChar32)cp, UCHAR_EMOJI_MODIFIER));
}

struct np_str npi_utf8_clip(struct np_str s, size_t max)
{
    if (s.len <= max)
        return s;
    size_t cut = max;
    for (unsigned i = 0; i < 3 && cut > 0; i++, cut--)
        if ((byte_at(s, cut) & 0xc0) != 0x80)
            break;
    while (cut > 0) {
        size_t next = cut;
        size_t prev = cut;
        if (!joins_back(npi_utf8_next(s, &next)) &&
            npi_utf8_prev(s, &prev) != ZWJ)
            break;
        npi_utf8_prev(s, &cut);
    }
    return (struct np_str){s.ptr, cut};
}

unsigned npi_cp_width(uint32_t cp, bool ambiguous_wide)
{
    if (cp < 0x7f)
        return cp >= 0x20;
    if (cp >= 0x4e00 && cp <= 0x9fff)
        return 2;
    switch (u_charType((UChar32)cp)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return 0;
    default:
        break;
    }
    switch (u_getIntPropertyValue((UChar32)cp, UCHAR_EAST_ASIAN_WIDTH)) {
    case U_EA_WIDE:
    case U_EA_FULLWIDTH:
        return 2;
    case U_EA_AMBIGUOUS:
        return ambiguous_wide ? 2 : 1;
    default:
        break;
    }
    /* Vowels and finals of Hangul stand in the cell of the first jamo. */
    int jamo = u_getIntPropertyValue((UChar32)cp, UCHAR_HANGUL_SYLLABLE_TYPE);
    return jamo != U_HST_VOWEL_JAMO && jamo != U_HST_TRAILING_JAMO;
}

size_t npi_str_width(struct np_str s, bool ambiguous_wide)
{
    size_t width = 0;
    for (size_t at = 0; at < s.len;)
        width += npi_cp_width(npi_utf8_next(s, &at), ambiguous_wide);
    return width;
}

/* What Chinese text is made of need not be looked up: its unified ideographs,
 * U+4E00..9FFF, and the full-width forms of ASCII, U+FF01..FF5E. */
static bool is_common_han(uint32_t cp)
{
    return cp >= 0x4e00 && cp <= 0x9fff;
}

static bool is_fullwidth_ascii(uint32_t cp)
{
    return cp >= 0xff01 && cp <= 0xff5e;
}

static bool is_ascii_letter(uint32_t cp)
{
    return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

bool npi_cp_is_space(uint32_t cp)
{
    if (cp < 0x80)
        return cp == ' ' || (cp >= '\t' && cp <= '\r');
    if (is_common_han(cp))
        return false;
    return u_isUWhiteSpace((UChar32)cp);
}

bool npi_cp_is_han(uint32_t cp)
{
    return is_common_han(cp) ||
           (cp >= 0x2e80 &&
            u_hasBinaryProperty((UChar32)cp, UCHAR_IDEOGRAPHIC));
}

bool npi_cp_is_cjk(uint32_t cp)
{
    if (cp < 0x1100 || is_fullwidth_ascii(cp))
        return false;
    if (is_common_han(cp))
        return true;
    switch (u_getIntPropertyValue((UChar32)cp, UCHAR_SCRIPT)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
        return true;
    default:
        /* The long-vowel mark is common to two scripts. */
        return npi_cp_is_han(cp) || cp == 0x30fc;
    }
}

bool npi_cp_is_alpha(uint32_t cp)
{
    if (cp < 0x80)
        return is_ascii_letter(cp);
    return is_common_han(cp) || u_isUAlphabetic((UChar32)cp);
}

bool npi_cp_is_upper(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z';
    return u_isUUppercase((UChar32)cp) || u_istitle((UChar32)cp);
}

bool npi_cp_is_digit(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= '0' && cp <= '9';
    return !is_common_han(cp) && u_isdigit((UChar32)cp);
}

bool npi_cp_is_alnum(uint32_t cp)
{
    return npi_cp_is_alpha(cp) || npi_cp_is_digit(cp);
}

bool npi_cp_is_punct(uint32_t cp)
{
    return !is_common_han(cp) && u_ispunct((UChar32)cp);
}

uint32_t npi_cp_lower(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
    return (uint32_t)u_foldCase((UChar32)cp, U_FOLD_CASE_DEFAULT);
}

uint32_t npi_cp_halfwidth(uint32_t cp)
{
    if (cp == 0x3000)
        return ' ';
    return cp >= 0xff01 && cp <= 0xff5e ? cp - 0xfee0 : cp;
}

uint32_t npi_cp_closing(uint32_t cp)
{
    switch (cp) {
    case '(':
        return ')';
    case '[':
        return ']';
    case 0xff08: /* （ */
        return 0xff09;
    case 0x3010: /* 【 */
        return 0x3011;
    case 0xff3b: /* ［ */
        return 0xff3d;
    case 0x3014: /* 〔 */
        return 0x3015;
    default:
        return 0;
    }
}
