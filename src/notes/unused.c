/* Nothing is lost silently: a note for each block that nothing was made of, one
 * for a whole section whose name is not known. */
#include "notes/parts.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/sections.h"
#include <string.h>

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

void npi_unused_report(struct npi_reader *r)
{
    struct npi_diags *diags = r->ctx->diags;
    for (size_t i = 0; i < r->blocks.n;) {
        const struct npi_block *block = &r->blocks.items[i++];
        if (!is_unused(block))
            continue;
        struct np_span span = npi_block_span(r, block);
        if (!heads_unknown(block)) {
            if (!r->sentences.n && npi_may_be_speech(r, i - 1))
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
}
