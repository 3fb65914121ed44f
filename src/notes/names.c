/* Looking up names of sections and keys of headers in the tables. */
#include "notes/names.h"

#include "base/str.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <string.h>

/* Columns that a heading may have besides the name in it. */
#define BESIDES_MAX 14

struct name {
    const char *name;
    unsigned char len;
    unsigned char part;
    unsigned char kind;
};

static const struct name names[] = {
#define NPI_NAME(section, name, part)                                          \
    {name, sizeof(name) - 1, part, NPI_SECTION_##section},
#include "notes/names.def"
#undef NPI_NAME
};

static const struct name keys[] = {
#define NPI_KEY(key, name) {name, sizeof(name) - 1, 0, NPI_KEY_##key},
#include "notes/keys.def"
#undef NPI_KEY
};

enum { REMARK, EDITOR };

static const struct name remarks[] = {
#define NPI_REMARK(name) {name, sizeof(name) - 1, 0, REMARK},
#define NPI_EDITOR(name) {name, sizeof(name) - 1, 0, EDITOR},
#include "notes/remarks.def"
#undef NPI_REMARK
#undef NPI_EDITOR
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

size_t npi_name_plain(struct np_str text, char *out, size_t max)
{
    size_t n = 0;
    for (size_t at = 0; at < text.len;) {
        char bytes[4];
        uint32_t cp = npi_cp_halfwidth(npi_utf8_next(text, &at));
        if (!npi_cp_is_alnum(cp))
            continue;
        unsigned len = npi_utf8_put(npi_cp_lower(cp), bytes);
        if (n + len > max)
            return 0;
        memcpy(out + n, bytes, len);
        n += len;
    }
    return n;
}

static bool is_number(uint32_t cp)
{
    static const uint32_t han[] = {0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
                                   0x516d, 0x4e03, 0x516b, 0x4e5d, 0x5341};
    for (size_t i = 0; i < COUNT(han); i++)
        if (cp == han[i])
            return true;
    return npi_cp_is_digit(cp);
}

/* Without "1. ", "二、", "(3)" in front. */
static struct np_str without_number(struct np_str text)
{
    size_t at = 0;
    size_t next = 0;
    bool any = false;
    uint32_t cp = npi_utf8_next(text, &next);
    if (cp == '(' || cp == 0xff08) {
        at = next;
        cp = npi_utf8_next(text, &next);
    }
    while (at < text.len && is_number(cp)) {
        any = true;
        at = next;
        cp = npi_utf8_next(text, &next);
    }
    cp = npi_cp_halfwidth(cp);
    if (!any || at >= text.len ||
        (cp != '.' && cp != ')' && cp != ':' && cp != 0x3001))
        return text;
    return npi_str_sub(text, next, text.len);
}

static bool opens_remark(uint32_t cp)
{
    cp = npi_cp_halfwidth(cp);
    return cp == '(' || cp == '[' || cp == 0x3010;
}

/* Whether the bracket that opens the text is a remark, by what is behind it:
 * words behind its colon, or behind one before it, are what somebody says. */
static bool is_remark(struct np_str text, bool behind_colon)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t cp = npi_cp_halfwidth(npi_utf8_next(text, &at));
        if (cp != ')' && cp != ']' && cp != 0x3011)
            continue;
        struct np_str rest = npi_str_trim(npi_str_sub(text, at, text.len));
        size_t next = 0;
        bool colon = rest.len &&
                     npi_cp_halfwidth(npi_utf8_next(rest, &next)) == ':';
        return colon ? next == rest.len : !rest.len || !behind_colon;
    }
    return true;
}

/* Up to a remark in brackets, unless the text begins with it. There is none in
 * "Host: [0:12] Hello." and "Host (0:12): Hello." */
static struct np_str without_remark(struct np_str text)
{
    bool any = false;
    uint32_t last = 0;
    for (size_t at = 0; at < text.len;) {
        size_t here = at;
        uint32_t cp = npi_cp_halfwidth(npi_utf8_next(text, &at));
        if (any && opens_remark(cp) &&
            is_remark(npi_str_sub(text, here, text.len), last == ':'))
            return npi_str_sub(text, 0, here);
        any = any || npi_cp_is_alnum(cp);
        last = npi_cp_is_space(cp) ? last : cp;
    }
    return text;
}

static const struct name *find_whole(const struct name *table, size_t n,
                                     struct np_str plain)
{
    for (size_t i = 0; i < n; i++)
        if (table[i].len == plain.len &&
            memcmp(table[i].name, plain.ptr, plain.len) == 0)
            return &table[i];
    return NULL;
}

/* The longest name that stands inside. */
static const struct name *find_inside(struct np_str plain)
{
    const struct name *best = NULL;
    size_t width = npi_str_width(plain, true);
    for (size_t i = 0; i < COUNT(names); i++) {
        struct np_str name = {names[i].name, names[i].len};
        if (!names[i].part || name.len > plain.len ||
            (best && best->len >= name.len) ||
            npi_str_find(plain, name) == NP_NONE)
            continue;
        if (width <= npi_str_width(name, true) + BESIDES_MAX)
            best = &names[i];
    }
    return best;
}

enum npi_section npi_name_section(struct np_str heading, bool exact)
{
    char bytes[NPI_NAME_MAX];
    struct np_str text = npi_str_trim(heading);
    if (text.len > NPI_NAME_MAX)
        return NPI_SECTION_NONE;
    text = without_remark(without_number(text));
    struct np_str plain = {bytes, npi_name_plain(text, bytes, sizeof(bytes))};
    if (!plain.len)
        return NPI_SECTION_NONE;
    const struct name *name = find_whole(names, COUNT(names), plain);
    if (!name && !exact)
        name = find_inside(plain);
    return name ? (enum npi_section)name->kind : NPI_SECTION_NONE;
}

enum npi_key npi_name_key(struct np_str key)
{
    char bytes[NPI_NAME_MAX];
    struct np_str plain = {bytes, npi_name_plain(key, bytes, sizeof(bytes))};
    const struct name *name = find_whole(keys, COUNT(keys), plain);
    return name ? (enum npi_key)name->kind : NPI_KEY_NONE;
}

static const struct name *find_remark(struct np_str word)
{
    char bytes[NPI_NAME_MAX];
    struct np_str plain = {bytes, npi_name_plain(word, bytes, sizeof(bytes))};
    return find_whole(remarks, COUNT(remarks), plain);
}

bool npi_name_is_remark(struct np_str word)
{
    return find_remark(word) != NULL;
}

bool npi_name_is_editor(struct np_str word)
{
    const struct name *remark = find_remark(word);
    return remark && remark->kind == EDITOR;
}

uint64_t npi_name_hash(struct np_str title)
{
    char plain[512];
    size_t n = title.len <= sizeof(plain)
                   ? npi_name_plain(title, plain, sizeof(plain))
                   : 0;
    return n ? npi_hash(NPI_HASH_START, plain, n) : 0;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

void npi_sort_hashes(uint64_t *hashes, size_t n)
{
    if (n)
        qsort(hashes, n, sizeof(*hashes), by_value);
}

bool npi_has_hash(const uint64_t *hashes, size_t n, uint64_t hash)
{
    return n && hash && bsearch(&hash, hashes, n, sizeof(hash), by_value);
}
