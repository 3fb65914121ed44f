/* The dialogue that no heading names: paragraphs with speakers, from the first
 * one on. Labels above the outline may be a header's rows. */
#include "notes/sections.h"

#include "base/str.h"
#include "notes/names.h"
#include "notes/voices.h"

/* Labels that make a dialogue. */
#define LABELS_MIN 2
/* Labels that a header may have. */
#define HEADER_MAX 8

static bool has_paragraph(const struct npi_reader *r, enum npi_section section)
{
    for (size_t i = 0; i < r->blocks.n; i++) {
        const struct npi_block *block = &r->blocks.items[i];
        if (block->section == section && !block->is_title &&
            block->kind == NPI_PARAGRAPH)
            return true;
    }
    return false;
}

/* The block has a label that counts, and words behind it or below it. */
static bool is_speech(struct npi_reader *r, const struct npi_voices *voices,
                      const struct npi_block *block)
{
    struct np_str rest = block->text;
    struct np_str line;
    struct npi_label label;
    struct npi_voice *voice;
    while (npi_next_line(&rest, &line) && npi_reader_ok(r))
        if (npi_voices_label(r, voices, block, line, &label, &voice) && voice)
            return true;
    return false;
}

/* A block that may stand above the first words that are surely speech: a
 * heading, or a bold label that is no row of the header. */
static bool leads_in(struct npi_reader *r, size_t index)
{
    const struct npi_block *block = &r->blocks.items[index];
    struct npi_label label;
    struct np_str line;
    struct np_str rest = block->text;
    if (block->is_title || !npi_shape_may_hold_speech(r, block))
        return false;
    if (block->kind == NPI_HEADING)
        return index > 0 || block->level > 1; /* not the episode's title */
    if (block->kind == NPI_RULE)
        return true;
    if (block->kind != NPI_PARAGRAPH || block->list_depth)
        return false;
    return npi_is_bold_line(r, block) ||
           (npi_next_line(&rest, &line) &&
            npi_label_read(r, block, line, &label) && label.strong &&
            label.colon && label.text.len && !npi_name_is_remark(label.name) &&
            npi_name_key(label.name) == NPI_KEY_NONE);
}

/* A row of the outline, wherever it stands. */
static bool is_listed_row(const struct npi_block *block)
{
    return block->section == NPI_SECTION_OUTLINE && !block->is_title &&
           block->kind != NPI_HEADING && block->list_depth;
}

/* From the first speaker on. */
static void take_dialogue(struct npi_reader *r, size_t from)
{
    size_t first = from;
    while (first > 0 && leads_in(r, first - 1))
        first--;
    for (size_t i = first; i < r->blocks.n; i++) {
        struct npi_block *block = &r->blocks.items[i];
        if (block->is_title && i > from)
            break;
        if (is_listed_row(block))
            continue;
        block->section = NPI_SECTION_DIALOGUE;
        block->group = r->blocks.items[first].group;
        block->is_title = false;
    }
}

/* The original is all the dialogue there is. */
static void take_original(struct npi_reader *r)
{
    for (size_t i = 0; i < r->blocks.n; i++)
        if (r->blocks.items[i].section == NPI_SECTION_ORIGINAL)
            r->blocks.items[i].section = NPI_SECTION_DIALOGUE;
}

/* The first block from there on that is speech, by all labels from there on;
 * NP_NONE if there is none. *labels: how many count. */
static size_t find_speech(struct npi_reader *r, size_t from, size_t *labels)
{
    struct npi_voices voices;
    npi_voices_init(r, &voices);
    for (size_t i = from; i < r->blocks.n && npi_reader_ok(r); i++)
        if (npi_shape_may_hold_speech(r, &r->blocks.items[i]))
            npi_voices_learn(r, &voices, &r->blocks.items[i]);
    *labels = npi_voices_decide(&voices, false);
    for (size_t i = from;
         i < r->blocks.n && npi_reader_ok(r) && *labels >= LABELS_MIN; i++) {
        struct npi_block *block = &r->blocks.items[i];
        if (npi_shape_may_hold_speech(r, block) && is_speech(r, &voices, block))
            return i;
    }
    return NP_NONE;
}

/* Behind the last row of the outline, if it is a list; else 0. */
static size_t behind_outline(const struct npi_reader *r)
{
    size_t behind = 0;
    for (size_t i = 0; i < r->blocks.n; i++)
        if (is_listed_row(&r->blocks.items[i]))
            behind = i + 1;
    return behind;
}

/* A few labels above the outline are a header's, when speech follows it. */
static size_t find_dialogue(struct npi_reader *r)
{
    size_t all;
    size_t later = 0;
    size_t behind = behind_outline(r);
    size_t first = find_speech(r, 0, &all);
    size_t below = behind ? find_speech(r, behind, &later) : NP_NONE;
    if (below == NP_NONE && (behind || first == NP_NONE))
        below = npi_find_lone_speech(r);
    if (below == NP_NONE || (first != NP_NONE && all > later + HEADER_MAX))
        return first;
    return below;
}

void npi_shape_dialogue(struct npi_reader *r)
{
    if (has_paragraph(r, NPI_SECTION_DIALOGUE))
        return;
    if (has_paragraph(r, NPI_SECTION_ORIGINAL)) {
        take_original(r);
        return;
    }
    size_t first = find_dialogue(r);
    if (first != NP_NONE)
        take_dialogue(r, first);
}
