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

static uint32_t peek(struct np_str s, size_t at)
{
    return at < s.len ? npi_utf8_next(s, &at) : 0;
}

static struct np_str rest_of(struct np_str s, size_t at)
{
    return npi_str_sub(s, at, s.len);
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
        bool point = cp == '.' && (at == 0 || npi_cp_is_space(then) ||
                                   npi_is_separator(then));
        if (!point && !npi_is_separator(cp) && !npi_is_closer(cp))
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
        if (!npi_is_separator(cp) && !npi_is_opener(cp) && cp != '@')
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
    if (!end || !npi_is_closer(npi_utf8_prev(title, &end)))
        return title;
    for (size_t at = 0; at < title.len;)
        if (npi_is_opener(npi_utf8_next(title, &at)))
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
        if (npi_is_opener(cp) && opener == NP_NONE)
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
    return npi_is_opener(cp) || npi_cp_is_digit(cp);
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
            (!npi_is_opener(cp) && !may_begin(s, here)) ||
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
