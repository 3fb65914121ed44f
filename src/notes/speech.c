/* From the blocks of the dialogue to headings and pieces of speech. A heading
 * is one by '#', a bold line, or a line that is an outline title; a label that
 * counts begins a piece, wherever it stands. */
#include "notes/speech.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/aside.h"
#include "notes/names.h"
#include "notes/sections.h"

struct collect {
    struct npi_reader *r;
    const struct npi_voices *voices;
    struct npi_speeches *out;
    bool by_script;
    /* A label alone on its line waits for its words. */
    struct npi_voice *voice;
    struct npi_stamps stamps;
    bool stamped;
    size_t spoken; /* lines to come that are a table of whole sentences */
};

static void learn_titles(struct npi_reader *r, struct npi_speeches *out)
{
    out->titles = NPI_ARENA_NEW(r->ctx->arena, uint64_t, r->outline.n);
    if (!out->titles) {
        r->status = NP_ERR_NOMEM;
        return;
    }
    for (size_t i = 0; i < r->outline.n; i++) {
        uint64_t hash = npi_name_hash(r->outline.items[i].title);
        if (hash)
            out->titles[out->n_titles++] = hash;
    }
    npi_sort_hashes(out->titles, out->n_titles);
}

static bool is_title(const struct npi_speeches *out, struct np_str text)
{
    return out->n_titles &&
           npi_has_hash(out->titles, out->n_titles, npi_name_hash(text));
}

static bool is_label(struct collect *c, const struct npi_block *block)
{
    struct npi_label label;
    struct npi_voice *voice;
    return npi_voices_label(c->r, c->voices, block, block->text, &label,
                            &voice) &&
           voice;
}

static bool ends_as_speech(struct np_str text)
{
    size_t end = text.len;
    uint32_t cp = end ? npi_utf8_prev(text, &end) : 0;
    return cp == 0x3002 || cp == 0xff01 || cp == 0x2026 || cp == '!' ||
           cp == ';' || cp == 0xff1b;
}

static bool is_heading(struct collect *c, const struct npi_block *block)
{
    struct np_str text = npi_str_trim(block->text);
    if (block->list_depth || block->quote_depth || block->html)
        return false;
    if (block->kind == NPI_HEADING)
        return !is_label(c, block);
    if (block->kind != NPI_PARAGRAPH ||
        npi_str_find_char(text, NPI_BREAK_SOFT) != NP_NONE)
        return false;
    if (is_title(c->out, text))
        return !is_label(c, block);
    return npi_is_bold_line(c->r, block) && !ends_as_speech(text) &&
           !is_label(c, block);
}

static struct npi_speech *add(struct collect *c, struct npi_block *block,
                              struct np_str text)
{
    struct npi_speech *speech = NPI_PUSH(c->r, c->out->list);
    if (!speech)
        return NULL;
    *speech = (struct npi_speech){.block = block,
                                  .text = npi_text_fold(&c->r->text, text),
                                  .line = npi_line_at(c->r, text, block->line)};
    return speech;
}

static void add_heading(struct collect *c, struct npi_block *block)
{
    struct npi_row row;
    npi_row_read(c->r, block, block->text, &row);
    bool stamped = row.place != NPI_PLACE_NONE && row.title.len &&
                   !row.stamps.loose;
    struct npi_speech *speech = add(c, block,
                                    stamped ? row.title : block->text);
    if (!speech)
        return;
    speech->heading = true;
    speech->apart = block->section == NPI_SECTION_ORIGINAL;
    speech->original = speech->apart;
    speech->stamped = stamped;
    speech->stamps = row.stamps;
    speech->line = block->line;
}

/* Words of a paragraph, with the label before them or one that waits. */
static void add_words(struct collect *c, struct npi_block *block,
                      struct np_str words)
{
    if (npi_str_trim(words).len == 0)
        return;
    struct npi_speech *speech = add(c, block, words);
    if (!speech)
        return;
    speech->voice = c->voice;
    speech->stamped = c->stamped;
    speech->stamps = c->stamps;
    speech->script = npi_script_of_text(speech->text);
    speech->apart = block->section == NPI_SECTION_ORIGINAL;
    speech->original = speech->apart;
    c->voice = NULL;
    c->stamped = false;
}

static void take_label(struct collect *c, const struct npi_label *label,
                       struct npi_voice *voice)
{
    if (voice)
        c->voice = voice;
    if (!label->stamped)
        return;
    c->stamped = true;
    c->stamps = label->stamps;
}

static bool other_script(struct np_str before, struct np_str line)
{
    enum npi_script a = npi_script_of_text(before);
    enum npi_script b = npi_script_of_text(line);
    return a != NPI_SCRIPT_NONE && b != NPI_SCRIPT_NONE && a != b;
}

static void count_aside(struct collect *c, enum npi_aside aside,
                        struct np_str line)
{
    bool table = aside == NPI_ASIDE_TABLE;
    size_t *n = table ? &c->out->tables : &c->out->notes;
    struct np_span *first = table ? &c->out->table : &c->out->note;
    if ((*n)++ == 0)
        *first = npi_span_of(c->r, line);
}

/* Takes what is not spoken off the lines from this one on; false if it is
 * spoken. A note without brackets ends where somebody speaks. */
static bool skip_aside(struct collect *c, const struct npi_block *block,
                       struct np_str line, struct np_str *rest)
{
    size_t lines;
    struct npi_label label;
    struct npi_voice *voice;
    struct np_str behind = *rest;
    if (c->spoken) {
        c->spoken--;
        return false;
    }
    enum npi_aside aside = npi_aside_read(line, behind, &lines);
    if (aside == NPI_ASIDE_SPOKEN_TABLE)
        c->spoken = lines - 1;
    if (aside == NPI_ASIDE_NONE || aside == NPI_ASIDE_SPOKEN_TABLE)
        return false;
    count_aside(c, aside, line);
    while (--lines && npi_next_line(&behind, &line)) {
        if (aside == NPI_ASIDE_NOTE &&
            npi_voices_label(c->r, c->voices, block, line, &label, &voice))
            break;
        *rest = behind;
    }
    return true;
}

static void add_paragraph(struct collect *c, struct npi_block *block)
{
    struct np_str rest = block->text;
    struct np_str line;
    struct np_str last = npi_str(NULL);
    const char *from = block->text.ptr;
    const char *end = from;
    c->spoken = 0;
    while (npi_next_line(&rest, &line) && npi_reader_ok(c->r)) {
        struct npi_label label;
        struct npi_voice *voice;
        bool labelled = npi_voices_label(c->r, c->voices, block, line, &label,
                                         &voice);
        if (!labelled && skip_aside(c, block, line, &rest)) {
            add_words(c, block, (struct np_str){from, (size_t)(end - from)});
            from = rest.ptr ? rest.ptr : end;
            end = from;
            last = npi_str(NULL);
            continue;
        }
        bool other = !labelled && c->by_script && last.len &&
                     other_script(last, line);
        bool cut = labelled || other || npi_str_trim(line).len == 0;
        c->out->cut_by_script = c->out->cut_by_script || other;
        if (cut) {
            add_words(c, block, (struct np_str){from, (size_t)(end - from)});
            from = labelled ? label.text.ptr : line.ptr;
            if (labelled)
                take_label(c, &label, voice);
        }
        last = line;
        end = line.ptr + line.len;
        if (!from)
            from = end;
    }
    add_words(c, block, (struct np_str){from, (size_t)(end - from)});
}

bool npi_holds_speech(const struct npi_block *block)
{
    return block->section == NPI_SECTION_DIALOGUE ||
           block->section == NPI_SECTION_ORIGINAL;
}

static void add_block(struct collect *c, struct npi_block *block)
{
    block->used = true;
    if (block->is_title)
        return;
    if (is_heading(c, block)) {
        add_heading(c, block);
    } else if (block->kind == NPI_PARAGRAPH || block->kind == NPI_HEADING ||
               (block->kind == NPI_CODE_BLOCK && !block->fenced)) {
        add_paragraph(c, block);
    } else {
        block->used = block->kind == NPI_RULE;
    }
}

void npi_speeches_collect(struct npi_reader *r, const struct npi_voices *voices,
                          bool by_script, struct npi_speeches *speeches)
{
    struct collect c = {
        .r = r, .voices = voices, .out = speeches, .by_script = by_script};
    *speeches = (struct npi_speeches){0};
    learn_titles(r, speeches);
    for (size_t i = 0; i < r->blocks.n && npi_reader_ok(r); i++)
        if (npi_holds_speech(&r->blocks.items[i]))
            add_block(&c, &r->blocks.items[i]);
}
