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
/* Headings in a row, above a speaker's words. */
#define HEADINGS_MAX 8

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

/* A paragraph that begins with a speaker's label. */
static bool is_labelled(const struct npi_reader *r,
                        const struct npi_block *block)
{
    struct npi_label label;
    struct np_str line;
    struct np_str rest = block->text;
    return block->kind == NPI_PARAGRAPH && !block->list_depth &&
           npi_next_line(&rest, &line) &&
           npi_label_read(r, block, line, &label) && label.name.len &&
           (label.strong || label.stamped || npi_label_name_shape(label.name));
}

/* A speaker comes next, below headings and rules. */
static bool speaker_follows(const struct npi_reader *r, size_t index)
{
    for (size_t i = index + 1; i < r->blocks.n && i <= index + HEADINGS_MAX;
         i++) {
        const struct npi_block *block = &r->blocks.items[i];
        if (block->kind != NPI_RULE && block->kind != NPI_HEADING &&
            !npi_is_bold_line(r, block))
            return is_labelled(r, block);
    }
    return false;
}

/* Somebody's words. */
static bool is_said(const struct npi_reader *r, const struct npi_block *block)
{
    struct npi_label label;
    struct np_str line;
    struct np_str rest = block->text;
    if (!is_labelled(r, block) || !npi_ends_with_mark(block->text) ||
        !npi_next_line(&rest, &line) || !npi_label_read(r, block, line, &label))
        return false;
    enum npi_key key = npi_name_key(label.name);
    return (key == NPI_KEY_NONE || key == NPI_KEY_PEOPLE) &&
           !npi_name_is_remark(label.name);
}

/* A heading over rows of an outline, or one that names the dialogue. */
static bool heads_part(struct npi_reader *r, size_t index,
                       enum npi_section section)
{
    struct npi_row row;
    struct np_str line;
    if (section != NPI_SECTION_OUTLINE || index + 1 >= r->blocks.n)
        return section == NPI_SECTION_DIALOGUE;
    const struct npi_block *next = &r->blocks.items[index + 1];
    struct np_str rest = next->text;
    while (npi_next_line(&rest, &line) && npi_reader_ok(r))
        if (npi_shape_row(r, next, line, &row))
            return !is_said(r, next);
    return false;
}

/* One part in so many of the text may stand before the first section. */
#define INTRODUCTION_SHARE 3

/* The heading names the dialogue, but is a title over it and the outline: a
 * deeper heading follows over one of them, and nothing is said before it but an
 * introduction. */
static bool is_over_parts(struct npi_reader *r, size_t index)
{
    const struct npi_block *blocks = r->blocks.items;
    bool found = false;
    size_t before = 0;
    size_t all = 0;
    for (size_t i = index + 1; i < r->blocks.n && npi_reader_ok(r); i++) {
        unsigned level;
        const struct npi_block *block = &blocks[i];
        if (block->kind == NPI_HEADING && block->level <= blocks[index].level)
            break;
        enum npi_section section = found ? NPI_SECTION_NONE
                                         : named(r, i, &level);
        if (section != NPI_SECTION_NONE && heads_part(r, i, section)) {
            found = true;
            before = all;
        } else if (!found && is_said(r, block)) {
            return false;
        }
        if (block->kind == NPI_PARAGRAPH && (found || !block->list_depth))
            all += block->text.len;
        if (found && before * INTRODUCTION_SHARE <= all)
            return true;
    }
    return false;
}

struct state {
    enum npi_section section;
    unsigned level;
    size_t group;
    /* Made when first needed: per block, the next one with a label (n if none),
     * and the hashes of the outline's lines, sorted. */
    size_t *next_label;
    uint64_t *titles;
    size_t n_titles;
};

static void open_section(struct state *state, struct npi_block *block,
                         enum npi_section section, unsigned level)
{
    state->section = section;
    state->level = level;
    state->group++;
    block->is_title = section != NPI_SECTION_NONE;
}

static bool find_labels(struct npi_reader *r, struct state *state)
{
    size_t next = r->blocks.n;
    if (state->next_label)
        return true;
    state->next_label = NPI_ARENA_NEW(r->ctx->arena, size_t, r->blocks.n);
    if (!state->next_label) {
        r->status = NP_ERR_NOMEM;
        return false;
    }
    for (size_t i = r->blocks.n; i-- > 0;) {
        state->next_label[i] = next;
        next = is_labelled(r, &r->blocks.items[i]) ? i : next;
    }
    return true;
}

static void put_titles(struct npi_reader *r, struct state *state)
{
    struct npi_row row;
    struct np_str line;
    size_t max = r->n_lines;
    state->titles = NPI_ARENA_NEW(r->ctx->arena, uint64_t, max);
    if (!state->titles) {
        r->status = NP_ERR_NOMEM;
        return;
    }
    for (size_t i = 0; i < r->blocks.n; i++) {
        const struct npi_block *block = &r->blocks.items[i];
        struct np_str rest = block->text;
        while (block->section == NPI_SECTION_OUTLINE && !block->is_title &&
               state->n_titles < max && npi_next_line(&rest, &line))
            if (npi_shape_row(r, block, line, &row))
                state->titles[state->n_titles++] = npi_name_hash(row.title);
    }
    npi_sort_hashes(state->titles, state->n_titles);
}

static bool is_outline_title(struct npi_reader *r, struct state *state,
                             struct np_str text)
{
    if (!state->titles)
        put_titles(r, state);
    return npi_has_hash(state->titles, state->n_titles, npi_name_hash(text));
}

/* Does a heading in the dialogue that also is the name of a section end it? Not
 * when it is one of the outline's titles. One that is no deeper than the
 * dialogue's own does unless a speaker follows at once; a deeper one, or a bold
 * line, unless a speaker follows anywhere. */
static bool ends_dialogue(struct npi_reader *r, struct state *state,
                          size_t index, enum npi_section section,
                          unsigned level)
{
    const struct npi_block *block = &r->blocks.items[index];
    if (section == NPI_SECTION_ORIGINAL || section == NPI_SECTION_DIALOGUE)
        return level <= state->level;
    if (is_outline_title(r, state, block->text))
        return false;
    if (level <= state->level)
        return !speaker_follows(r, index);
    return find_labels(r, state) && state->next_label[index] == r->blocks.n;
}

static void assign(struct npi_reader *r, struct state *state, size_t index)
{
    struct npi_block *block = &r->blocks.items[index];
    struct npi_row row;
    unsigned level;
    enum npi_section section = named(r, index, &level);
    if (section == NPI_SECTION_DIALOGUE && block->kind == NPI_HEADING &&
        is_over_parts(r, index))
        section = index ? NPI_SECTION_WRAPPER : NPI_SECTION_NONE;
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
    struct state state = {.section = NPI_SECTION_NONE, .level = LINE_LEVEL + 1};
    for (size_t i = 0; i < r->blocks.n && npi_reader_ok(r); i++)
        assign(r, &state, i);
    npi_shape_outline(r);
    npi_shape_dialogue(r);
}
