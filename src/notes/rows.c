/* From blocks to rows: which lines are one row, and where each stands. Depth is
 * heading level, list nesting and indentation, whichever the author used; what
 * the levels come to is decided by who reads the rows. */
#include "notes/rows.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/aside.h"
#include "notes/header.h"

#define TAB 4

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
static struct npi_stand stand_of(const struct npi_reader *r,
                                 const struct npi_block *block,
                                 struct np_str text)
{
    struct npi_stand stand = {.depth = (int)block->list_depth};
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

bool npi_stand_is_under(const struct npi_stand *row,
                        const struct npi_stand *above)
{
    if (row->depth != above->depth)
        return row->depth > above->depth;
    if (row->indent >= above->indent + 2)
        return true;
    /* In plain lines, bold ones stand over the others. */
    return row->depth == 0 && row->indent + 2 > above->indent && above->bold &&
           !row->bold;
}

static bool is_only_stamp(const struct npi_outline_row *p)
{
    return p->row.place != NPI_PLACE_NONE && p->row.title.len == 0;
}

static void add_row(struct npi_rows *o, const struct npi_block *block,
                    struct np_str text)
{
    if (npi_str_trim(text).len == 0)
        return;
    struct npi_outline_row *p = NPI_PUSH(o->r, o->list);
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
        o->stamps_first = o->list.n == 1 ||
                          o->list.items[o->list.n - 2].row.place !=
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

bool npi_has_stamp(struct npi_reader *r, const struct npi_block *block)
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
static void add_item(struct npi_rows *o, const struct npi_block *block)
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

static void add_lines(struct npi_rows *o, const struct npi_block *block)
{
    struct np_str rest = block->text;
    struct np_str line;
    while (npi_next_line(&rest, &line)) {
        if (npi_header_tags(o->r, line))
            continue;
        if (!npi_is_table_rule(line)) {
            add_row(o, block, line);
        } else if (o->list.n &&
                   o->list.items[o->list.n - 1].row.place == NPI_PLACE_NONE) {
            o->list.n--; /* the head itself */
        }
    }
}

static void collect(struct npi_rows *o, struct npi_block *block)
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
        if (!npi_has_stamp(o->r, block))
            return;
        add_lines(o, block);
        break;
    default:
        return;
    }
    block->used = true;
}

/* The start of the next row whose stamp leads; NP_NO_TIME if none. */
static int64_t next_lead(const struct npi_rows *o, size_t from)
{
    for (size_t i = from; i < o->list.n; i++)
        if (o->list.items[i].row.place == NPI_PLACE_LEAD)
            return o->list.items[i].row.stamps.start;
    return NP_NO_TIME;
}

/* Where stamps lead, a bare time at the end of a title is part of it, unless it
 * lies between the stamps around it. */
static void drop_trailing(struct npi_rows *o)
{
    int64_t last = 0;
    int64_t next = NP_NO_TIME;
    bool known = false; /* next is that of the coming lead */
    if (o->leads <= o->trails)
        return;
    for (size_t i = 0; i < o->list.n; i++) {
        struct npi_row *row = &o->list.items[i].row;
        int64_t start = row->stamps.start;
        if (row->place == NPI_PLACE_LEAD)
            known = false;
        if (row->place == NPI_PLACE_TRAIL) {
            next = known ? next : next_lead(o, i);
            known = true;
            if (start < last || (next != NP_NO_TIME && start > next)) {
                row->place = NPI_PLACE_NONE;
                row->title = npi_text_fold(&o->r->text, o->list.items[i].text);
            }
        }
        if (row->place != NPI_PLACE_NONE)
            last = start;
    }
}

/* Gives stamps on lines of their own to the titles they belong to. */
static void pair_up(struct npi_rows *o)
{
    size_t n = 0;
    for (size_t i = 0; i < o->list.n; i++) {
        struct npi_outline_row *p = &o->list.items[i];
        struct npi_outline_row *next = i + 1 < o->list.n ? p + 1 : NULL;
        struct npi_outline_row *other = NULL;
        if (is_only_stamp(p) && o->stamps_first && next &&
            next->row.place == NPI_PLACE_NONE) {
            next->row.stamps = p->row.stamps;
            next->row.place = p->row.place;
            if (p->stand.depth < 0)
                next->stand = p->stand;
            continue;
        }
        if (is_only_stamp(p) && !o->stamps_first && n > 0)
            other = &o->list.items[n - 1];
        if (other && other->row.place == NPI_PLACE_NONE) {
            other->row.stamps = p->row.stamps;
            other->row.place = p->row.place;
            continue;
        }
        o->list.items[n++] = *p;
    }
    o->list.n = n;
}

void npi_rows_read(struct npi_rows *o, size_t from, size_t to)
{
    for (size_t i = from; i < to && npi_reader_ok(o->r); i++)
        if (!o->r->blocks.items[i].is_title)
            collect(o, &o->r->blocks.items[i]);
    drop_trailing(o);
    if (o->any_alone)
        pair_up(o);
}
