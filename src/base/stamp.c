/* Reading time stamps: clock form (m:ss, h:mm:ss), units (12分30秒, 1h2m3s),
 * links. Everything is read code point by code point with full-width characters
 * folded to ASCII, so that １２：３０ needs no case of its own. What stands
 * before a stamp is the caller's business. */
#include "base/stamp.h"

#include "base/str.h"
#include "base/utf8.h"

#define SECOND ((int64_t)1000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)

/* Digits that a number may have: enough for NPI_STAMP_MAX in seconds. */
#define DIGITS_MAX 7
#define FRACTION_MAX 9
#define SPACES_MAX 4

/* Longer words stand before their own beginnings. */
static const struct unit {
    const char *word;
    int64_t ms;
} units[] = {
    {"小时", HOUR},  {"小時", HOUR},      {"時間", HOUR},     {"时", HOUR},
    {"時", HOUR},    {"hours", HOUR},     {"hour", HOUR},     {"hrs", HOUR},
    {"hr", HOUR},    {"h", HOUR},         {"分钟", MINUTE},   {"分鐘", MINUTE},
    {"分", MINUTE},  {"minutes", MINUTE}, {"minute", MINUTE}, {"mins", MINUTE},
    {"min", MINUTE}, {"m", MINUTE},       {"秒钟", SECOND},   {"秒鐘", SECOND},
    {"秒", SECOND},  {"seconds", SECOND}, {"second", SECOND}, {"secs", SECOND},
    {"sec", SECOND}, {"s", SECOND},
};

/* The next code point, folded; 0 at the end. */
static uint32_t folded(struct np_str s, size_t *at)
{
    if (*at >= s.len)
        return 0;
    return npi_cp_halfwidth(npi_utf8_next(s, at));
}

static uint32_t peek(struct np_str s, size_t at)
{
    return folded(s, &at);
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* A number of at most max digits; returns how many, 0 if none or too many. */
static unsigned read_number(struct np_str s, size_t *at, unsigned max,
                            int64_t *value)
{
    unsigned n = 0;
    size_t next = *at;
    int64_t sum = 0;
    while (is_digit(peek(s, next)) && n <= max) {
        sum = sum * 10 + (folded(s, &next) - '0');
        n++;
    }
    if (n == 0 || n > max)
        return 0;
    *at = next;
    *value = sum;
    return n;
}

/* A fraction of a second: a point and up to nine digits, or a comma and just
 * three, for a comma also divides. True if there is one. */
static bool read_fraction(struct np_str s, size_t *at, int64_t *ms)
{
    size_t next = *at;
    uint32_t mark = next < s.len ? npi_utf8_next(s, &next) : 0;
    if (mark != '.' && mark != ',' && mark != 0xff0e)
        return false;
    int64_t value;
    unsigned n = read_number(s, &next, FRACTION_MAX, &value);
    if (n == 0 || (mark == ',' && n != 3))
        return false;
    for (; n < 3; n++)
        value *= 10;
    for (; n > 3; n--)
        value /= 10;
    *at = next;
    *ms = value;
    return true;
}

static bool is_colon(uint32_t cp)
{
    return cp == ':' || cp == 0x2236; /* RATIO */
}

/* Nothing that would make the stamp part of something else may follow. */
static bool ends_here(struct np_str s, size_t at)
{
    uint32_t cp = peek(s, at);
    if (is_colon(cp)) {
        folded(s, &at);
        return !is_digit(peek(s, at));
    }
    return !npi_cp_is_digit(cp) && (!npi_cp_is_alpha(cp) || npi_cp_is_cjk(cp));
}

/* A colon and two digits. */
static bool read_field(struct np_str s, size_t *at, int64_t *value)
{
    size_t next = *at;
    if (!is_colon(folded(s, &next)) || read_number(s, &next, 2, value) != 2)
        return false;
    *at = next;
    return true;
}

static bool finish(struct np_str s, size_t at, struct npi_stamp *stamp,
                   size_t *used)
{
    if (!ends_here(s, at) || stamp->ms > NPI_STAMP_MAX)
        return false;
    *used = at;
    return true;
}

static bool read_clock(struct np_str s, struct npi_stamp *stamp, size_t *used)
{
    size_t at = 0;
    int64_t first;
    int64_t second;
    int64_t third;
    int64_t fraction;
    if (!read_number(s, &at, DIGITS_MAX, &first) ||
        !read_field(s, &at, &second))
        return false;
    *stamp = (struct npi_stamp){.grain = SECOND, .parts = 2};
    stamp->loose = second > 59;
    stamp->ms = first * MINUTE + second * SECOND;
    if (read_field(s, &at, &third)) {
        stamp->parts = 3;
        stamp->loose = second > 59 || third > 59;
        stamp->ms = first * HOUR + second * MINUTE + third * SECOND;
    }
    if (read_fraction(s, &at, &fraction)) {
        stamp->ms += fraction;
        stamp->grain = 1;
    }
    return finish(s, at, stamp, used);
}

static void skip_spaces(struct np_str s, size_t *at)
{
    for (unsigned i = 0; i < SPACES_MAX; i++) {
        uint32_t cp = peek(s, *at);
        if (cp != ' ' && cp != 0xa0)
            return;
        folded(s, at);
    }
}

static bool read_word(struct np_str s, size_t *at, struct np_str word)
{
    size_t next = *at;
    for (size_t i = 0; i < word.len;) {
        uint32_t want = npi_utf8_next(word, &i);
        if (npi_cp_lower(folded(s, &next)) != want)
            return false;
    }
    /* "3 months" has no minutes in it. */
    uint32_t behind = peek(s, next);
    bool latin = (unsigned char)word.ptr[0] < 0x80;
    if (latin && npi_cp_is_alpha(behind) && !npi_cp_is_cjk(behind))
        return false;
    *at = next;
    return true;
}

static const struct unit *read_unit(struct np_str s, size_t *at)
{
    for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
        if (read_word(s, at, npi_str(units[i].word)))
            return &units[i];
    return NULL;
}

/* A number and its unit, which must be smaller than the one before. */
static bool read_quantity(struct np_str s, size_t *at, int64_t below,
                          struct npi_stamp *stamp)
{
    size_t next = *at;
    int64_t value;
    int64_t fraction = 0;
    if (!read_number(s, &next, DIGITS_MAX, &value))
        return false;
    bool exact = read_fraction(s, &next, &fraction);
    skip_spaces(s, &next);
    const struct unit *unit = read_unit(s, &next);
    if (!unit || unit->ms >= below || (exact && unit->ms != SECOND))
        return false;
    stamp->loose = stamp->loose || (stamp->parts > 0 && value > 59);
    stamp->ms += value * unit->ms + fraction;
    stamp->grain = exact ? 1 : unit->ms;
    stamp->parts++;
    *at = next;
    return true;
}

static int64_t last_unit(const struct npi_stamp *stamp)
{
    if (stamp->parts == 0)
        return INT64_MAX;
    return stamp->grain < SECOND ? SECOND : stamp->grain;
}

static bool read_quantities(struct np_str s, struct npi_stamp *stamp,
                            size_t *used)
{
    size_t at = 0;
    size_t next = 0;
    *stamp = (struct npi_stamp){0};
    while (read_quantity(s, &next, last_unit(stamp), stamp)) {
        at = next;
        skip_spaces(s, &next);
    }
    /* "5分钟看懂" is a title: a lone quantity must stand alone. */
    if (stamp->parts == 0 ||
        (stamp->parts == 1 && npi_cp_is_alpha(peek(s, at))))
        return false;
    return finish(s, at, stamp, used);
}

bool npi_stamp_read(struct np_str s, struct npi_stamp *stamp, size_t *used)
{
    if (!is_digit(peek(s, 0)))
        return false;
    return read_clock(s, stamp, used) || read_quantities(s, stamp, used);
}

/* A link's value: a stamp, or plain seconds; a comma begins the end time. */
static bool read_value(struct np_str value, struct npi_stamp *stamp)
{
    size_t used;
    size_t at = 0;
    int64_t seconds;
    int64_t fraction;
    if (npi_str_starts(value, NPI_STR("npt:")))
        value = npi_str_sub(value, 4, value.len);
    value = npi_str_sub(value, 0, npi_str_find_char(value, ','));
    if (npi_stamp_read(value, stamp, &used) && used == value.len)
        return true;
    if (!read_number(value, &at, DIGITS_MAX, &seconds))
        return false;
    *stamp = (struct npi_stamp){seconds * SECOND, SECOND, 1, false};
    if (read_fraction(value, &at, &fraction)) {
        stamp->ms += fraction;
        stamp->grain = 1;
    }
    return at == value.len && stamp->ms <= NPI_STAMP_MAX;
}

/* Where the first of query and fragment begins: behind '?' or '#'. */
static size_t query_start(struct np_str url)
{
    size_t at = 0;
    while (at < url.len && url.ptr[at] != '?' && url.ptr[at] != '#')
        at++;
    return at < url.len ? at + 1 : url.len;
}

bool npi_stamp_read_link(struct np_str url, struct npi_stamp *stamp)
{
    static const char *const keys[] = {"t=", "start=", "time_continue="};
    size_t from = query_start(url);
    while (from < url.len) {
        size_t to = from;
        while (to < url.len && url.ptr[to] != '&' && url.ptr[to] != ';' &&
               url.ptr[to] != '#')
            to++;
        struct np_str pair = npi_str_sub(url, from, to - from);
        for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
            struct np_str key = npi_str(keys[i]);
            if (npi_str_starts(pair, key) &&
                read_value(npi_str_sub(pair, key.len, pair.len), stamp))
                return true;
        }
        from = to + 1;
    }
    return false;
}
