/* UTF-8: checking, stepping, classes of characters, display width. Classes
 * come from ICU's property tables, which need no data file. */
#ifndef NPI_BASE_UTF8_H
#define NPI_BASE_UTF8_H

#include <nopriors/types.h>

/* True if s is UTF-8 (RFC 3629: no surrogates, no overlong forms); else *bad
 * is the offset of the first byte of the first wrong sequence. */
bool npi_utf8_check(struct np_str s, size_t *bad);

/* The code point at s.ptr[*at] (valid UTF-8 assumed, but never read past the
 * end); moves *at behind it. At a broken sequence: U+FFFD, one byte on. */
static inline uint32_t npi_utf8_next(struct np_str s, size_t *at);
/* The code point that ends at *at; moves *at before it. */
uint32_t npi_utf8_prev(struct np_str s, size_t *at);
/* Bytes of cp as UTF-8, written to out[4]. */
unsigned npi_utf8_put(uint32_t cp, char out[4]);
size_t npi_utf8_count(struct np_str s); /* code points */
/* The longest prefix of at most max bytes that cuts no code point and no
 * combining sequence (an ICU grapheme-extend or ZWJ follows its base). */
struct np_str npi_utf8_clip(struct np_str s, size_t max);

/* Columns in a terminal, and half-widths in a subtitle line: 2 for East Asian
 * wide and full-width (and emoji), 0 for combining, control and format
 * characters, else 1. Ambiguous ones (“ ” … —) count wide: true or 1. */
unsigned npi_cp_width(uint32_t cp, bool ambiguous_wide);
size_t npi_str_width(struct np_str s, bool ambiguous_wide);

bool npi_cp_is_space(uint32_t cp); /* White_Space */
bool npi_cp_is_cjk(uint32_t cp);   /* Han, kana, Hangul, bopomofo */
bool npi_cp_is_han(uint32_t cp);
bool npi_cp_is_alpha(uint32_t cp);
bool npi_cp_is_upper(uint32_t cp);
bool npi_cp_is_digit(uint32_t cp); /* Nd: ASCII and full-width */
bool npi_cp_is_alnum(uint32_t cp);
bool npi_cp_is_punct(uint32_t cp);
uint32_t npi_cp_lower(uint32_t cp); /* simple case folding */
/* Full-width ASCII (U+FF01..FF5E, U+3000) to ASCII; others unchanged. */
uint32_t npi_cp_halfwidth(uint32_t cp);
/* What closes an opening bracket, half or full width; 0 for all else. */
uint32_t npi_cp_closing(uint32_t cp);

/* npi_utf8_next() for sequences of all kinds. */
uint32_t npi_utf8_next_any(struct np_str s, size_t *at);

static inline bool npi_utf8_continues(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

/* ASCII and most of the three-byte sequences (Chinese) are what text is made
 * of: they go the short way. Inline, as every stage reads all of the text. */
static inline uint32_t npi_utf8_next(struct np_str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + *at;

    if (*at < s.len && p[0] < 0x80) {
        ++*at;
        return p[0];
    }
    if (*at < s.len && s.len - *at >= 3 && p[0] > 0xe0 && p[0] < 0xed &&
        npi_utf8_continues(p[1]) && npi_utf8_continues(p[2])) {
        *at += 3;
        return (p[0] & 0xfu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu);
    }
    return npi_utf8_next_any(s, at);
}

#endif
