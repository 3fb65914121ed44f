/* Any text as notes: read without a crash, and what comes out is sound: valid
 * UTF-8, spans inside the text, turns and sentences that fit together, levels
 * and parents that make a tree. */
#include "notes/notes.h"
#include "base/encoding.h"
#include "base/str.h"
#include "base/utf8.h"
#include <stdlib.h>

static void require(bool good)
{
    if (!good)
        abort();
}

static void require_text(struct np_str text)
{
    size_t bad;
    require(npi_utf8_check(text, &bad));
}

static void check_outline(const struct np_episode *e, size_t len)
{
    for (size_t i = 0; i < e->n_outline; i++) {
        const struct np_entry *entry = &e->outline[i];
        require_text(entry->title);
        require(entry->level >= 1);
        require(entry->parent == NP_NONE ||
                (entry->parent < i &&
                 e->outline[entry->parent].level == entry->level - 1));
        require(entry->start == NP_NO_TIME || entry->start >= 0);
        require(entry->end == NP_NO_TIME || entry->end >= entry->start);
        require(entry->span.offset + entry->span.length <= len);
    }
    for (size_t i = 0; i < e->n_mind_map; i++)
        require(e->mind_map[i].parent == NP_NONE || e->mind_map[i].parent < i);
}

static void check_dialogue(const struct np_episode *e, size_t len)
{
    size_t next = 0;
    for (size_t i = 0; i < e->n_turns; i++) {
        const struct np_turn *turn = &e->turns[i];
        require(turn->first_sentence == next && turn->n_sentences > 0);
        require(turn->speaker == NP_NONE || turn->speaker < e->n_speakers);
        require(turn->heading == NP_NONE || turn->heading < e->n_headings);
        next += turn->n_sentences;
    }
    require(next == e->n_sentences);
    for (size_t i = 0; i < e->n_sentences; i++) {
        const struct np_sentence *sentence = &e->sentences[i];
        require_text(sentence->text);
        require(sentence->text.len > 0 && sentence->turn < e->n_turns);
        require(sentence->span.offset + sentence->span.length <= len);
    }
    for (size_t i = 0; i < e->n_headings; i++)
        require(e->headings[i].sentence <= e->n_sentences);
    for (size_t i = 0; i < e->n_originals; i++)
        require(e->originals[i].turn == NP_NONE ||
                e->originals[i].turn < e->n_turns);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct np_episode e;
    enum npi_encoding encoding;
    struct np_str text = {0};
    struct np_str bytes = {(const char *)data, size};
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {.arena = &arena, .diags = &diags};
    enum np_status status = npi_encoding_to_utf8(&arena, &diags, NPI_STR("f"),
                                                 bytes, &encoding, &text);
    if (status == NP_OK) {
        size_t source = npi_diags_add_source(&diags, NPI_STR("f"), text);
        status = npi_notes_read(&ctx, source, text, npi_str(NULL), &e);
    }
    require(status == NP_OK || (status == NP_ERR_NOTES && diags.n > 0));
    if (status == NP_OK) {
        require_text(e.title);
        require_text(e.summary);
        check_outline(&e, text.len);
        check_dialogue(&e, text.len);
    }
    npi_arena_release(&arena);
    return 0;
}
