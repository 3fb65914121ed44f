/* The outline: entries and their levels. A row is under the nearest earlier one
 * that stands further left. */
#include "notes/parts.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/rows.h"

#define LEVELS_MAX 32 /* deeper rows are as deep as this */
/* A row without a stamp that is longer than this is a description. */
#define TOPIC_WIDTH_MAX 120

/* Lines behind the last stamp that are in no list are about something else
 * ("Books mentioned:"), and so is all that follows. */
static size_t rows_end(const struct npi_rows *o, bool named)
{
    size_t last = o->list.n;
    while (last > 0 && o->list.items[last - 1].row.place == NPI_PLACE_NONE)
        last--;
    if (last == 0)
        return named ? o->list.n : 0;
    while (last < o->list.n && o->list.items[last].block->list_depth)
        last++;
    return last;
}

static bool is_description(const struct npi_outline_row *p)
{
    size_t end = p->row.title.len;
    uint32_t last = end ? npi_utf8_prev(p->row.title, &end) : 0;
    size_t width = npi_str_width(p->row.title, true);
    return width > TOPIC_WIDTH_MAX ||
           (last == 0x3002 && (p->block->list_depth == 0 || width > 60));
}

static void put_entry(struct npi_reader *r, const struct npi_outline_row *p,
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
    entry->misread = stamped && stamps->loose;
    if (entry->misread)
        NPI_DIAG1(r->ctx->diags, STAMP_ODD, span, stamps->text);
    if (!stamped || stamps->loose)
        return;
    entry->start = stamps->start;
    entry->end = stamps->end;
    entry->grain = stamps->grain;
}

static void put_all(struct npi_rows *o, bool named)
{
    struct npi_stand stack[LEVELS_MAX];
    unsigned n = 0;
    size_t end = rows_end(o, named);
    for (size_t i = 0; i < o->list.n && npi_reader_ok(o->r); i++) {
        struct npi_outline_row *p = &o->list.items[i];
        if (p->row.place == NPI_PLACE_NONE &&
            (i >= end || is_description(p) ||
             (!named && !p->block->list_depth))) {
            o->r->blocks.items[p->block - o->r->blocks.items].left_out = true;
            NPI_DIAG0(o->r->ctx->diags, NOTES_UNUSED,
                      npi_span_of(o->r, p->text));
            continue;
        }
        if (!p->row.title.len) {
            NPI_DIAG1(o->r->ctx->diags, STAMP_UNTITLED,
                      npi_span_of(o->r, p->text), p->row.stamps.text);
            continue;
        }
        while (n > 0 && (n == LEVELS_MAX ||
                         !npi_stand_is_under(&p->stand, &stack[n - 1])))
            n--;
        p->stand.entry = o->r->outline.n;
        put_entry(o->r, p, n + 1, n > 0 ? stack[n - 1].entry : NP_NONE);
        stack[n++] = p->stand;
    }
}

static bool group_has_stamps(struct npi_reader *r, size_t from, size_t to)
{
    for (size_t i = from; i < to && npi_reader_ok(r); i++)
        if (npi_has_stamp(r, &r->blocks.items[i]))
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
    struct npi_rows rows = {.r = r};
    bool named = false;
    for (size_t i = from; i < to; i++)
        named = named || r->blocks.items[i].is_title;
    npi_rows_read(&rows, from, to);
    put_all(&rows, named);
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
    struct npi_stand stack[LEVELS_MAX];
    unsigned n = 0;
    bool stamped = false;
    for (size_t i = 0; i < r->headings.n; i++)
        stamped = stamped || r->headings.items[i].start != NP_NO_TIME;
    for (size_t i = 0; stamped && i < r->headings.n; i++) {
        const struct np_heading *heading = &r->headings.items[i];
        struct npi_stand stand = {.depth = (int)heading->level - 8};
        while (n > 0 && !npi_stand_is_under(&stand, &stack[n - 1]))
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
