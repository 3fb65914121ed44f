/* Sentences to a stretch of cells. White space is folded to one space and kept
 * from the ends; a no-break space between two words is a letter. Characters
 * that show nothing (direction marks, controls) join the cell before them, so
 * that no line is made of them alone. */
#include "cues/stretch.h"

#include "base/str.h"
#include "base/utf8.h"
#include "cues/grapheme.h"
#include "cues/places/kinsoku.h"
#include "cues/typography.h"

#include <string.h>
#include <unicode/uchar.h>

static bool is_no_break_space(uint32_t cp)
{
    return cp == 0xa0 || cp == 0x2007 || cp == 0x202f;
}

static bool is_space(uint32_t cp)
{
    return cp <= 0x3000 && npi_cp_is_space(cp);
}

static bool is_hangul(uint32_t cp)
{
    return cp >= 0x1100 &&
           u_getIntPropertyValue((UChar32)cp, UCHAR_HANGUL_SYLLABLE_TYPE) !=
               U_HST_NOT_APPLICABLE;
}

size_t npi_stretch_extent(const struct np_sentence *first, size_t n,
                          size_t *bytes)
{
    size_t taken = 0;
    *bytes = 0;
    while (taken < n && (!taken || *bytes < NPI_STRETCH_BYTES))
        *bytes += first[taken++].text.len + 1;
    return taken;
}

/* Korean and alphabetic scripts write a space between sentences, Chinese and
 * Japanese none. */
static bool wants_space(uint32_t left, uint32_t right, bool wide)
{
    if (is_hangul(left) || is_hangul(right))
        return true;
    return npi_cp_width(left, wide) < 2 && npi_cp_width(right, wide) < 2;
}

static enum npi_cell_kind kind_of(uint32_t cp)
{
    if (cp < 0x80)
        return cp == ' ' ? NPI_CELL_SPACE : NPI_CELL_WORD;
    if (cp >= 0x4e00 && cp <= 0x9fff)
        return NPI_CELL_DICT;
    if (is_hangul(cp))
        return NPI_CELL_WORD;
    if (npi_cp_is_cjk(cp) ||
        u_getIntPropertyValue((UChar32)cp, UCHAR_LINE_BREAK) ==
            U_LB_COMPLEX_CONTEXT)
        return NPI_CELL_DICT;
    if (cp >= 0x2000 && cp != 0x2013 && npi_cp_is_punct(cp))
        return NPI_CELL_PUNCT;
    if (cp >= 0x2000 &&
        u_hasBinaryProperty((UChar32)cp, UCHAR_EXTENDED_PICTOGRAPHIC))
        return NPI_CELL_SYMBOL;
    return NPI_CELL_WORD;
}

struct reader {
    struct npi_stretch *out;
    struct npi_text_rule rule;
    char *text; /* out->text being written */
    size_t len;
    uint32_t pos;
    bool odd_quote; /* inside "…" of ASCII */
};

static unsigned flags_of(struct reader *r, uint32_t cp)
{
    if (cp == '"') {
        r->odd_quote = !r->odd_quote;
        return r->odd_quote ? NPI_CELL_OPENS : NPI_CELL_CLOSES;
    }
    if ((cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z'))
        return 0;
    switch (u_charType((UChar32)cp)) {
    case U_START_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
        return NPI_CELL_OPENS;
    case U_END_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
        return NPI_CELL_CLOSES;
    default:
        return 0;
    }
}

static struct npi_cell *put_cell(struct reader *r, uint32_t cp,
                                 struct np_str cluster, size_t sentence)
{
    struct npi_stretch *out = r->out;
    enum npi_cell_kind kind = kind_of(cp);
    unsigned width = npi_grapheme_width(cluster, out->counting);
    memcpy(r->text + r->len, cluster.ptr, cluster.len);
    bool plain = kind == NPI_CELL_DICT || kind == NPI_CELL_SPACE;
    struct npi_cell *cell = &out->cells[out->n++];
    *cell = (struct npi_cell){
        .cp = cp,
        .offset = (uint32_t)r->len,
        .pos = r->pos,
        .sentence = (uint32_t)sentence,
        .width = (uint8_t)(width ? width : 1),
        .kind = (uint8_t)kind,
        .flags = (uint8_t)(plain ? 0 : flags_of(r, cp)),
    };
    r->pos += cell->width;
    r->len += cluster.len;
    return cell;
}

static bool is_plain_mark(uint32_t cp)
{
    return cp == 0x3001 || cp == 0x3002 || cp == 0xff0c || cp == 0xff1b;
}

/* What a mark is in a line, of which `after` is the rest: one of several
 * (。。。) says more than a pause, and one before a closing quote stands with
 * it. */
static void show_mark(struct reader *r, struct npi_cell *cell,
                      struct np_str after)
{
    size_t at = 0;
    uint32_t next = after.len ? npi_utf8_next(after, &at) : 0;
    bool alone = r->len - cell->offset == 3; /* no accent on it */
    if (!alone || is_plain_mark(next) || is_plain_mark(cell[-1].cp))
        return;
    /* A line's end says 。 as well, but not that a list goes on: 、 stays. */
    if (r->rule.drops_marks && cell->cp != 0x3001)
        cell->flags |= NPI_CELL_DROPS;
    if (!r->rule.spaces_marks || (cell->cp != 0x3002 && cell->cp != 0xff0c) ||
        npi_kinsoku_no_start(next))
        return;
    cell->flags |= NPI_CELL_DROPS | NPI_CELL_BLANK;
    r->text[cell->offset] = ' ';
    r->len = cell->offset + 1;
    cell->width = (uint8_t)npi_grapheme_width((struct np_str){" ", 1},
                                              r->rule.counting);
    r->pos = cell->pos + cell->width;
}

/* Takes white space off the end of what has been read. */
static void drop_space(struct reader *r)
{
    struct npi_stretch *out = r->out;
    while (out->n && is_space(out->cells[out->n - 1].cp)) {
        struct npi_cell *last = &out->cells[--out->n];
        r->len = last->offset;
        r->pos = last->pos;
    }
}

/* A space belongs to the words on its left. */
static void put_space(struct reader *r)
{
    struct npi_stretch *out = r->out;
    drop_space(r);
    if (out->n && !(out->cells[out->n - 1].flags & NPI_CELL_BLANK))
        put_cell(r, ' ', (struct np_str){" ", 1},
                 out->cells[out->n - 1].sentence);
}

static void put_cluster(struct reader *r, uint32_t cp, struct np_str cluster,
                        size_t sentence, bool starts)
{
    struct npi_stretch *out = r->out;
    if (!starts && npi_typography_shows_nothing(cp) && out->n &&
        !is_space(out->cells[out->n - 1].cp)) {
        memcpy(r->text + r->len, cluster.ptr, cluster.len);
        r->len += cluster.len;
        return;
    }
    if (starts && out->n &&
        wants_space(out->cells[out->n - 1].cp, cp,
                    out->counting == NPI_COUNT_WIDE))
        put_space(r);
    put_cell(r, cp, cluster, sentence);
}

/* A space is one that a line may break at, or a no-break space with a word on
 * its left; drop_space() sees to the right. */
static bool is_break(const struct reader *r, uint32_t cp)
{
    const struct npi_stretch *out = r->out;
    if (!is_space(cp))
        return false;
    return !is_no_break_space(cp) || !out->n ||
           out->cells[out->n - 1].kind == NPI_CELL_SPACE;
}

static void read_sentence(struct reader *r, const struct np_sentence *sentence,
                          size_t index)
{
    struct np_str text = sentence->text;
    size_t first = NP_NONE;
    r->odd_quote = false;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t cp = npi_grapheme_next(text, &at);
        if (is_space(cp)) {
            /* An accent on a space is a character of its own. */
            at = from;
            npi_utf8_next(text, &at);
        }
        if (is_space(cp) && (first == NP_NONE || is_break(r, cp))) {
            if (first != NP_NONE)
                put_space(r);
            continue;
        }
        struct np_str cluster = {text.ptr + from, at - from};
        put_cluster(r, cp, cluster, index, first == NP_NONE);
        if (is_plain_mark(cp) && first != NP_NONE)
            show_mark(r, &r->out->cells[r->out->n - 1],
                      npi_str_sub(text, at, text.len));
        if (first == NP_NONE)
            first = r->out->n - 1;
    }
    if (first == NP_NONE)
        return;
    drop_space(r);
    r->out->cells[first].flags |= NPI_CELL_SENTENCE;
    if (sentence->paragraph_start)
        r->out->cells[first].flags |= NPI_CELL_PARAGRAPH;
}

enum np_status npi_stretch_read(struct npi_arena *arena,
                                const struct np_sentence *first, size_t n,
                                size_t bytes, struct npi_text_rule rule,
                                struct npi_stretch *stretch)
{
    char *text = npi_arena_alloc(arena, bytes + 1, 1);
    if (!text)
        return NP_ERR_NOMEM;
    stretch->n = 0;
    stretch->n_sentences = n;
    stretch->counting = rule.counting;
    struct reader r = {.out = stretch, .rule = rule, .text = text};
    for (size_t i = 0; i < n; i++)
        read_sentence(&r, &first[i], i);
    stretch->text = (struct np_str){text, r.len};
    stretch->cells[stretch->n] = (struct npi_cell){
        .offset = (uint32_t)r.len, .pos = r.pos, .sentence = (uint32_t)n};
    return NP_OK;
}

struct np_str npi_stretch_line(const struct npi_stretch *s, size_t from,
                               size_t to)
{
    to = npi_stretch_shown(s, from, to);
    uint32_t start = s->cells[from].offset;
    return (struct np_str){s->text.ptr + start, s->cells[to].offset - start};
}
