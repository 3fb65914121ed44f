/* The mind map: a tree drawn with lines in a code block, an indented text, a
 * Mermaid mindmap, or nested lists and headings. Depth is the column where a
 * title begins. */
#include "notes/parts.h"

#include "base/str.h"
#include "base/utf8.h"
#include <string.h>

#define LEVELS_MAX 64 /* deeper nodes are as deep as this */

struct level {
    size_t column;
    size_t node;
};

struct map {
    struct npi_reader *r;
    struct level stack[LEVELS_MAX];
    unsigned n;
};

/* Box drawing (U+2500..257F), ASCII stand-ins and white space. */
static bool is_line_art(uint32_t cp)
{
    return (cp >= 0x2500 && cp <= 0x257f) || npi_cp_is_space(cp) || cp == '|' ||
           cp == '+' || cp == '`' || cp == '-' || cp == '\\' || cp == '*' ||
           cp == 0x2022;
}

static void add_node(struct map *m, struct np_str title, size_t column,
                     size_t line)
{
    title = npi_text_fold(&m->r->text, title);
    if (!title.len)
        return;
    while (m->n > 0 &&
           (m->n == LEVELS_MAX || m->stack[m->n - 1].column >= column))
        m->n--;
    struct np_node *node = NPI_PUSH(m->r, m->r->mind_map);
    if (!node)
        return;
    *node = (struct np_node){.title = title,
                             .level = m->n,
                             .parent = m->n ? m->stack[m->n - 1].node : NP_NONE,
                             .line = line};
    m->stack[m->n++] = (struct level){column, m->r->mind_map.n - 1};
}

/* root((Title)), id[Title]: the shapes of Mermaid. */
static struct np_str without_shape(struct np_str title)
{
    size_t open = 0;
    size_t end = title.len;
    while (open < title.len && !memchr("([{ ", title.ptr[open], 4))
        open++;
    if (open == title.len || title.ptr[open] == ' ' ||
        !memchr(")]}", title.ptr[end - 1], 3))
        return title;
    while (open < end && memchr("([{", title.ptr[open], 3))
        open++;
    while (end > open && memchr(")]}", title.ptr[end - 1], 3))
        end--;
    return npi_str_sub(title, open, end - open);
}

static void add_code(struct map *m, const struct npi_block *block)
{
    struct np_str rest = block->text;
    struct np_str line;
    bool mermaid = npi_str_starts(npi_str_trim(rest), NPI_STR("mindmap"));
    while (npi_next_line(&rest, &line) && npi_reader_ok(m->r)) {
        size_t at = 0;
        size_t next = 0;
        size_t column = 0;
        while (next < line.len) {
            uint32_t cp = npi_utf8_next(line, &next);
            if (!is_line_art(cp))
                break;
            column += cp == '\t' ? 4 : 1;
            at = next;
        }
        struct np_str title = npi_str_trim(npi_str_sub(line, at, line.len));
        if (mermaid && npi_str_eq(title, NPI_STR("mindmap")))
            continue;
        add_node(m, mermaid ? without_shape(title) : title, 100 + column,
                 npi_line_at(m->r, title, block->line));
    }
}

static void add_block(struct map *m, struct npi_block *block)
{
    block->used = true;
    if (block->is_title)
        return;
    switch (block->kind) {
    case NPI_CODE_BLOCK:
        add_code(m, block);
        break;
    case NPI_HEADING:
        add_node(m, block->text, block->level, block->line);
        break;
    case NPI_PARAGRAPH:
        add_node(m, block->text, 10 + 2 * block->list_depth, block->line);
        break;
    default:
        break;
    }
}

void npi_mind_map_read(struct npi_reader *r)
{
    struct map m = {.r = r};
    for (size_t i = 0; i < r->blocks.n && npi_reader_ok(r); i++)
        if (r->blocks.items[i].section == NPI_SECTION_MIND_MAP)
            add_block(&m, &r->blocks.items[i]);
}
