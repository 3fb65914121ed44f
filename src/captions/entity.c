/* HTML's character references (HTML Living Standard, 13.5): numbers, and those
 * names that captions use. */
#include "captions/markup.h"

#include "base/utf8.h"

#define NAME_MAX 10 /* bytes between "&" and ";" */

static const struct entity {
    const char *name;
    uint32_t cp;
} entities[] = {
    {"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"quot", '"'},
    {"apos", '\''},     {"nbsp", ' '},     {"lrm", 0x200e},   {"rlm", 0x200f},
    {"hellip", 0x2026}, {"mdash", 0x2014}, {"ndash", 0x2013}, {"lsquo", 0x2018},
    {"rsquo", 0x2019},  {"ldquo", 0x201c}, {"rdquo", 0x201d}, {"laquo", 0xab},
    {"raquo", 0xbb},    {"middot", 0xb7},  {"deg", 0xb0},     {"eacute", 0xe9},
    {"egrave", 0xe8},   {"agrave", 0xe0},  {"aacute", 0xe1},  {"ccedil", 0xe7},
    {"ouml", 0xf6},     {"auml", 0xe4},    {"uuml", 0xfc},    {"Ouml", 0xd6},
    {"Auml", 0xc4},     {"Uuml", 0xdc},    {"szlig", 0xdf},   {"ntilde", 0xf1},
    {"oacute", 0xf3},   {"iacute", 0xed},  {"uacute", 0xfa},  {"iexcl", 0xa1},
    {"iquest", 0xbf},   {"copy", 0xa9},    {"trade", 0x2122}, {"reg", 0xae},
    {"euro", 0x20ac},   {"pound", 0xa3},   {"times", 0xd7},   {"sung", 0x266a},
};

static unsigned digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10) : 99;
}

static bool read_number(struct np_str digits, uint32_t *cp)
{
    bool hex = digits.len > 0 && (digits.ptr[0] | 0x20) == 'x';
    unsigned base = hex ? 16 : 10;
    uint32_t value = 0;
    if (digits.len == (size_t)hex)
        return false;
    for (size_t i = hex; i < digits.len; i++) {
        unsigned digit = digit_value(digits.ptr[i]);
        if (digit >= base)
            return false;
        value = value * base + digit;
        if (value > 0x10ffff)
            return false;
    }
    *cp = value;
    return value > 0 && (value < 0xd800 || value > 0xdfff);
}

static bool read_name(struct np_str name, uint32_t *cp)
{
    for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
        if (npi_str_eq(name, npi_str(entities[i].name))) {
            *cp = entities[i].cp;
            return true;
        }
    }
    return false;
}

bool npi_entity_read(struct np_str s, size_t at, uint32_t *cp, size_t *used)
{
    struct np_str near = npi_str_sub(s, at + 1, NAME_MAX + 1);
    size_t end = npi_str_find_char(near, ';');
    if (end == NP_NONE || end == 0)
        return false;
    struct np_str name = npi_str_sub(near, 0, end);
    *used = end + 2;
    if (name.ptr[0] == '#')
        return read_number(npi_str_sub(name, 1, name.len), cp);
    return read_name(name, cp);
}

struct np_str npi_entities_decode(struct npi_arena *arena, struct np_str text)
{
    if (npi_str_find_char(text, '&') == NP_NONE)
        return text;
    /* An entity is never shorter than its character. */
    char *out = npi_arena_alloc(arena, text.len + 1, 1);
    size_t n = 0;
    if (!out)
        return (struct np_str){0};
    for (size_t at = 0; at < text.len;) {
        uint32_t cp;
        size_t used;
        if (text.ptr[at] == '&' && npi_entity_read(text, at, &cp, &used)) {
            n += npi_utf8_put(cp, out + n);
            at += used;
        } else {
            out[n++] = text.ptr[at++];
        }
    }
    return (struct np_str){out, n};
}
