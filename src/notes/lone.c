/* One speaker, named once: the weakest sign of a dialogue that no heading
 * names. Rows of a header look the same ("**Guest:** Ada"), and so do remarks:
 * a monologue's label stands behind the outline, and whole sentences behind
 * it. */
#include "notes/sections.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/label.h"
#include "notes/names.h"
#include "notes/sentence.h"

/* Sentences that make a paragraph speech. */
#define SENTENCES_MIN 2

/* How many sentences the text has; the last one has to end as one, too. */
static size_t count_sentences(struct np_str text)
{
    struct npi_splitter splitter = {.text = text,
                                    .script = npi_script_of_text(text)};
    struct np_str sentence;
    size_t n = 0;
    while (n <= SENTENCES_MIN && npi_sentence_next(&splitter, &sentence))
        n++;
    return n;
}

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

/* The names of a header's rows and of sections are no speakers, but "Host". */
static bool is_speaker(struct np_str name)
{
    enum npi_key key = npi_name_key(name);
    return name.len && !npi_name_is_remark(name) &&
           (key == NPI_KEY_PEOPLE ||
            (key == NPI_KEY_NONE && npi_label_is_name(name) &&
             npi_name_section(name, false) == NPI_SECTION_NONE));
}

/* The words behind a speaker's bold label; absent if it is none. *stamped: a
 * stamp is among them or in the label. */
static struct np_str words_of(struct npi_reader *r,
                              const struct npi_block *block, bool *stamped)
{
    struct npi_label label;
    struct npi_stamps stamps;
    struct np_str line;
    struct np_str rest = block->text;
    *stamped = false;
    if (!is_plain(block) || !npi_next_line(&rest, &line) ||
        !npi_label_read(r, block, line, &label) || !label.strong ||
        !label.colon || !label.text.len || !is_speaker(label.name))
        return npi_str(NULL);
    *stamped = label.stamped ||
               (npi_stamps_read(label.text, &stamps) && stamps.bracketed);
    return npi_str_sub(block->text, (size_t)(label.text.ptr - block->text.ptr),
                       block->text.len);
}

bool npi_may_be_speech(struct npi_reader *r, size_t index)
{
    bool stamped;
    struct np_str words = words_of(r, &r->blocks.items[index], &stamped);
    return words.len && npi_ends_with_mark(words);
}

static bool is_lone_speech(struct npi_reader *r, size_t index)
{
    bool stamped;
    const struct npi_block *block = &r->blocks.items[index];
    struct np_str words = words_of(r, block, &stamped);
    return words.len && npi_ends_with_mark(words) &&
           npi_shape_may_hold_speech(r, block) &&
           (stamped || count_sentences(words) >= SENTENCES_MIN ||
            goes_on(r, index + 1));
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
