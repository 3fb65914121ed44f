/* One pass over a sentence, a rule a kind of sign. A rule looks at what was
 * written last and what comes next; where neither is Chinese it keeps out of
 * it. Spaces wait until the next character tells whether they stay. */
#include "cues/typography.h"

#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

#define SENTENCE_MAX ((size_t)1 << 30)
#define BRACKET_MAX 64 /* characters of brackets' inside that are looked at */

struct writer {
    const struct npi_settings *s;
    struct np_str text;
    size_t at;
    struct npi_buf out;
    uint32_t left;    /* written last, white space aside; 0: nothing yet */
    uint32_t space;   /* the white space that waits, or 0 */
    bool swallows;    /* a sign that brings its own space was written */
    bool quoted;      /* inside "…" that became another pair */
    unsigned bracket; /* ( that became （ and are open */
};

bool npi_typography_is_plain(const struct npi_settings *s)
{
    return s->end_marks != NPI_END_MARKS_DROP &&
           s->inner_marks == NPI_INNER_MARKS_KEEP && !s->full_width &&
           s->latin_space == NPI_LATIN_SPACE_AS_IS &&
           s->ellipsis == NPI_ELLIPSIS_AS_IS && !s->dash &&
           s->quotes == NPI_QUOTES_AS_IS;
}

bool npi_typography_shows_nothing(uint32_t cp)
{
    if ((cp >= 0x20 && cp < 0x7f) || (cp >= 0x3000 && cp < 0xa000))
        return false;
    int class = u_charType((UChar32)cp);
    return class == U_CONTROL_CHAR || class == U_FORMAT_CHAR;
}

bool npi_typography_may_change(uint32_t cp)
{
    return npi_cp_is_space(cp) || npi_cp_is_punct(cp) || cp == 0x22ef ||
           npi_typography_shows_nothing(cp);
}

/* Han and kana: they bring no spaces. */
static bool is_wide(uint32_t cp)
{
    bool hangul = (cp >= 0x1100 && cp < 0x1200) ||
                  (cp >= 0x3130 && cp < 0x3190) ||
                  (cp >= 0xa960 && cp < 0xd800);
    return cp >= 0x2e80 && npi_cp_is_cjk(cp) && !hangul;
}

/* … or a sign of theirs. */
static bool is_wide_sign(uint32_t cp)
{
    return (cp >= 0x3001 && cp <= 0x3011) || (cp >= 0xff01 && cp <= 0xff1f);
}

static bool beside_wide(uint32_t cp)
{
    return is_wide(cp) || is_wide_sign(cp);
}

static bool is_latin(uint32_t cp)
{
    switch (cp) {
    case '%':
    case '+':
    case '#':
    case '$':
    case '@':
        return true;
    default:
        return npi_cp_is_alnum(cp) && !npi_cp_is_cjk(cp) && cp < 0xff00;
    }
}

/* The character at byte `at`, or 0. */
static uint32_t peek(const struct writer *w, size_t at)
{
    return at < w->text.len ? npi_utf8_next(w->text, &at) : 0;
}

/* The next character that is no white space. */
static uint32_t peek_solid(const struct writer *w, size_t at)
{
    uint32_t cp = 0;
    while (at < w->text.len) {
        cp = npi_utf8_next(w->text, &at);
        if (!npi_cp_is_space(cp))
            return cp;
    }
    return 0;
}

static void put_space(struct writer *w, uint32_t cp)
{
    bool seam = (is_wide(w->left) && is_latin(cp)) ||
                (is_latin(w->left) && is_wide(cp));
    bool wanted = w->space != 0 && !w->swallows;
    if (seam && w->s->latin_space == NPI_LATIN_SPACE_NONE)
        wanted = false;
    if (seam && w->s->latin_space == NPI_LATIN_SPACE_ONE && w->left)
        wanted = true;
    if (wanted)
        npi_buf_put_cp(&w->out, w->space ? w->space : ' ');
    w->space = 0;
    w->swallows = false;
}

static void put(struct writer *w, uint32_t cp)
{
    put_space(w, cp);
    npi_buf_put_cp(&w->out, cp);
    w->left = cp;
}

/* A full-width sign in the place of a half-width one: it takes the place of
 * the spaces beside it too. */
static void put_wide(struct writer *w, uint32_t cp)
{
    w->space = 0;
    put(w, cp);
    w->swallows = true;
}

/* The end of the run of characters of a set that begins at w->at. */
static size_t run_end(const struct writer *w, bool (*is_in)(uint32_t cp),
                      size_t *n)
{
    size_t end = w->at;
    *n = 0;
    while (end < w->text.len) {
        size_t next = end;
        if (!is_in(npi_utf8_next(w->text, &next)))
            break;
        end = next;
        ++*n;
    }
    return end;
}

static bool is_dot(uint32_t cp)
{
    return cp == '.' || cp == 0x3002;
}

static bool is_dots(uint32_t cp)
{
    return cp == 0x2026 || cp == 0x22ef;
}

static bool rewrite_ellipsis(struct writer *w, uint32_t cp)
{
    size_t n;
    size_t end;
    uint32_t sign = w->s->ellipsis == NPI_ELLIPSIS_LOW ? 0x2026 : 0x22ef;
    if (w->s->ellipsis == NPI_ELLIPSIS_AS_IS || (!is_dot(cp) && !is_dots(cp)))
        return false;
    end = run_end(w, is_dots(cp) ? is_dots : is_dot, &n);
    if (is_dot(cp) && n < 3)
        return false;
    if (!beside_wide(w->left) && !beside_wide(peek_solid(w, end)))
        return false;
    put(w, sign);
    put(w, sign);
    w->at = end;
    return true;
}

static bool is_hyphen(uint32_t cp)
{
    return cp == '-';
}

static bool is_dash(uint32_t cp)
{
    return cp == 0x2014 || cp == 0x2015;
}

static bool rewrite_dash(struct writer *w, uint32_t cp)
{
    size_t n;
    size_t end;
    if (!w->s->dash || (!is_hyphen(cp) && !is_dash(cp)))
        return false;
    end = run_end(w, is_dash(cp) ? is_dash : is_hyphen, &n);
    if (is_hyphen(cp) && n < 2)
        return false;
    if (!beside_wide(w->left) && !beside_wide(peek_solid(w, end)))
        return false;
    put_wide(w, 0x2014);
    put_wide(w, 0x2014);
    w->at = end;
    return true;
}

/* “ ” ‘ ’ and 「 」 『 』, in one order. */
static const uint32_t curly[] = {0x201c, 0x201d, 0x2018, 0x2019};
static const uint32_t corner[] = {0x300c, 0x300d, 0x300e, 0x300f};

static bool is_apostrophe(const struct writer *w, uint32_t cp, size_t end)
{
    return cp == 0x2019 && is_latin(w->left) && !is_wide(peek(w, end)) &&
           is_latin(peek(w, end));
}

/* "…" beside Chinese; the pair is decided on where it opens. */
static bool rewrite_straight(struct writer *w, const uint32_t *to, size_t end)
{
    if (!w->quoted && !beside_wide(w->left) && !beside_wide(peek_solid(w, end)))
        return false;
    put(w, to[w->quoted ? 1 : 0]);
    w->quoted = !w->quoted;
    w->at = end;
    return true;
}

static bool rewrite_quote(struct writer *w, uint32_t cp)
{
    const struct npi_settings *s = w->s;
    const uint32_t *from = s->quotes == NPI_QUOTES_CORNER ? curly : corner;
    const uint32_t *to = s->quotes == NPI_QUOTES_CORNER ? corner : curly;
    size_t end = w->at;
    npi_utf8_next(w->text, &end);
    if (s->quotes == NPI_QUOTES_AS_IS || is_apostrophe(w, cp, end))
        return false;
    if (cp == '"')
        return rewrite_straight(w, to, end);
    for (size_t i = 0; i < 4; i++) {
        if (cp != from[i])
            continue;
        put(w, to[i]);
        w->at = end;
        return true;
    }
    return false;
}

/* Whether Chinese is said in the brackets whose inside begins at byte `at`. */
static bool holds_wide(const struct writer *w, size_t at)
{
    for (unsigned n = 0; n < BRACKET_MAX && at < w->text.len; n++) {
        uint32_t cp = npi_utf8_next(w->text, &at);
        if (cp == '(' || cp == ')')
            return false;
        if (is_wide(cp))
            return true;
    }
    return false;
}

/* The full-width form of a sign, if it stands beside Chinese; else 0. */
static uint32_t full_width(struct writer *w, uint32_t cp, size_t end)
{
    uint32_t next = peek(w, end);
    bool wide = beside_wide(w->left);
    switch (cp) {
    case ',':
    case ';':
    case ':':
    case '!':
    case '?':
        wide = wide || beside_wide(peek_solid(w, end));
        return wide && !is_dot(next) ? cp + 0xfee0 : 0;
    case '.':
        return wide && !is_latin(next) && !is_dot(next) && !is_dot(w->left)
                   ? 0x3002
                   : 0;
    case '(':
        if (!wide && !beside_wide(next) && !holds_wide(w, end))
            return 0;
        w->bracket++;
        return 0xff08;
    case ')':
        if (!w->bracket)
            return 0;
        w->bracket--;
        return 0xff09;
    default:
        return 0;
    }
}

static bool rewrite_form(struct writer *w, uint32_t cp)
{
    size_t end = w->at;
    uint32_t wide;
    npi_utf8_next(w->text, &end);
    if (!w->s->full_width)
        return false;
    if (cp >= 0xff10 && npi_cp_is_alnum(npi_cp_halfwidth(cp)) &&
        npi_cp_halfwidth(cp) < 0x80) {
        put(w, npi_cp_halfwidth(cp));
        w->at = end;
        return true;
    }
    wide = full_width(w, cp, end);
    if (!wide)
        return false;
    put_wide(w, wide);
    w->at = end;
    return true;
}

static void rewrite(struct writer *w)
{
    while (w->at < w->text.len) {
        size_t end = w->at;
        uint32_t cp = npi_utf8_next(w->text, &end);
        if (npi_cp_is_space(cp)) {
            w->space = cp;
            w->at = end;
            continue;
        }
        if (rewrite_ellipsis(w, cp) || rewrite_dash(w, cp) ||
            rewrite_quote(w, cp) || rewrite_form(w, cp))
            continue;
        put(w, cp);
        w->at = end;
    }
}

static enum np_status rewrite_all(struct npi_arena *arena, struct writer *w,
                                  struct np_sentence *sentences, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct np_str text = sentences[i].text;
        npi_buf_clear(&w->out);
        *w = (struct writer){.s = w->s, .text = text, .out = w->out};
        rewrite(w);
        if (w->out.error)
            return w->out.error;
        if (npi_str_eq(npi_buf_str(&w->out), text))
            continue;
        sentences[i].text = npi_arena_str(arena, npi_buf_str(&w->out));
        if (!sentences[i].text.ptr)
            return NP_ERR_NOMEM;
    }
    return NP_OK;
}

enum np_status npi_typography_apply(struct npi_arena *arena,
                                    const struct npi_settings *settings,
                                    const struct np_episode *episode,
                                    struct np_episode *shown)
{
    struct npi_settings signs = *settings;
    struct writer w = {.s = settings};
    struct np_sentence *sentences;
    enum np_status status;
    *shown = *episode;
    signs.end_marks = NPI_END_MARKS_KEEP;
    signs.inner_marks = NPI_INNER_MARKS_KEEP;
    if (npi_typography_is_plain(&signs) || !episode->n_sentences)
        return NP_OK;
    sentences = NPI_ARENA_NEW(arena, struct np_sentence, episode->n_sentences);
    if (!sentences)
        return NP_ERR_NOMEM;
    memcpy(sentences, episode->sentences,
           episode->n_sentences * sizeof *sentences);
    npi_buf_init(&w.out, SENTENCE_MAX);
    status = rewrite_all(arena, &w, sentences, episode->n_sentences);
    npi_buf_release(&w.out);
    shown->sentences = sentences;
    return status;
}
