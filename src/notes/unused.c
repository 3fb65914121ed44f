/* Nothing is lost silently: a note for each block that nothing was made of, one
 * for a whole section whose name is not known. */
#include "notes/parts.h"

#include "base/str.h"
#include "base/utf8.h"

static bool has_words(struct np_str text)
{
    for (size_t at = 0; at < text.len;)
        if (npi_cp_is_alnum(npi_utf8_next(text, &at)))
            return true;
    return false;
}

static bool is_unused(const struct npi_block *block)
{
    return !block->used && block->kind != NPI_RULE && has_words(block->text);
}

static bool heads_unknown(const struct npi_block *block)
{
    return block->kind == NPI_HEADING && !block->is_title &&
           block->section == NPI_SECTION_NONE;
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
            NPI_DIAG0(diags, NOTES_UNUSED, span);
            continue;
        }
        NPI_DIAG1(diags, NOTES_UNUSED_SECTION, span, npi_str_trim(block->text));
        while (i < r->blocks.n && !r->blocks.items[i].used &&
               r->blocks.items[i].group == block->group &&
               r->blocks.items[i].section == NPI_SECTION_NONE)
            i++;
    }
}
