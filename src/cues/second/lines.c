/* The second language's words as lines. */
#include "cues/second/parts.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "cues/lines.h"
#include "cues/places/places.h"
#include "notes/sentence.h"

/* Chinese and Japanese: nothing stands between two words of it. */
static bool is_unspaced(uint32_t cp)
{
    bool hangul = (cp >= 0x1100 && cp < 0x1200) ||
                  (cp >= 0x3130 && cp < 0x3190) ||
                  (cp >= 0xa960 && cp < 0xd800);

    return !hangul && npi_cp_width(cp, true) == 2;
}

/* Whether two words are written apart. Those that touch are of one cue, or the
 * last and the first of two; one byte between them was a space. */
static bool are_apart(struct np_str left, struct np_str right)
{
    const char *end = left.ptr + left.len;
    size_t last = left.len;
    size_t at = 0;
    bool before = is_unspaced(npi_utf8_prev(left, &last));
    bool after = is_unspaced(npi_utf8_next(right, &at));

    if (end == right.ptr)
        return !before && !after;
    return end + 1 == right.ptr || !before || !after;
}

static void put_words(struct npi_buf *buf, const struct npi_caption_word *words,
                      size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && are_apart(words[i - 1].text, words[i].text))
            npi_buf_putc(buf, ' ');
        npi_buf_put(buf, words[i].text);
    }
}

static struct np_str text_of(struct npi_arena *arena,
                             const struct npi_caption_word *words, size_t n)
{
    struct npi_buf buf;
    struct np_str text;

    npi_buf_init(&buf, NPI_BUF_MAX);
    put_words(&buf, words, n);
    text = npi_arena_str(arena, npi_buf_str(&buf));
    if (buf.error)
        text.ptr = NULL;
    npi_buf_release(&buf);
    return text;
}

struct npi_second_layer {
    const struct npi_settings *settings;
    const struct npi_text_filter *filter;
    struct npi_words words;
    struct npi_bonds bonds; /* nothing is known of this language */
    struct npi_stretch stretch;
    struct npi_arena arena; /* of the text that is looked at */
    size_t *cells;          /* by word: where it begins; NP_NONE inside a
                               cluster */
};

struct npi_second_layer *
npi_second_layer_open(struct npi_arena *scratch,
                      const struct npi_settings *settings,
                      const struct npi_text_filter *filter)
{
    struct npi_second_layer *layer = NPI_ARENA_NEW(scratch,
                                                   struct npi_second_layer, 1);

    if (layer) {
        layer->settings = settings;
        layer->filter = filter;
        npi_arena_init(&layer->arena);
    }
    return layer;
}

void npi_second_layer_close(struct npi_second_layer *layer)
{
    npi_words_release(&layer->words);
    npi_arena_release(&layer->arena);
}

/* Half-widths of a line so short that any clause might be cut: what is in it is
 * looked at. */
#define SHORT 8

/* Words that are read at a time, and as many on either side as a place may
 * depend on. */
#define BLOCK 400
#define AROUND 40

/* text is read into the layer's stretch, whose own text goes to keep. */
static enum np_status read_text(struct npi_second_layer *layer,
                                struct npi_arena *keep, struct np_str text,
                                struct npi_text_rule rule, uint32_t limit)
{
    size_t n = npi_sentence_count(text, SIZE_MAX);
    struct npi_stretch *s = &layer->stretch;
    struct npi_splitter splitter = {.text = text,
                                    .script = npi_script_of_text(text)};
    struct np_sentence *sentences;
    size_t bytes = text.len + n;
    enum np_status status;

    sentences = NPI_ARENA_NEW(&layer->arena, struct np_sentence, n);
    s->cells = NPI_ARENA_NEW(&layer->arena, struct npi_cell, bytes + 2);
    if (!sentences || !s->cells)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        npi_sentence_next(&splitter, &sentences[i].text);
    status = npi_stretch_read(keep, sentences, n, bytes, rule, s);
    if (status != NP_OK || s->n == 0)
        return status;
    return npi_places_mark(&layer->words, &layer->bonds, s, limit);
}

/* Bytes that are not white space tell where a word begins, as white space may
 * have been folded. */
static void find_cells(struct npi_second_layer *layer,
                       const struct npi_caption_word *words, size_t n)
{
    const struct npi_stretch *s = &layer->stretch;
    size_t bytes = 0; /* of the cells before i */
    size_t ahead = 0; /* of the words before w */
    size_t i = 0;

    for (size_t w = 0; w < n; w++) {
        while (i < s->n &&
               (bytes < ahead || s->cells[i].kind == NPI_CELL_SPACE)) {
            if (s->cells[i].kind != NPI_CELL_SPACE)
                bytes += s->cells[i + 1].offset - s->cells[i].offset;
            i++;
        }
        layer->cells[w] = i < s->n && bytes == ahead ? i : NP_NONE;
        ahead += words[w].text.len;
    }
}

/* The places of words [from, to), of which those around are read too. */
static enum np_status read_block(struct npi_second_layer *layer,
                                 const struct npi_caption_word *words, size_t n,
                                 size_t from, size_t to,
                                 struct npi_second_word *places)
{
    const struct npi_text_rule rule = {.counting = layer->settings->counting};
    size_t low = from > AROUND ? from - AROUND : 0;
    size_t high = n - to > AROUND ? to + AROUND : n;
    struct np_str text;
    enum np_status status;

    npi_arena_release(&layer->arena);
    text = text_of(&layer->arena, words + low, high - low);
    layer->cells = NPI_ARENA_NEW(&layer->arena, size_t, high - low);
    if (!text.ptr || !layer->cells)
        return NP_ERR_NOMEM;
    status = read_text(layer, &layer->arena, text, rule, SHORT);
    if (status != NP_OK)
        return status;
    find_cells(layer, words + low, high - low);
    for (size_t w = from; w < to; w++) {
        size_t cell = layer->cells[w - low];

        places[w].place = cell == NP_NONE ? NPI_PLACE_FORCED
                                          : layer->stretch.cells[cell].place;
    }
    return NP_OK;
}

enum np_status npi_second_places(struct npi_second_layer *layer,
                                 const struct npi_caption_word *words, size_t n,
                                 struct npi_second_word *places)
{
    enum np_status status = NP_OK;

    for (size_t from = 0; status == NP_OK && from < n; from += BLOCK) {
        size_t to = n - from > BLOCK ? from + BLOCK : n;

        status = read_block(layer, words, n, from, to, places);
    }
    return status;
}

/* As few lines as it takes; a text that fits on none is one line. */
static struct npi_layout lay(const struct npi_second_layer *layer)
{
    const struct npi_stretch *s = &layer->stretch;
    struct npi_line_rule rule = {
        .limit = (uint32_t)layer->settings->line_length * 2};
    struct npi_layout layout = {0};

    if (rule.limit > NPI_LINE_LIMIT)
        rule.limit = NPI_LINE_LIMIT;
    for (rule.lines = 1; !layout.n && rule.lines <= NP_CUE_LINES; rule.lines++)
        layout = npi_lines_lay(s, &rule, 0, s->n, INT32_MAX);
    if (!layout.n)
        layout = (struct npi_layout){.ends = {s->n}, .n = 1};
    return layout;
}

static struct npi_text_rule text_rule(const struct npi_settings *settings)
{
    return (struct npi_text_rule){
        .counting = settings->counting,
        .drops_marks = settings->end_marks == NPI_END_MARKS_DROP,
        .spaces_marks = settings->inner_marks == NPI_INNER_MARKS_SPACE,
    };
}

enum np_status npi_second_lay(struct npi_arena *arena,
                              struct npi_second_layer *layer,
                              const struct npi_caption_word *words, size_t n,
                              struct np_cue *cue)
{
    const struct npi_stretch *s = &layer->stretch;
    struct npi_layout layout;
    struct np_str text;
    size_t from = 0;
    enum np_status status = NP_OK;

    npi_arena_release(&layer->arena);
    text = text_of(&layer->arena, words, n);
    if (!text.ptr)
        return NP_ERR_NOMEM;
    if (layer->filter)
        status = layer->filter->apply(layer->filter->user, &layer->arena, text,
                                      &text);
    if (status == NP_OK)
        status = read_text(layer, arena, text, text_rule(layer->settings),
                           (uint32_t)layer->settings->line_length * 2);
    if (status != NP_OK || s->n == 0)
        return status;
    layout = lay(layer);
    for (unsigned k = 0; k < layout.n; k++) {
        cue->second[k] = npi_stretch_line(s, from, layout.ends[k]);
        from = layout.ends[k];
    }
    cue->n_second = layout.n;
    return NP_OK;
}
