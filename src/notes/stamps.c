/* Stamps and ranges in the dress that notes give them. Reading one bare stamp
 * is base's. */
#include "notes/stamps.h"

#include "base/stamp.h"
#include "base/str.h"
#include "base/utf8.h"

static bool is_one_of(uint32_t cp, const uint32_t *set)
{
    for (; *set; set++)
        if (*set == cp)
            return true;
    return false;
}

bool npi_is_opener(uint32_t cp)
{
    static const uint32_t set[] = {'(',    '[',    0xff08, 0xff3b,
                                   0x3010, 0x3014, 0x300a, 0};
    return is_one_of(cp, set);
}

bool npi_is_closer(uint32_t cp)
{
    static const uint32_t set[] = {')',    ']',    0xff09, 0xff3d,
                                   0x3011, 0x3015, 0x300b, 0};
    return is_one_of(cp, set);
}

static bool is_dash(uint32_t cp)
{
    static const uint32_t set[] = {'-',    0x2010, 0x2011, 0x2012, 0x2013,
                                   0x2014, 0x2015, 0x2212, 0xff0d, '~',
                                   0xff5e, 0x301c, 0};
    return is_one_of(cp, set);
}

static bool is_arrow(uint32_t cp)
{
    return (cp >= 0x2190 && cp <= 0x21ff) || (cp >= 0x27f0 && cp <= 0x27ff) ||
           cp == '>';
}

bool npi_is_separator(uint32_t cp)
{
    static const uint32_t set[] = {'|',  0xff5c, 0x2502, ':',    0xff1a, 0x2236,
                                   0xb7, 0x2022, 0x30fb, 0x2219, 0x22c5, '=',
                                   ',',  0xff0c, 0x3001, 0};
    return is_dash(cp) || is_arrow(cp) || npi_cp_is_space(cp) ||
           is_one_of(cp, set);
}

static uint32_t peek(struct np_str s, size_t at)
{
    return at < s.len ? npi_utf8_next(s, &at) : 0;
}

static void skip_spaces(struct np_str s, size_t *at)
{
    for (size_t next = *at; next < s.len;) {
        if (!npi_cp_is_space(npi_utf8_next(s, &next)))
            return;
        *at = next;
    }
}

static unsigned skip_class(struct np_str s, size_t *at,
                           bool (*in_class)(uint32_t))
{
    unsigned n = 0;
    while (n < 4 && in_class(peek(s, *at))) {
        npi_utf8_next(s, at);
        n++;
        size_t behind = *at;
        skip_spaces(s, &behind);
        if (in_class(peek(s, behind)))
            *at = behind;
    }
    return n;
}

static struct np_str rest_of(struct np_str s, size_t at)
{
    return npi_str_sub(s, at, s.len);
}

/* "–", "->", "-->", "→", "to", "至", "到" with spaces around. */
static bool skip_range_mark(struct np_str s, size_t *at)
{
    size_t next = *at;
    skip_spaces(s, &next);
    size_t mark = next;
    while (next < s.len && next - mark < 12 &&
           (is_dash(peek(s, next)) || is_arrow(peek(s, next))))
        npi_utf8_next(s, &next);
    uint32_t cp = peek(s, next);
    if (next == mark && (cp == 0x81f3 || cp == 0x5230))
        npi_utf8_next(s, &next);
    else if (next == mark &&
             npi_str_starts_nocase(rest_of(s, next), NPI_STR("to ")))
        next += 2;
    if (next == mark)
        return false;
    skip_spaces(s, &next);
    *at = next;
    return true;
}

static bool has_colon(struct np_str s)
{
    for (size_t at = 0; at < s.len;) {
        uint32_t cp = npi_utf8_next(s, &at);
        if (cp == ':' || cp == 0xff1a || cp == 0x2236)
            return true;
    }
    return false;
}

/* The other end of a range, written in the same form; one that lies before the
 * start is read over. */
static void read_range(struct np_str s, size_t *at, bool in_brackets,
                       struct npi_stamps *stamps)
{
    struct npi_stamp stamp;
    size_t used;
    size_t next = *at;
    if (in_brackets)
        skip_class(s, &next, npi_is_closer);
    if (!skip_range_mark(s, &next))
        return;
    skip_class(s, &next, npi_is_opener);
    skip_spaces(s, &next);
    if (!npi_stamp_read(rest_of(s, next), &stamp, &used) ||
        has_colon(npi_str_sub(s, next, used)) != stamps->clock)
        return;
    if (stamp.ms >= stamps->start && !stamp.loose)
        stamps->end = stamp.ms;
    *at = next + used;
}

static bool stands_alone(struct np_str s, size_t at)
{
    size_t next = at;
    skip_spaces(s, &next);
    return next >= s.len || (next >= at && !npi_cp_is_space(peek(s, next)) &&
                             npi_is_separator(peek(s, next)));
}

bool npi_stamps_read(struct np_str s, struct npi_stamps *stamps)
{
    struct npi_stamp stamp;
    size_t used;
    size_t at = 0;
    unsigned open = skip_class(s, &at, npi_is_opener);
    skip_spaces(s, &at);
    size_t from = at;
    if (!npi_stamp_read(rest_of(s, at), &stamp, &used))
        return false;
    at += used;
    *stamps = (struct npi_stamps){.start = stamp.ms,
                                  .end = NP_NO_TIME,
                                  .grain = stamp.grain,
                                  .loose = stamp.loose,
                                  .parts = stamp.parts};
    stamps->clock = has_colon(npi_str_sub(s, from, used));
    read_range(s, &at, open > 0, stamps);
    stamps->text = npi_str_sub(s, from, at - from);
    size_t behind = at;
    skip_spaces(s, &behind);
    if (open && skip_class(s, &behind, npi_is_closer)) {
        stamps->bracketed = true;
        at = behind;
    } else if (open) {
        return false;
    }
    stamps->used = at;
    return stamps->bracketed || stamps->clock || stamp.parts > 1 ||
           stands_alone(s, at);
}
