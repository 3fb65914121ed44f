/* The outline: rows with their stamps, and how deep each one is. Depth comes
 * from heading levels, list nesting and indentation, whichever the author used:
 * a row is under the nearest earlier one that stands further left. */
#include "notes/parts.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/header.h"
#include "notes/row.h"
#include <string.h>

#define LEVELS_MAX 32 /* deeper rows are as deep as this */
#define TAB 4
/* A row without a stamp that is longer than this is a description. */
#define TOPIC_WIDTH_MAX 120

/* Where a row stands. */
struct stand {
    int depth;       /* heading levels are negative, then 0, then lists */
    unsigned indent; /* columns of white space before it */
    bool bold;
    size_t entry;
};

struct pending {
    const struct npi_block *block;
    struct np_str text;
    struct npi_row row;
    struct stand stand;
    bool has_row; /* row has been read */
};

struct outline {
    struct npi_reader *r;
    NPI_LIST(struct pending) rows;
    size_t leads;      /* rows whose stamp comes first */
    size_t trails;     /* bare stamps behind titles */
    bool stamps_first; /* of stamps on lines of their own */
    bool any_alone;
};

static unsigned columns_before(const struct npi_reader *r, size_t offset)
{
    size_t line = npi_line_of(r, offset);
    struct np_str s = npi_str_sub(r->notes, r->lines[line - 1],
                                  offset - r->lines[line - 1]);
    unsigned columns = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t cp = npi_utf8_next(s, &at);
        if (cp == '\t')
            columns = (columns / TAB + 1) * TAB;
        else
            columns += cp == 0x3000 ? 2 : 1;
    }
    return columns;
}

/* White space at the start of a line of text that Markdown keeps (full-width
 * spaces, code blocks) counts as well. */
static struct stand stand_of(const struct npi_reader *r,
                             const struct npi_block *block, struct np_str text)
{
    struct stand stand = {.depth = (int)block->list_depth};
    size_t offset = block->begin;
    size_t at = 0;
    size_t next = 0;
    while (next < text.len && npi_cp_is_space(npi_utf8_next(text, &next)))
        at = next;
    if (block->kind == NPI_HEADING) {
        stand.depth = (int)block->level - 7;
        return stand;
    }
    if (block->list_depth == 0 || text.ptr != block->text.ptr)
        (void)npi_text_source(&r->text, text.ptr + at, &offset);
    else
        offset = block->begin;
    /* Marks before the text ("**") are no indentation. */
    while (offset > 0 &&
           (r->notes.ptr[offset - 1] == '*' ||
            r->notes.ptr[offset - 1] == '_' ||
            r->notes.ptr[offset - 1] == '`') &&
           block->list_depth == 0)
        offset--;
    stand.indent = columns_before(r, offset);
    stand.bold = !block->list_depth &&
                 npi_all_strong(r, block, npi_str_trim(text));
    return stand;
}

static bool is_under(const struct stand *row, const struct stand *above)
{
    if (row->depth != above->depth)
        return row->depth > above->depth;
    if (row->indent >= above->indent + 2)
        return true;
    /* In plain lines, bold ones stand over the others. */
    return row->depth == 0 && row->indent + 2 > above->indent && above->bold &&
           !row->bold;
}

static bool is_only_stamp(const struct pending *p)
{
    return p->row.place != NPI_PLACE_NONE && p->row.title.len == 0;
}

static void add_row(struct outline *o, const struct npi_block *block,
                    struct np_str text)
{
    if (npi_str_trim(text).len == 0)
        return;
    struct pending *p = NPI_PUSH(o->r, o->rows);
    if (!p)
        return;
    p->block = block;
    p->text = text;
    p->stand = stand_of(o->r, block, text);
    npi_row_read(o->r, block, text, &p->row);
    o->leads += p->row.place == NPI_PLACE_LEAD;
    o->trails += p->row.place == NPI_PLACE_TRAIL;
    if (!o->any_alone && is_only_stamp(p)) {
        o->any_alone = true;
        o->stamps_first = o->rows.n == 1 ||
                          o->rows.items[o->rows.n - 2].row.place !=
                              NPI_PLACE_NONE;
    }
}

static bool has_stamp(struct npi_reader *r, const struct npi_block *block,
                      struct np_str line)
{
    struct npi_row row;
    npi_row_read(r, block, line, &row);
    return row.place != NPI_PLACE_NONE;
}

/* Any of the block's lines has one. */
static bool has_stamps(struct npi_reader *r, const struct npi_block *block)
{
    struct np_str line;
    struct np_str rest = block->text;
    if (block->kind > NPI_CODE_BLOCK || block->is_title)
        return false;
    while (npi_next_line(&rest, &line))
        if (has_stamp(r, block, line))
            return true;
    return false;
}

/* In a list item a line without a stamp is the rest of the one above; a stamp
 * alone goes with what comes next. */
static void add_item(struct outline *o, const struct npi_block *block)
{
    struct np_str rest = block->text;
    struct np_str line;
    struct np_str whole = {block->text.ptr, 0};
    bool joined = false;
    while (npi_next_line(&rest, &line)) {
        bool hard = line.ptr > block->text.ptr &&
                    line.ptr[-1] == NPI_BREAK_HARD;
        bool start = whole.len == 0 || hard || has_stamp(o->r, block, line);
        if (start && whole.len) {
            add_row(o, block,
                    joined ? npi_text_fold(&o->r->text, whole) : whole);
            whole = (struct np_str){line.ptr, 0};
            joined = false;
        }
        joined = joined || whole.len > 0;
        whole.len = (size_t)(line.ptr + line.len - whole.ptr);
    }
    add_row(o, block, joined ? npi_text_fold(&o->r->text, whole) : whole);
}

/* "|---|:--|": the line under a table's head. */
static bool is_table_rule(struct np_str line)
{
    struct np_str s = npi_str_trim(line);
    bool bar = false;
    for (size_t i = 0; i < s.len; i++) {
        if (!memchr("|-: ", s.ptr[i], 4))
            return false;
        bar = bar || s.ptr[i] == '|';
    }
    return bar;
}

static void add_lines(struct outline *o, const struct npi_block *block)
{
    struct np_str rest = block->text;
    struct np_str line;
    while (npi_next_line(&rest, &line)) {
        if (npi_header_tags(o->r, line))
            continue;
        if (!is_table_rule(line)) {
            add_row(o, block, line);
        } else if (o->rows.n &&
                   o->rows.items[o->rows.n - 1].row.place == NPI_PLACE_NONE) {
            o->rows.n--; /* the head itself */
        }
    }
}

static void collect(struct outline *o, struct npi_block *block)
{
    switch (block->kind) {
    case NPI_PARAGRAPH:
        if (block->list_depth)
            add_item(o, block);
        else
            add_lines(o, block);
        break;
    case NPI_HEADING:
        add_item(o, block);
        break;
    case NPI_CODE_BLOCK:
        if (!has_stamps(o->r, block))
            return;
        add_lines(o, block);
        break;
    default:
        return;
    }
    block->used = true;
}

/* The start of the next row whose stamp leads; NP_NO_TIME if none. */
static int64_t next_lead(const struct outline *o, size_t from)
{
    for (size_t i = from; i < o->rows.n; i++)
        if (o->rows.items[i].row.place == NPI_PLACE_LEAD)
            return o->rows.items[i].row.stamps.start;
    return NP_NO_TIME;
}

/* Where stamps lead, a bare time at the end of a title is part of it, unless it
 * lies between the stamps around it. */
static void drop_trailing(struct outline *o)
{
    int64_t last = 0;
    int64_t next = NP_NO_TIME;
    bool known = false; /* next is that of the coming lead */
    if (o->leads <= o->trails)
        return;
    for (size_t i = 0; i < o->rows.n; i++) {
        struct npi_row *row = &o->rows.items[i].row;
        int64_t start = row->stamps.start;
        if (row->place == NPI_PLACE_LEAD)
            known = false;
        if (row->place == NPI_PLACE_TRAIL) {
            next = known ? next : next_lead(o, i);
            known = true;
            if (start < last || (next != NP_NO_TIME && start > next)) {
                row->place = NPI_PLACE_NONE;
                row->title = npi_text_fold(&o->r->text, o->rows.items[i].text);
            }
        }
        if (row->place != NPI_PLACE_NONE)
            last = start;
    }
}

/* Gives stamps on lines of their own to the titles they belong to. */
static void pair_up(struct outline *o)
{
    size_t n = 0;
    for (size_t i = 0; i < o->rows.n; i++) {
        struct pending *p = &o->rows.items[i];
        struct pending *next = i + 1 < o->rows.n ? p + 1 : NULL;
        struct pending *other = NULL;
        if (is_only_stamp(p) && o->stamps_first && next &&
            next->row.place == NPI_PLACE_NONE) {
            next->row.stamps = p->row.stamps;
            next->row.place = p->row.place;
            if (p->stand.depth < 0)
                next->stand = p->stand;
            continue;
        }
        if (is_only_stamp(p) && !o->stamps_first && n > 0)
            other = &o->rows.items[n - 1];
        if (other && other->row.place == NPI_PLACE_NONE) {
            other->row.stamps = p->row.stamps;
            other->row.place = p->row.place;
            continue;
        }
        o->rows.items[n++] = *p;
    }
    o->rows.n = n;
}

static bool is_description(const struct pending *p)
{
    size_t end = p->row.title.len;
    uint32_t last = end ? npi_utf8_prev(p->row.title, &end) : 0;
    size_t width = npi_str_width(p->row.title, true);
    return width > TOPIC_WIDTH_MAX ||
           (last == 0x3002 && (p->block->list_depth == 0 || width > 60));
}

static void put_entry(struct npi_reader *r, const struct pending *p,
                      unsigned level, size_t parent)
{
    const struct npi_stamps *stamps = &p->row.stamps;
    bool stamped = p->row.place != NPI_PLACE_NONE;
    struct np_span span = npi_span_of(r, stamped ? stamps->text : p->text);
    struct np_entry *entry = NPI_PUSH(r, r->outline);
    if (!entry)
        return;
    if (span.source == NP_NONE)
        span = npi_block_span(r, p->block);
    *entry = (struct np_entry){.title = p->row.title,
                               .level = level,
                               .parent = parent,
                               .start = NP_NO_TIME,
                               .end = NP_NO_TIME,
                               .span = span,
                               .line = npi_line_of(r, span.offset)};
    if (stamped && stamps->loose)
        NPI_DIAG1(r->ctx->diags, STAMP_ODD, span, stamps->text);
    if (!stamped || stamps->loose)
        return;
    entry->start = stamps->start;
    entry->end = stamps->end;
    entry->grain = stamps->grain;
}

static void put_all(struct outline *o, bool named)
{
    struct stand stack[LEVELS_MAX];
    unsigned n = 0;
    for (size_t i = 0; i < o->rows.n && npi_reader_ok(o->r); i++) {
        struct pending *p = &o->rows.items[i];
        if (p->row.place == NPI_PLACE_NONE &&
            (is_description(p) || (!named && !p->block->list_depth))) {
            NPI_DIAG0(o->r->ctx->diags, NOTES_UNUSED,
                      npi_span_of(o->r, p->text));
            continue;
        }
        if (!p->row.title.len) {
            NPI_DIAG1(o->r->ctx->diags, STAMP_UNTITLED,
                      npi_span_of(o->r, p->text), p->row.stamps.text);
            continue;
        }
        while (n > 0 &&
               (n == LEVELS_MAX || !is_under(&p->stand, &stack[n - 1])))
            n--;
        p->stand.entry = o->r->outline.n;
        put_entry(o->r, p, n + 1, n > 0 ? stack[n - 1].entry : NP_NONE);
        stack[n++] = p->stand;
    }
}

static bool group_has_stamps(struct npi_reader *r, size_t from, size_t to)
{
    for (size_t i = from; i < to && npi_reader_ok(r); i++)
        if (has_stamps(r, &r->blocks.items[i]))
            return true;
    return false;
}

static size_t group_end(const struct npi_reader *r, size_t from)
{
    size_t to = from;
    while (to < r->blocks.n &&
           r->blocks.items[to].section == NPI_SECTION_OUTLINE &&
           r->blocks.items[to].group == r->blocks.items[from].group)
        to++;
    return to;
}

static void read_group(struct npi_reader *r, size_t from, size_t to)
{
    struct outline o = {.r = r};
    bool named = false;
    for (size_t i = from; i < to && npi_reader_ok(r); i++) {
        struct npi_block *block = &r->blocks.items[i];
        named = named || block->is_title;
        if (!block->is_title)
            collect(&o, block);
    }
    drop_trailing(&o);
    if (o.any_alone)
        pair_up(&o);
    put_all(&o, named);
}

/* Is there an outline that starts over, at or before where the last one
 * ended? It is another language's, or a copy. */
static bool starts_over(struct npi_reader *r, size_t before)
{
    size_t last = before;
    size_t first = before;
    while (last > 0 && r->outline.items[last - 1].start == NP_NO_TIME)
        last--;
    while (first < r->outline.n && r->outline.items[first].start == NP_NO_TIME)
        first++;
    return last > 0 && first < r->outline.n &&
           r->outline.items[first].start < r->outline.items[last - 1].start;
}

static void put_line(char *out, struct np_str *view, size_t line)
{
    size_t n = 0;
    for (size_t rest = line; rest || n == 0; rest /= 10)
        out[23 - n++] = (char)('0' + rest % 10);
    *view = (struct np_str){out + 24 - n, n};
}

static void drop_second(struct npi_reader *r, size_t from, size_t entries)
{
    char digits[24];
    struct np_str line;
    put_line(digits, &line, r->outline.items[0].line);
    NPI_DIAG1(r->ctx->diags, OUTLINE_SECOND,
              npi_block_span(r, &r->blocks.items[from]), line);
    r->outline.n = entries;
}

void npi_outline_read(struct npi_reader *r)
{
    bool any = false;
    for (size_t i = 0; i < r->blocks.n && !any; i++)
        if (r->blocks.items[i].section == NPI_SECTION_OUTLINE)
            any = group_has_stamps(r, i, i + 1);
    for (size_t i = 0; i < r->blocks.n && npi_reader_ok(r);) {
        size_t to = group_end(r, i);
        size_t entries = r->outline.n;
        /* A table of contents beside the outline has no stamps. */
        if (to > i && (!any || group_has_stamps(r, i, to))) {
            read_group(r, i, to);
            if (entries && starts_over(r, entries))
                drop_second(r, i, entries);
        }
        i = to > i ? to : i + 1;
    }
}

void npi_outline_from_headings(struct npi_reader *r)
{
    struct stand stack[LEVELS_MAX];
    unsigned n = 0;
    bool stamped = false;
    for (size_t i = 0; i < r->headings.n; i++)
        stamped = stamped || r->headings.items[i].start != NP_NO_TIME;
    for (size_t i = 0; stamped && i < r->headings.n; i++) {
        const struct np_heading *heading = &r->headings.items[i];
        struct stand stand = {.depth = (int)heading->level - 8};
        while (n > 0 && !is_under(&stand, &stack[n - 1]))
            n--;
        struct np_entry *entry = NPI_PUSH(r, r->outline);
        if (!entry)
            return;
        *entry = (struct np_entry){.title = heading->text,
                                   .level = n + 1,
                                   .parent = n > 0 ? stack[n - 1].entry
                                                   : NP_NONE,
                                   .start = heading->start,
                                   .end = NP_NO_TIME,
                                   .grain = heading->grain,
                                   .span = npi_span_of(r, heading->text),
                                   .line = heading->line};
        stand.entry = r->outline.n - 1;
        stack[n++] = stand;
    }
}

/* Bytes of text that are said a second, at most: 10 Chinese characters, 30
 * English letters. */
#define BYTES_A_SECOND 30

void npi_outline_check_hours(struct npi_reader *r)
{
    const struct np_entry *last = NULL;
    uint64_t bytes = 0;
    size_t stamped = 0;
    for (size_t i = 0; i < r->outline.n; i++) {
        const struct np_entry *entry = &r->outline.items[i];
        if (entry->start == NP_NO_TIME)
            continue;
        /* One finer than h:mm, or with hours already, settles it. */
        struct np_str s = npi_str_sub(r->notes, entry->span.offset,
                                      entry->span.length);
        if (entry->grain != 1000 ||
            npi_str_find_char(s, ':') != npi_str_rfind_char(s, ':'))
            return;
        stamped++;
        last = entry;
    }
    for (size_t i = 0; i < r->sentences.n; i++)
        bytes += r->sentences.items[i].text.len;
    if (stamped < 3 || last->start <= 0)
        return;
    uint64_t seconds = (uint64_t)last->start / 1000;
    if (bytes > 4 * BYTES_A_SECOND * seconds &&
        bytes < 2 * BYTES_A_SECOND * seconds * 60)
        NPI_DIAG1(r->ctx->diags, STAMP_HOURS, last->span,
                  npi_str_sub(r->notes, last->span.offset, last->span.length));
}
