/* Reads a line as stamp and title, in whatever order and dress: before or
 * behind, bare or in brackets, a range, a link whose text or target names the
 * second. Writing and reading the stamp itself is base's; whether the line is
 * part of an outline is decided elsewhere. */
#include "notes/row.h"

#include "base/stamp.h"
#include "base/str.h"
#include "base/utf8.h"
#include <string.h>

/* Characters that may stand before a leading stamp: bullets, emoji. */
#define DECOR_MAX 12
/* Columns of a number before a stamp ("一、0:00 …", "Part 2 0:33 …"). */
#define PREFIX_MAX 10

static bool is_one_of(uint32_t cp, const uint32_t *set)
{
    for (; *set; set++)
        if (*set == cp)
            return true;
    return false;
}

static bool is_opener(uint32_t cp)
{
    static const uint32_t set[] = {'(',    '[',    0xff08, 0xff3b,
                                   0x3010, 0x3014, 0x300a, 0};
    return is_one_of(cp, set);
}

static bool is_closer(uint32_t cp)
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

/* What stands between a stamp and its title. */
static bool is_separator(uint32_t cp)
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
        skip_class(s, &next, is_closer);
    if (!skip_range_mark(s, &next))
        return;
    skip_class(s, &next, is_opener);
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
                             is_separator(peek(s, next)));
}

bool npi_stamps_read(struct np_str s, struct npi_stamps *stamps)
{
    struct npi_stamp stamp;
    size_t used;
    size_t at = 0;
    unsigned open = skip_class(s, &at, is_opener);
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
    if (open && skip_class(s, &behind, is_closer)) {
        stamps->bracketed = true;
        at = behind;
    } else if (open) {
        return false;
    }
    stamps->used = at;
    return stamps->bracketed || stamps->clock || stamp.parts > 1 ||
           stands_alone(s, at);
}

/* The title behind a stamp: without brackets, dashes, bars and dots before it.
 * ".NET" keeps its point, for a word follows at once. */
static struct np_str behind_stamp(struct np_str s)
{
    size_t at = 0;
    while (at < s.len) {
        size_t next = at;
        uint32_t cp = npi_utf8_next(s, &next);
        uint32_t then = peek(s, next);
        bool point = cp == '.' &&
                     (at == 0 || npi_cp_is_space(then) || is_separator(then));
        if (!point && !is_separator(cp) && !is_closer(cp))
            break;
        at = next;
    }
    return rest_of(s, at);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The title before a stamp: without what leads over to it. */
static struct np_str before_stamp(struct np_str s)
{
    size_t end = s.len;
    bool glued = false; /* "*Content-[12:30]": the word belongs to the stamp */
    while (end > 0) {
        size_t prev = end;
        uint32_t cp = npi_utf8_prev(s, &prev);
        if (!is_separator(cp) && !is_opener(cp) && cp != '@')
            break;
        glued = cp == '-';
        end = prev;
    }
    struct np_str title = npi_str_sub(s, 0, end);
    size_t word = end;
    while (glued && word > 0 && is_letter(title.ptr[word - 1]))
        word--;
    if (word == end)
        return title;
    if (word > 0 && title.ptr[word - 1] == '*')
        word--;
    return npi_str_trim(npi_str_sub(title, 0, word));
}

/* A table's row: without the bars at both ends. */
static struct np_str without_bars(struct np_str s)
{
    s = npi_str_trim(s);
    if (npi_str_starts(s, NPI_STR("|")))
        s = npi_str_trim(rest_of(s, 1));
    if (npi_str_ends(s, NPI_STR("|")))
        s = npi_str_trim(npi_str_sub(s, 0, s.len - 1));
    return s;
}

/* "(0:33 Title)": the bracket that closes behind the title goes. */
static struct np_str without_closer(struct np_str title)
{
    size_t end = title.len;
    if (!end || !is_closer(npi_utf8_prev(title, &end)))
        return title;
    for (size_t at = 0; at < title.len;)
        if (is_opener(npi_utf8_next(title, &at)))
            return title;
    return npi_str_sub(title, 0, end);
}

static bool read_lead(struct np_str s, struct npi_row *row)
{
    struct npi_stamps stamps;
    size_t at = 0;
    size_t opener = NP_NONE;
    for (unsigned n = 0; n < DECOR_MAX && at < s.len; n++) {
        uint32_t cp = peek(s, at);
        if (npi_cp_is_alnum(cp))
            break;
        if (is_opener(cp) && opener == NP_NONE)
            opener = at;
        npi_utf8_next(s, &at);
    }
    bool closed = opener == NP_NONE;
    if (!closed && npi_stamps_read(rest_of(s, opener), &stamps)) {
        at = opener;
        closed = true;
    } else if (!npi_stamps_read(rest_of(s, at), &stamps)) {
        return false;
    }
    row->place = NPI_PLACE_LEAD;
    row->title = behind_stamp(rest_of(s, at + stamps.used));
    if (!closed)
        row->title = without_closer(row->title);
    row->stamps = stamps;
    return true;
}

/* A stamp may not begin inside a number or word. */
static bool may_begin(struct np_str s, size_t at)
{
    size_t prev = at;
    uint32_t cp = at ? npi_utf8_prev(s, &prev) : ' ';
    return !npi_cp_is_digit(cp) && cp != ':' && cp != '.' && cp != '/' &&
           (!npi_cp_is_alpha(cp) || npi_cp_is_cjk(cp));
}

static bool starts_stamp(uint32_t cp)
{
    return is_opener(cp) || npi_cp_is_digit(cp);
}

static bool is_prefix(struct np_str s)
{
    bool number = false;
    struct np_str text = npi_str_trim(s);
    for (size_t at = 0; at < text.len;) {
        uint32_t cp = npi_utf8_next(text, &at);
        number = number || npi_cp_is_digit(cp) || cp == 0x3001;
    }
    return number && npi_str_width(text, true) <= PREFIX_MAX;
}

static void join_title(struct npi_reader *r, struct np_str before,
                       struct np_str behind, struct npi_row *row)
{
    row->title = npi_text_join(&r->text, before, behind);
}

/* A stamp further on in the line: at its end, in brackets, or behind a number
 * that leads the line. */
static bool read_later(struct npi_reader *r, struct np_str s,
                       struct npi_row *row)
{
    struct npi_stamps stamps;
    for (size_t at = 0; at < s.len;) {
        size_t here = at;
        uint32_t cp = npi_utf8_next(s, &at);
        if (here == 0 || !starts_stamp(cp) ||
            (!is_opener(cp) && !may_begin(s, here)) ||
            !npi_stamps_read(rest_of(s, here), &stamps))
            continue;
        struct np_str before = npi_str_sub(s, 0, here);
        struct np_str behind = rest_of(s, here + stamps.used);
        bool last = behind_stamp(behind).len == 0;
        bool prefix = is_prefix(before);
        if (!last && !stamps.bracketed && !prefix)
            continue;
        row->stamps = stamps;
        row->place = stamps.bracketed ? NPI_PLACE_INSIDE
                     : last           ? NPI_PLACE_TRAIL
                                      : NPI_PLACE_LEAD;
        if (last)
            row->title = before_stamp(before);
        else
            join_title(r, prefix ? before : before_stamp(before),
                       behind_stamp(behind), row);
        return true;
    }
    return false;
}

static void set_link(struct npi_row *row, const struct npi_stamp *stamp,
                     struct np_str text)
{
    row->place = NPI_PLACE_INSIDE;
    row->stamps = (struct npi_stamps){.start = stamp->ms,
                                      .end = NP_NO_TIME,
                                      .grain = stamp->grain,
                                      .bracketed = true,
                                      .clock = true,
                                      .parts = stamp->parts,
                                      .text = text};
}

/* A title that is a link's text; symbols such as ▶ are no title. */
static struct np_str words_of(struct np_str s)
{
    for (size_t at = 0; at < s.len;)
        if (npi_cp_is_alnum(npi_utf8_next(s, &at)))
            return s;
    return npi_str_sub(s, 0, 0);
}

/* [title](address?t=83) */
static bool read_link(struct npi_reader *r, const struct npi_block *block,
                      struct np_str s, struct npi_row *row)
{
    struct npi_stamp stamp;
    const char *end = s.ptr + s.len;
    const struct npi_mark *mark;
    for (const char *at = s.ptr;
         (mark = npi_mark_next(r, block, NPI_LINK, at, end)); at = mark->end) {
        if (!npi_stamp_read_link(mark->url, &stamp))
            continue;
        const char *to = mark->end < end ? mark->end : end;
        struct np_str text = {mark->begin, (size_t)(to - mark->begin)};
        struct np_str before = {s.ptr, (size_t)(mark->begin - s.ptr)};
        struct np_str behind = {to, (size_t)(end - to)};
        set_link(row, &stamp, text);
        if (words_of(text).len)
            row->title = s;
        else
            join_title(r, before_stamp(before), behind_stamp(behind), row);
        return true;
    }
    return false;
}

/* [[ep.mp4#t=83]], [[ep.mp4#t=83|title]] and bare addresses. */
static bool read_address(struct npi_reader *r, struct np_str s,
                         struct npi_row *row)
{
    struct npi_stamp stamp;
    size_t at = npi_str_find(s, NPI_STR("[["));
    bool wiki = at != NP_NONE;
    if (!wiki)
        at = npi_str_find(s, NPI_STR("://"));
    if (at == NP_NONE)
        return false;
    while (!wiki && at > 0 && npi_cp_is_alpha((unsigned char)s.ptr[at - 1]))
        at--;
    struct np_str rest = rest_of(s, wiki ? at + 2 : at);
    size_t len = wiki ? npi_str_find(rest, NPI_STR("]]")) : 0;
    while (!wiki && len < rest.len && !npi_cp_is_space(peek(rest, len)) &&
           (unsigned char)rest.ptr[len] < 0x80)
        len++;
    if (len == NP_NONE)
        return false;
    struct np_str address = npi_str_sub(rest, 0, len);
    struct np_str name = npi_str(NULL);
    size_t bar = wiki ? npi_str_find_char(address, '|') : NP_NONE;
    if (bar != NP_NONE) {
        name = rest_of(address, bar + 1);
        address = npi_str_sub(address, 0, bar);
    }
    if (!npi_stamp_read_link(address, &stamp))
        return false;
    struct np_str behind = rest_of(rest, len + (wiki ? 2 : 0));
    struct npi_row inner;
    struct np_str before = before_stamp(npi_str_sub(s, 0, at));
    if (row->place == NPI_PLACE_NONE)
        set_link(row, &stamp, address);
    if (name.len && !read_lead(name, &inner) && words_of(name).len)
        before = npi_text_join(&r->text, before, name);
    join_title(r, words_of(before), behind_stamp(behind), row);
    return true;
}

void npi_row_read(struct npi_reader *r, const struct npi_block *block,
                  struct np_str line, struct npi_row *row)
{
    struct np_str s = without_bars(line);
    *row = (struct npi_row){.title = s};
    bool linked = read_address(r, s, row);
    if (linked)
        s = row->title;
    if (!read_lead(s, row) && !read_later(r, s, row) && !linked)
        (void)read_link(r, block, s, row);
    row->title = npi_text_fold(&r->text, row->title);
    if (!words_of(row->title).len)
        row->title.len = 0;
}
