/* String views. Bytes only, save trimming, which knows Unicode white space. */
#include "base/str.h"

#include "base/utf8.h"
#include <string.h>

struct np_str npi_str(const char *z)
{
    return (struct np_str){z, z ? strlen(z) : 0};
}

struct np_str npi_str_sub(struct np_str s, size_t from, size_t len)
{
    if (!s.ptr)
        return s;
    if (from > s.len)
        from = s.len;
    if (len > s.len - from)
        len = s.len - from;
    return (struct np_str){s.ptr + from, len};
}

bool npi_str_eq(struct np_str a, struct np_str b)
{
    return a.len == b.len && (a.len == 0 || !memcmp(a.ptr, b.ptr, a.len));
}

static char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool npi_str_eq_nocase(struct np_str a, struct np_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i]))
            return false;
    return true;
}

bool npi_str_starts(struct np_str s, struct np_str prefix)
{
    return s.len >= prefix.len &&
           npi_str_eq(npi_str_sub(s, 0, prefix.len), prefix);
}

bool npi_str_starts_nocase(struct np_str s, struct np_str prefix)
{
    return s.len >= prefix.len &&
           npi_str_eq_nocase(npi_str_sub(s, 0, prefix.len), prefix);
}

bool npi_str_ends(struct np_str s, struct np_str suffix)
{
    return s.len >= suffix.len &&
           npi_str_eq(npi_str_sub(s, s.len - suffix.len, suffix.len), suffix);
}

int npi_str_cmp(struct np_str a, struct np_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
    if (order)
        return order < 0 ? -1 : 1;
    return (a.len > b.len) - (a.len < b.len);
}

/* Rabin and Karp's search: a rolling hash, so that no text, however it repeats
 * itself, makes it quadratic. */
size_t npi_str_find(struct np_str s, struct np_str part)
{
    const uint64_t base = 0x100000001b3u;
    if (part.len == 0)
        return 0;
    if (part.len == 1)
        return npi_str_find_char(s, part.ptr[0]);
    if (part.len > s.len)
        return NP_NONE;
    const unsigned char *text = (const unsigned char *)s.ptr;
    const unsigned char *wanted = (const unsigned char *)part.ptr;
    uint64_t want = 0;
    uint64_t have = 0;
    uint64_t top = 1; /* base to the power of part.len - 1 */
    for (size_t i = 0; i < part.len; i++) {
        want = want * base + wanted[i];
        have = have * base + text[i];
        if (i)
            top *= base;
    }
    for (size_t at = 0;; at++) {
        if (want == have && !memcmp(text + at, wanted, part.len))
            return at;
        if (at + part.len == s.len)
            return NP_NONE;
        have = (have - text[at] * top) * base + text[at + part.len];
    }
}

size_t npi_str_find_char(struct np_str s, char c)
{
    const char *hit = s.len ? memchr(s.ptr, c, s.len) : NULL;
    return hit ? (size_t)(hit - s.ptr) : NP_NONE;
}

size_t npi_str_rfind_char(struct np_str s, char c)
{
    for (size_t i = s.len; i > 0; i--)
        if (s.ptr[i - 1] == c)
            return i - 1;
    return NP_NONE;
}

static bool is_blank(uint32_t cp)
{
    return npi_cp_is_space(cp) || cp == 0xfeff || cp == 0x200b;
}

struct np_str npi_str_trim(struct np_str s)
{
    size_t from = 0;
    size_t next = 0;
    while (next < s.len && is_blank(npi_utf8_next(s, &next)))
        from = next;
    size_t to = s.len;
    size_t prev = s.len;
    while (prev > from && is_blank(npi_utf8_prev(s, &prev)))
        to = prev;
    return npi_str_sub(s, from, to - from);
}

bool npi_str_split(struct np_str *rest, char c, struct np_str *part)
{
    if (!rest->ptr)
        return false;
    size_t at = npi_str_find_char(*rest, c);
    if (at == NP_NONE) {
        *part = *rest;
        *rest = (struct np_str){0};
        return true;
    }
    *part = npi_str_sub(*rest, 0, at);
    *rest = npi_str_sub(*rest, at + 1, rest->len);
    return true;
}

bool npi_str_u64(struct np_str s, uint64_t max, uint64_t *value)
{
    uint64_t sum = 0;
    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        uint64_t digit = (uint64_t)(s.ptr[i] - '0');
        if (digit > max || sum > (max - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}

/* FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
uint64_t npi_hash(uint64_t hash, const void *data, size_t len)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ bytes[i]) * 0x100000001b3u;
    return hash;
}

bool npi_str_listed(struct np_str word, const char *list)
{
    struct np_str rest = npi_str(list);
    struct np_str item;
    while (npi_str_split(&rest, ' ', &item))
        if (item.len > 0 && npi_str_eq_nocase(item, word))
            return true;
    return false;
}
