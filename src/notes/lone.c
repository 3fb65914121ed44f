/* One speaker, named once: the weakest sign of a dialogue that no heading
 * names. Rows of a header look the same ("**Guest:** Ada"), and so do remarks:
 * a monologue's label stands behind the outline, and whole sentences behind
 * it; they go on below when the label is not bold. */
#include "notes/sections.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/label.h"
#include "notes/names.h"
#include "notes/sentence.h"

/* Sentences that make a paragraph speech. */
#define SENTENCES_MIN 2

static bool is_plain(const struct npi_block *block)
{
    return block->kind == NPI_PARAGRAPH && !block->list_depth &&
           !block->quote_depth && !block->html;
}

/* A paragraph of whole sentences that goes on with what was said. */
static bool goes_on(struct npi_reader *r, size_t index)
{
    const struct npi_block *block = &r->blocks.items[index];
    return index < r->blocks.n && is_plain(block) &&
           !npi_is_bold_line(r, block) && npi_ends_with_mark(block->text);
}

struct words {
    struct np_str text; /* behind a speaker's label; absent if it is none */
    bool strong;        /* the label is bold */
    bool stamped;       /* a stamp is among them or in the label */
};

static struct words words_of(struct npi_reader *r,
                             const struct npi_block *block)
{
    struct npi_label label;
    struct npi_stamps stamps;
    struct np_str line;
    struct words words = {0};
    struct np_str rest = block->text;
    if (!is_plain(block) || !npi_next_line(&rest, &line) ||
        !npi_label_read(r, block, line, &label) || !label.colon ||
        !label.text.len || !npi_label_may_speak(label.name) ||
        !npi_ends_with_mark(block->text))
        return words;
    words.strong = label.strong;
    words.stamped = label.stamped ||
                    (npi_stamps_read(label.text, &stamps) && stamps.bracketed);
    words.text = npi_str_sub(block->text,
                             (size_t)(label.text.ptr - block->text.ptr),
                             block->text.len);
    return words;
}

/* Blocks of a header that are looked at for who is introduced. */
#define HEADER_BLOCKS_MAX 200

/* The name stands in a row of people above: "嘉宾：王五". */
static bool is_introduced(struct npi_reader *r, size_t index,
                          struct np_str name)
{
    struct npi_label label;
    struct np_str line;
    size_t end = index < HEADER_BLOCKS_MAX ? index : HEADER_BLOCKS_MAX;
    for (size_t i = 0; i < end && npi_reader_ok(r); i++) {
        const struct npi_block *block = &r->blocks.items[i];
        struct np_str rest = block->text;
        while (block->kind == NPI_PARAGRAPH && npi_next_line(&rest, &line))
            if (npi_label_read(r, block, line, &label) &&
                npi_name_key(label.name) == NPI_KEY_PEOPLE &&
                npi_str_find(label.text, name) != NP_NONE)
                return true;
    }
    return false;
}

/* Without marks a name has to be that of a speaker's part or of somebody who
 * was introduced, and no other line a row of the same header. */
static bool is_plain_speaker(struct npi_reader *r, size_t index)
{
    struct npi_label label;
    struct np_str line;
    const struct npi_block *block = &r->blocks.items[index];
    struct np_str rest = block->text;
    if (!npi_next_line(&rest, &line) ||
        !npi_label_read(r, block, line, &label) ||
        (npi_name_key(label.name) != NPI_KEY_PEOPLE &&
         !is_introduced(r, index, label.name)))
        return false;
    while (npi_next_line(&rest, &line))
        if (npi_label_read(r, block, line, &label))
            return false;
    return true;
}

bool npi_may_be_speech(struct npi_reader *r, size_t index)
{
    return words_of(r, &r->blocks.items[index]).strong;
}

static bool is_lone_speech(struct npi_reader *r, size_t index)
{
    const struct npi_block *block = &r->blocks.items[index];
    struct words words = words_of(r, block);
    if (!words.text.len || !npi_shape_may_hold_speech(r, block))
        return false;
    bool more = goes_on(r, index + 1);
    bool sentences = npi_sentence_count(words.text, SENTENCES_MIN) >=
                     SENTENCES_MIN;
    if (words.strong)
        return words.stamped || sentences || more;
    return sentences && more && is_plain_speaker(r, index);
}

/* A line of it has a stamp where rows have one. */
static bool has_row(struct npi_reader *r, const struct npi_block *block)
{
    struct np_str rest = block->text;
    struct np_str line;
    struct npi_row row;
    if (block->section == NPI_SECTION_OUTLINE && !block->is_title)
        return block->list_depth > 0;
    while (npi_next_line(&rest, &line) && npi_reader_ok(r))
        if (npi_shape_row(r, block, line, &row))
            return true;
    return false;
}

size_t npi_find_lone_speech(struct npi_reader *r)
{
    size_t found = NP_NONE;
    bool rows = false;
    for (size_t i = 0; i < r->blocks.n && npi_reader_ok(r); i++) {
        if (is_lone_speech(r, i)) {
            found = rows && found == NP_NONE ? i : found;
        } else if (has_row(r, &r->blocks.items[i])) {
            rows = true;
            found = NP_NONE;
        }
    }
    return found;
}
