/* Sections by the names of their headings. A heading opens a section that goes
 * on until the next heading of the same or a higher level, or the next known
 * name. Inside the dialogue most headings are topics of the talk: one of them
 * ends it only if no speaker follows. */
#include "notes/sections.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/label.h"
#include "notes/names.h"

/* The level of a heading that is a bold or plain line. */
#define LINE_LEVEL 7
#define LINE_WIDTH_MAX 120

bool npi_is_bold_line(const struct npi_reader *r, const struct npi_block *block)
{
    if (!block->n_marks || block->text.len > 4 * LINE_WIDTH_MAX)
        return false;
    struct np_str text = npi_str_trim(block->text);
    return block->kind == NPI_PARAGRAPH && !block->list_depth &&
           !block->quote_depth && !block->html && text.len &&
           npi_str_find_char(text, NPI_BREAK_SOFT) == NP_NONE &&
           npi_str_find_char(text, NPI_BREAK_HARD) == NP_NONE &&
           npi_str_width(text, true) <= LINE_WIDTH_MAX &&
           npi_all_strong(r, block, text);
}

/* What the block names if it stands as a heading; its level, 0 if it does
 * not stand as one. */
static enum npi_section named(const struct npi_reader *r, size_t index,
                              unsigned *level)
{
    const struct npi_block *block = &r->blocks.items[index];
    *level = 0;
    if (block->quote_depth || block->list_depth > 1)
        return NPI_SECTION_NONE;
    if (block->kind == NPI_HEADING && !block->list_depth) {
        *level = block->level;
        /* The episode's title may hold any word. */
        bool exact = block->level == 1 && index == 0;
        return npi_name_section(block->text, exact);
    }
    if (block->kind != NPI_PARAGRAPH || block->html)
        return NPI_SECTION_NONE;
    /* A link to a section, in a table of contents. */
    if (npi_mark_at(r, block, NPI_LINK, block->text.ptr))
        return NPI_SECTION_NONE;
    bool bold = npi_is_bold_line(r, block);
    enum npi_section section = npi_name_section(block->text, !bold);
    if (section != NPI_SECTION_NONE)
        *level = LINE_LEVEL;
    return section;
}

/* A speaker's label comes next, below headings and rules. */
static bool speaker_follows(struct npi_reader *r, size_t index)
{
    struct npi_label label;
    struct np_str line;
    for (size_t i = index + 1; i < r->blocks.n; i++) {
        const struct npi_block *block = &r->blocks.items[i];
        struct np_str rest = block->text;
        if (block->kind == NPI_RULE || block->kind == NPI_HEADING ||
            npi_is_bold_line(r, block))
            continue;
        return block->kind == NPI_PARAGRAPH && !block->list_depth &&
               npi_next_line(&rest, &line) &&
               npi_label_read(r, block, line, &label) &&
               (label.strong || label.stamped ||
                npi_label_name_shape(label.name));
    }
    return false;
}

struct state {
    enum npi_section section;
    unsigned level;
    size_t group;
};

static void open_section(struct state *state, struct npi_block *block,
                         enum npi_section section, unsigned level)
{
    state->section = section;
    state->level = level;
    state->group++;
    block->is_title = section != NPI_SECTION_NONE;
}

/* A heading in the dialogue that also is the name of a section. */
static bool ends_dialogue(struct npi_reader *r, const struct state *state,
                          size_t index, enum npi_section section,
                          unsigned level)
{
    if (section == NPI_SECTION_ORIGINAL || section == NPI_SECTION_DIALOGUE)
        return level <= state->level;
    return !speaker_follows(r, index);
}

static void assign(struct npi_reader *r, struct state *state, size_t index)
{
    struct npi_block *block = &r->blocks.items[index];
    struct npi_row row;
    unsigned level;
    enum npi_section section = named(r, index, &level);
    bool dialogue = state->section == NPI_SECTION_DIALOGUE;
    if (level && section != NPI_SECTION_NONE) {
        if (!dialogue || ends_dialogue(r, state, index, section, level))
            open_section(state, block, section, level);
    } else if (level && level <= state->level && !dialogue) {
        /* Unknown; an outline may consist of headings with stamps. */
        bool goes_on = state->section == NPI_SECTION_OUTLINE &&
                       npi_shape_row(r, block, block->text, &row);
        if (!goes_on)
            open_section(state, block, NPI_SECTION_NONE, level);
    }
    block->section = state->section;
    block->group = state->group;
}

void npi_sections_assign(struct npi_reader *r)
{
    struct state state = {NPI_SECTION_NONE, LINE_LEVEL + 1, 0};
    for (size_t i = 0; i < r->blocks.n && npi_reader_ok(r); i++)
        assign(r, &state, i);
    npi_shape_outline(r);
    npi_shape_dialogue(r);
}
