/* Markdown to a flat list of blocks: cmark parses, this walks its tree (with
 * its iterator: no recursion) and notes for each block what it stands in. What
 * the blocks mean is not decided here. */
#include "notes/markdown.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/html.h"
#include "notes/inline.h"
#include "notes/markdown_heap.h"
#include "notes/names.h"
#include <string.h>

struct walk {
    struct npi_reader *r;
    unsigned lists;
    unsigned quotes;
    unsigned details;
    bool item; /* the next block is the first of its list item */
    struct npi_block block;
    struct npi_inline in;
};

static size_t offset_of(const struct npi_reader *r, int line, int column)
{
    size_t index = r->body_line + (line > 0 ? (size_t)line - 1 : 0);
    size_t end = index + 1 < r->n_lines ? r->lines[index + 1] : r->notes.len;
    if (index >= r->n_lines)
        return r->notes.len;
    size_t offset = r->lines[index] + (column > 0 ? (size_t)column - 1 : 0);
    return offset > end ? end : offset;
}

static struct npi_block start_block(struct walk *walk, cmark_node *node,
                                    enum npi_block_kind kind)
{
    struct npi_reader *r = walk->r;
    int line = cmark_node_get_start_line(node);
    int last = cmark_node_get_end_line(node);
    struct npi_block block = {
        .kind = kind,
        .list_depth = walk->lists,
        .quote_depth = walk->quotes,
        .item = walk->item,
        .details = walk->details > 0,
        .begin = offset_of(r, line, cmark_node_get_start_column(node)),
        .end = offset_of(r, (last > line ? last : line) + 1, 1),
        .first_mark = r->marks.n,
    };
    block.line = npi_line_of(r, block.begin);
    walk->item = false;
    return block;
}

static void add_block(struct npi_reader *r, const struct npi_block *block)
{
    struct npi_block *out = NPI_PUSH(r, r->blocks);
    if (out)
        *out = *block;
}

/* The first line that is the name of a section ("Timestamps:" in a video
 * description); NULL if none. */
static const char *named_line(struct np_str rest)
{
    struct np_str line;
    while (npi_next_line(&rest, &line))
        if (npi_name_section(line, true) != NPI_SECTION_NONE)
            return line.ptr;
    return NULL;
}

/* The part of a block from its text's byte from to its byte to; marks before it
 * are taken off the block. */
static void add_part(struct npi_reader *r, struct npi_block *block,
                     const char *from, const char *to)
{
    size_t offset;
    while (block->n_marks && r->marks.items[block->first_mark].end <= from) {
        block->first_mark++;
        block->n_marks--;
    }
    struct npi_block part = *block;
    part.text = npi_str_trim((struct np_str){from, (size_t)(to - from)});
    if (!part.text.len)
        return;
    if (npi_text_source(&r->text, part.text.ptr, &offset) &&
        from > block->text.ptr) {
        part.begin = offset;
        part.line = npi_line_of(r, offset);
    }
    add_block(r, &part);
}

/* A paragraph, cut where a line of it is the name of a section. */
static void add_paragraph(struct npi_reader *r, struct npi_block block)
{
    const char *at = block.text.ptr;
    const char *end = at + block.text.len;
    bool may_cut = block.kind == NPI_PARAGRAPH && !block.list_depth;
    const char *name = may_cut ? named_line(block.text) : NULL;
    while (name) {
        struct np_str rest = {name, (size_t)(end - name)};
        struct np_str line;
        (void)npi_next_line(&rest, &line);
        add_part(r, &block, at, name);
        add_part(r, &block, name, line.ptr + line.len);
        at = rest.ptr ? rest.ptr : end;
        name = named_line(rest);
    }
    add_part(r, &block, at, end);
}

/* "text" with a line of dashes below it is a heading to Markdown, but notes end
 * a paragraph with "---" and mean a rule. */
static bool is_real_heading(const struct npi_reader *r,
                            const struct npi_block *block)
{
    if (block->begin >= r->notes.len || r->notes.ptr[block->begin] == '#')
        return true;
    struct np_str text = npi_str_trim(block->text);
    size_t end = text.len;
    uint32_t last = end ? npi_utf8_prev(text, &end) : 0;
    return npi_str_find_char(text, NPI_BREAK_SOFT) == NP_NONE &&
           npi_str_find_char(text, NPI_BREAK_HARD) == NP_NONE &&
           npi_str_width(text, true) <= 80 && last != 0x3002 && last != '.' &&
           npi_str_find_char(text, ':') == NP_NONE &&
           npi_str_find(text, NPI_STR("：")) == NP_NONE;
}

static void end_text(struct walk *walk)
{
    npi_inline_end(&walk->in, &walk->block);
    if (walk->block.kind == NPI_HEADING &&
        !is_real_heading(walk->r, &walk->block))
        walk->block.kind = NPI_PARAGRAPH;
    add_paragraph(walk->r, walk->block);
}

static void add_code(struct walk *walk, cmark_node *node)
{
    struct npi_reader *r = walk->r;
    struct npi_block block = start_block(walk, node, NPI_CODE_BLOCK);
    struct np_str literal = npi_str(cmark_node_get_literal(node));
    size_t source = block.begin;
    char first = source < r->notes.len ? r->notes.ptr[source] : '\0';
    block.fenced = first == '`' || first == '~';
    const char *from = npi_text_begin(&r->text, literal.len + 1);
    struct npi_inline at = {
        .r = r, .cursor = source, .limit = block.end, .text = from};
    struct np_str line;
    size_t number = block.line + (block.fenced ? 1 : 0);
    while (npi_str_split(&literal, '\n', &line)) {
        size_t begin = number <= r->n_lines ? r->lines[number - 1]
                                            : r->notes.len;
        struct np_str here = npi_str_sub(r->notes, begin, line.len + 64);
        size_t into = npi_str_find(here, npi_str_sub(line, 0, 16));
        npi_text_put(&r->text, line, begin + (into == NP_NONE ? 0 : into),
                     into != NP_NONE);
        if (literal.len)
            npi_text_put(&r->text, NPI_STR("\n"), begin, false);
        number++;
    }
    block.text = npi_text_since(&r->text, at.text);
    add_block(r, &block);
}

static void container(struct walk *walk, cmark_node *node, bool enter)
{
    unsigned step = enter ? 1 : (unsigned)-1;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_LIST:
        walk->lists += step;
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        walk->quotes += step;
        break;
    case CMARK_NODE_ITEM:
        walk->item = enter;
        break;
    default:
        break;
    }
}

static void leaf(struct walk *walk, cmark_node *node)
{
    struct npi_block block;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_CODE_BLOCK:
        add_code(walk, node);
        break;
    case CMARK_NODE_HTML_BLOCK:
        block = start_block(walk, node, NPI_HTML_BLOCK);
        npi_html_block(walk->r, block, npi_str(cmark_node_get_literal(node)),
                       &walk->details);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        block = start_block(walk, node, NPI_RULE);
        add_block(walk->r, &block);
        break;
    default:
        break;
    }
}

static bool holds_text(cmark_node_type type)
{
    return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING;
}

static void event(struct walk *walk, cmark_node *node, cmark_event_type what)
{
    cmark_node_type type = cmark_node_get_type(node);
    bool enter = what == CMARK_EVENT_ENTER;
    if (type > CMARK_NODE_LAST_BLOCK) {
        npi_inline_event(&walk->in, node, what);
    } else if (holds_text(type) && enter) {
        walk->block = start_block(walk, node,
                                  type == CMARK_NODE_HEADING ? NPI_HEADING
                                                             : NPI_PARAGRAPH);
        walk->block.level = (unsigned)cmark_node_get_heading_level(node);
        npi_inline_begin(&walk->in, walk->r, node, &walk->block);
    } else if (holds_text(type)) {
        end_text(walk);
    } else {
        container(walk, node, enter);
        leaf(walk, node);
    }
}

/* All that cmark allocates is in the heap; nothing here owns anything. */
static void parse(struct npi_reader *r)
{
    struct walk walk = {.r = r};
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT,
                                                     npi_heap_mem());
    cmark_parser_feed(parser, r->notes.ptr + r->body, r->notes.len - r->body);
    cmark_iter *iter = cmark_iter_new(cmark_parser_finish(parser));
    cmark_event_type what;
    while ((what = cmark_iter_next(iter)) != CMARK_EVENT_DONE &&
           npi_reader_ok(r))
        event(&walk, cmark_iter_get_node(iter), what);
}

void npi_markdown_read(struct npi_reader *r)
{
    struct npi_heap heap;
    if (!npi_markdown_check(r))
        return;
    npi_heap_init(&heap, NPI_MARKDOWN_MEMORY_MAX);
    if (setjmp(heap.out) == 0)
        parse(r);
    else
        r->status = heap.over_max ? NP_ERR_NOTES : NP_ERR_NOMEM;
    if (heap.over_max)
        NPI_DIAG1(r->ctx->diags, NOTES_COMPLEX, NPI_NOWHERE,
                  NPI_STR("parsing them takes more than 512 MB"));
    npi_heap_release(&heap);
    (void)npi_reader_ok(r);
}
