/* Inline content to text and marks: links become their text, emphasis and code
 * lose their marks, raw HTML is text save <br>, pictures are left out.
 *
 * cmark's positions of inlines are off behind line breaks and in nested lists,
 * and it joins text with the entities and escapes in it, so each piece of text
 * is looked for in the block's source lines and followed byte by byte: what
 * lies between two pieces is marks, and short. */
#include "notes/inline.h"

#include "base/str.h"
#include <string.h>

/* How far behind the last piece the next one is looked for. */
#define LOOK_AHEAD 512
#define PROBE 8       /* bytes of it that must stand there */
#define ENTITY_MAX 40 /* bytes of "&…;" */
/* Bytes of the characters it stands for, and of what must follow. */
#define ENTITY_BYTES_MAX 8
#define RESYNC 4

static size_t text_room(cmark_node *node)
{
    size_t room = 16;
    cmark_event_type event;
    cmark_iter *iter = cmark_iter_new(node);
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        const char *literal = cmark_node_get_literal(cmark_iter_get_node(iter));
        if (event == CMARK_EVENT_ENTER)
            room += literal ? strlen(literal) : 1;
    }
    cmark_iter_free(iter);
    return room;
}

void npi_inline_begin(struct npi_inline *in, struct npi_reader *r,
                      cmark_node *node, struct npi_block *block)
{
    *in = (struct npi_inline){
        .r = r, .cursor = block->begin, .limit = block->end};
    in->text = npi_text_begin(&r->text, text_room(node));
    block->first_mark = r->marks.n;
}

void npi_inline_end(struct npi_inline *in, struct npi_block *block)
{
    block->text = npi_text_since(&in->r->text, in->text);
    block->n_marks = in->r->marks.n - block->first_mark;
}

static bool stands_at(const struct npi_inline *in, size_t at,
                      struct np_str part)
{
    return at < in->limit && in->limit - at >= part.len &&
           memcmp(in->r->notes.ptr + at, part.ptr, part.len) == 0;
}

/* The end of an entity at at, or at. */
static size_t entity_end(const struct npi_inline *in, size_t at)
{
    const char *s = in->r->notes.ptr;
    if (at >= in->limit || s[at] != '&')
        return at;
    for (size_t i = at + 1; i < in->limit && i - at < ENTITY_MAX; i++)
        if (s[i] == ';')
            return i + 1;
    return at;
}

/* How a piece of text goes on in the source at *at: len bytes as they are, or,
 * exact false, len bytes that an entity stands for. *at moves over a backslash
 * that escapes; *next is behind it all. False: it does not go on there. */
static bool go_on(const struct npi_inline *in, struct np_str part, size_t *at,
                  size_t *len, size_t *next, bool *exact)
{
    const char *s = in->r->notes.ptr;
    size_t same = 0;
    if (*at + 1 < in->limit && s[*at] == '\\' && s[*at] != part.ptr[0] &&
        s[*at + 1] == part.ptr[0])
        ++*at;
    while (same < part.len && *at + same < in->limit &&
           s[*at + same] == part.ptr[same] &&
           (same == 0 || entity_end(in, *at + same) == *at + same))
        same++;
    /* "&amp;" begins as its character does. */
    size_t end = entity_end(in, *at);
    *exact = same > 0 && (end == *at || same > 1 || part.len == 1);
    *len = same;
    *next = *at + same;
    if (end == *at || (*exact && *next >= end))
        return same > 0;
    /* It stands for so many bytes as let the rest go on behind it. */
    for (size_t n = 1; n <= part.len && n <= ENTITY_BYTES_MAX; n++) {
        struct np_str rest = npi_str_sub(part, n, RESYNC);
        bool escape = end < in->limit && (s[end] == '&' || s[end] == '\\');
        if (rest.len && !stands_at(in, end, rest) && !escape)
            continue;
        *exact = false;
        *len = n;
        *next = end;
        return true;
    }
    return same > 0;
}

/* The first place behind the cursor where the piece may begin. */
static size_t find_start(const struct npi_inline *in, struct np_str part)
{
    size_t len;
    size_t next;
    bool exact;
    struct np_str probe = npi_str_sub(part, 0, PROBE);
    size_t stop = in->limit - in->cursor > LOOK_AHEAD ? in->cursor + LOOK_AHEAD
                                                      : in->limit;
    for (size_t at = in->cursor; at < stop; at++) {
        size_t from = at;
        if (go_on(in, probe, &from, &len, &next, &exact) &&
            (len == probe.len || !exact || entity_end(in, next) > next ||
             stands_at(in, next, NPI_STR("\\"))))
            return at;
    }
    return NP_NONE;
}

static void put(struct npi_inline *in, struct np_str part)
{
    size_t start = in->images || !part.len ? NP_NONE : find_start(in, part);
    if (start != NP_NONE)
        in->cursor = start;
    while (start != NP_NONE && part.len) {
        size_t at = in->cursor;
        size_t len;
        size_t next;
        bool exact;
        if (!go_on(in, part, &at, &len, &next, &exact))
            break;
        npi_text_put(&in->r->text, npi_str_sub(part, 0, len), at, exact);
        part = npi_str_sub(part, len, part.len);
        in->cursor = next;
    }
    if (!in->images)
        npi_text_put(&in->r->text, part, in->cursor, false);
}

static void put_break(struct npi_inline *in, char kind)
{
    if (!in->images)
        npi_text_put(&in->r->text, (struct np_str){&kind, 1}, in->cursor,
                     false);
}

/* The cursor goes behind the end of its line. */
static void next_source_line(struct npi_inline *in)
{
    const char *s = in->r->notes.ptr;
    while (in->cursor < in->limit && s[in->cursor] != '\n' &&
           s[in->cursor] != '\r')
        in->cursor++;
    if (in->cursor + 1 < in->limit && s[in->cursor] == '\r' &&
        s[in->cursor + 1] == '\n')
        in->cursor++;
    if (in->cursor < in->limit)
        in->cursor++;
}

/* "](address "title")": its words are not text. */
static void skip_address(struct npi_inline *in, const char *url)
{
    struct np_str address = npi_str(url);
    size_t at = in->cursor;
    if (!stands_at(in, at, NPI_STR("](")))
        return;
    at += 2;
    if (address.len && stands_at(in, at, address))
        at += address.len;
    struct np_str rest = {in->r->notes.ptr + at, in->limit - at};
    rest = npi_str_sub(rest, 0, LOOK_AHEAD);
    size_t close = npi_str_find_char(rest, ')');
    in->cursor = at + (close == NP_NONE ? 0 : close + 1);
}

static void html(struct npi_inline *in, struct np_str tag)
{
    if (npi_str_starts_nocase(tag, NPI_STR("<br")) &&
        (tag.len == 3 ||
         !memchr("abcdefghijklmnopqrstuvwxyz", tag.ptr[3] | 32, 26)))
        put_break(in, NPI_BREAK_HARD);
    else if (!npi_str_starts(tag, NPI_STR("<!--")))
        put(in, tag);
}

static void open_mark(struct npi_inline *in, cmark_node *node,
                      enum npi_mark_kind kind)
{
    struct npi_reader *r = in->r;
    struct np_str here = npi_text_since(&r->text, in->text);
    struct npi_mark *mark = NPI_PUSH(r, r->marks);
    if (!mark || !here.ptr)
        return;
    mark->kind = kind;
    mark->begin = mark->end = here.ptr + here.len;
    mark->outer = in->open;
    in->open = r->marks.n;
    if (kind == NPI_LINK)
        mark->url = npi_arena_str(r->ctx->arena,
                                  npi_str(cmark_node_get_url(node)));
}

static void close_mark(struct npi_inline *in)
{
    struct npi_reader *r = in->r;
    struct np_str here = npi_text_since(&r->text, in->text);
    if (!in->open || !here.ptr)
        return;
    struct npi_mark *mark = &r->marks.items[in->open - 1];
    mark->end = here.ptr + here.len;
    in->open = mark->outer;
}

static void container(struct npi_inline *in, cmark_node *node, bool enter,
                      enum npi_mark_kind kind)
{
    if (enter)
        open_mark(in, node, kind);
    else
        close_mark(in);
    if (!enter && kind == NPI_LINK)
        skip_address(in, cmark_node_get_url(node));
}

void npi_inline_event(struct npi_inline *in, cmark_node *node,
                      cmark_event_type event)
{
    bool enter = event == CMARK_EVENT_ENTER;
    struct np_str literal = npi_str(cmark_node_get_literal(node));
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        put(in, literal);
        break;
    case CMARK_NODE_CODE:
        open_mark(in, node, NPI_CODE);
        put(in, literal);
        close_mark(in);
        break;
    case CMARK_NODE_HTML_INLINE:
        html(in, literal);
        break;
    case CMARK_NODE_SOFTBREAK:
        put_break(in, NPI_BREAK_SOFT);
        next_source_line(in);
        break;
    case CMARK_NODE_LINEBREAK:
        put_break(in, NPI_BREAK_HARD);
        next_source_line(in);
        break;
    case CMARK_NODE_EMPH:
        container(in, node, enter, NPI_EMPH);
        break;
    case CMARK_NODE_STRONG:
        container(in, node, enter, NPI_STRONG);
        break;
    case CMARK_NODE_LINK:
        container(in, node, enter, NPI_LINK);
        break;
    case CMARK_NODE_IMAGE:
        in->images += enter ? 1 : (unsigned)-1;
        if (!enter)
            skip_address(in, cmark_node_get_url(node));
        break;
    default:
        break;
    }
}
