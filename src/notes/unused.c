/* Nothing is lost silently: a note for each block that nothing was made of, one
 * for a whole section whose name is not known, and a warning when it may be
 * what was said. */
#include "notes/parts.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/label.h"
#include "notes/names.h"
#include "notes/sections.h"
#include <string.h>

/* Columns of unread text that are told of: beside a dialogue (and so a part of
 * it), without one, and without one in some paragraphs that are no one-liners.
 */
#define UNSPOKEN_MIN 1000
#define UNSPOKEN_SHARE 4
#define UNSPOKEN_ALONE_MIN 400
#define UNSPOKEN_PARAGRAPHS_MIN 3
#define UNSPOKEN_PARAGRAPH_WIDTH_MIN 24
#define UNSPOKEN_PARAGRAPHS_WIDTH_MIN 150

static bool has_words(struct np_str text)
{
    for (size_t at = 0; at < text.len;)
        if (npi_cp_is_alnum(npi_utf8_next(text, &at)))
            return true;
    return false;
}

/* Rules and tags without words are decoration. */
static bool is_unused(const struct npi_block *block)
{
    return !block->used && block->kind != NPI_RULE &&
           block->kind != NPI_HTML_BLOCK && has_words(block->text);
}

static bool heads_unknown(const struct npi_block *block)
{
    return block->kind == NPI_HEADING && !block->is_title &&
           block->section == NPI_SECTION_NONE;
}

/* "[name]: word": to Markdown the address of a link, which shows nowhere. One
 * that looks like an address is one. */
static bool is_lost_definition(struct np_str line)
{
    struct np_str s = npi_str_trim(line);
    size_t close = npi_str_find(s, NPI_STR("]:"));
    if (!npi_str_starts(s, NPI_STR("[")) || close == NP_NONE)
        return false;
    struct np_str rest = npi_str_sub(s, close + 2, s.len);
    for (size_t i = 0; i < rest.len; i++)
        if (memchr("/#.@<", rest.ptr[i], 5))
            return false;
    return has_words(rest);
}

/* Lines that belong to no block. */
static void report_definitions(struct npi_reader *r)
{
    size_t block = 0;
    for (size_t i = r->body_line; i < r->n_lines; i++) {
        size_t from = r->lines[i];
        size_t to = i + 1 < r->n_lines ? r->lines[i + 1] : r->notes.len;
        struct np_str line = npi_str_sub(r->notes, from, to - from);
        while (block < r->blocks.n && r->blocks.items[block].end <= from)
            block++;
        if (block < r->blocks.n && r->blocks.items[block].begin < to)
            continue;
        if (is_lost_definition(line))
            NPI_DIAG0(r->ctx->diags, LINK_DEFINITION,
                      ((struct np_span){r->source, from, line.len}));
    }
}

/* Whole sentences outside of lists and quotes, without addresses, that are no
 * header's row or remark ("Sponsor: ..."). */
static bool is_prose(struct npi_reader *r, const struct npi_block *block)
{
    struct npi_label label;
    struct np_str line;
    struct np_str rest = block->text;
    if (block->kind != NPI_PARAGRAPH || block->list_depth ||
        block->quote_depth || block->html || block->is_title ||
        !npi_ends_with_mark(block->text) || npi_is_bold_line(r, block) ||
        npi_mark_next(r, block, NPI_LINK, block->text.ptr,
                      block->text.ptr + block->text.len) ||
        npi_str_find(block->text, NPI_STR("http")) != NP_NONE ||
        npi_str_find(block->text, NPI_STR("www.")) != NP_NONE)
        return false;
    if (!npi_next_line(&rest, &line) ||
        !npi_label_read(r, block, line, &label) || !label.name.len)
        return true;
    enum npi_key key = npi_name_key(label.name);
    return (key == NPI_KEY_NONE || key == NPI_KEY_PEOPLE) &&
           !npi_name_is_remark(label.name);
}

static size_t count_characters(struct np_str text)
{
    size_t n = 0;
    for (size_t at = 0; at < text.len; n++)
        npi_utf8_next(text, &at);
    return n;
}

/* Without a dialogue, what a heading such as "Notes" holds behind the outline's
 * first row is looked at as well. */
static bool is_unspoken(const struct npi_reader *r,
                        const struct npi_block *block, bool outline)
{
    return is_unused(block) || block->left_out ||
           (outline && !r->sentences.n &&
            block->section == NPI_SECTION_WRAPPER);
}

static bool is_much(const struct npi_reader *r, size_t width, size_t paragraphs)
{
    size_t said = 0;
    if (!r->sentences.n)
        return width >= UNSPOKEN_ALONE_MIN ||
               (paragraphs >= UNSPOKEN_PARAGRAPHS_MIN &&
                width >= UNSPOKEN_PARAGRAPHS_WIDTH_MIN);
    for (size_t i = 0; i < r->sentences.n; i++)
        said += npi_str_width(r->sentences.items[i].text, true);
    return width >= UNSPOKEN_MIN && width * UNSPOKEN_SHARE >= said;
}

static void report_unspoken(struct npi_reader *r)
{
    const struct npi_block *first = NULL;
    bool outline = false;
    size_t paragraphs = 0;
    size_t characters = 0;
    size_t width = 0;
    for (size_t i = 0; i < r->blocks.n; i++) {
        const struct npi_block *block = &r->blocks.items[i];
        outline = outline || block->section == NPI_SECTION_OUTLINE;
        if (!is_unspoken(r, block, outline) || !is_prose(r, block))
            continue;
        first = first ? first : block;
        size_t columns = npi_str_width(block->text, true);
        paragraphs += columns >= UNSPOKEN_PARAGRAPH_WIDTH_MIN;
        characters += count_characters(block->text);
        width += columns;
    }
    if (first && is_much(r, width, paragraphs))
        npi_reader_tell(r, &NPI_D_NOTES_UNSPOKEN, npi_block_span(r, first),
                        characters);
}

/* The outline may be there, in lines that are too long to be taken for one. */
static void report_long_row(struct npi_reader *r)
{
    for (size_t i = 0; i < r->blocks.n && !r->outline.n; i++) {
        const struct npi_block *block = &r->blocks.items[i];
        struct npi_row row;
        struct np_str line;
        struct np_str rest = block->text;
        if (!is_unused(block) || block->kind != NPI_PARAGRAPH ||
            !block->list_depth || !npi_next_line(&rest, &line) ||
            npi_shape_row(r, block, line, &row))
            continue;
        npi_row_read(r, block, line, &row);
        if (row.place != NPI_PLACE_LEAD)
            continue;
        npi_reader_tell(r, &NPI_D_ROW_LONG, npi_span_of(r, row.stamps.text),
                        NPI_ROW_WIDTH_MAX);
        return;
    }
}

void npi_unused_report(struct npi_reader *r)
{
    struct npi_diags *diags = r->ctx->diags;
    bool little = false; /* what may be speech was told of */
    for (size_t i = 0; i < r->blocks.n;) {
        const struct npi_block *block = &r->blocks.items[i++];
        if (!is_unused(block))
            continue;
        struct np_span span = npi_block_span(r, block);
        if (!heads_unknown(block)) {
            bool speech = !r->sentences.n && npi_may_be_speech(r, i - 1);
            little = little || speech;
            if (speech)
                NPI_DIAG0(diags, NOTES_UNUSED_SPEECH, span);
            else
                NPI_DIAG0(diags, NOTES_UNUSED, span);
            continue;
        }
        /* A heading over an outline or dialogue that was found by shape. */
        if (i < r->blocks.n && r->blocks.items[i].group == block->group &&
            r->blocks.items[i].used)
            continue;
        NPI_DIAG1(diags, NOTES_UNUSED_SECTION, span, npi_str_trim(block->text));
        while (i < r->blocks.n && !r->blocks.items[i].used &&
               r->blocks.items[i].group == block->group &&
               r->blocks.items[i].section == NPI_SECTION_NONE)
            i++;
    }
    report_definitions(r);
    report_long_row(r);
    if (!little)
        report_unspoken(r);
}
