/* Sentences of a paragraph. The rule is simple on purpose: it is documented,
 * and other programs count sentences by it. Which points belong to
 * abbreviations is decided elsewhere. */
#include "notes/sentence.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/abbreviation.h"

static bool ends_always(uint32_t cp)
{
    switch (cp) {
    case 0x3002: /* 。 */
    case 0xff61: /* ｡ */
    case 0xff01: /* ！ */
    case 0xff1f: /* ？ */
    case 0x203c: /* ‼ */
    case 0x2047: /* ⁇ */
    case 0x2048: /* ⁈ */
    case 0x2049: /* ⁉ */
    case 0x061f: /* ؟ */
    case 0x06d4: /* ۔ */
    case 0x0964: /* । */
    case 0x0965: /* ॥ */
        return true;
    default:
        return false;
    }
}

static bool ends_maybe(uint32_t cp)
{
    return cp == '.' || cp == '!' || cp == '?';
}

/* In Chinese and Japanese, ! and ? end a sentence as ！ and ？ do, and a point
 * never does. */
static bool is_cjk(const struct npi_splitter *s)
{
    return s->script == NPI_SCRIPT_HAN || s->script == NPI_SCRIPT_KANA;
}

/* Letters that have no capitals. */
static bool is_caseless(const struct npi_splitter *s)
{
    switch (s->script) {
    case NPI_SCRIPT_HANGUL:
    case NPI_SCRIPT_HEBREW:
    case NPI_SCRIPT_ARABIC:
    case NPI_SCRIPT_DEVANAGARI:
    case NPI_SCRIPT_THAI:
        return true;
    default:
        return false;
    }
}

static bool is_end(const struct npi_splitter *s, uint32_t cp)
{
    return ends_always(cp) || (ends_maybe(cp) && (cp != '.' || !is_cjk(s)));
}

static bool is_closer(const struct npi_splitter *s, uint32_t cp)
{
    switch (cp) {
    case ')':
    case ']':
    case '}':
    case '\'':
    case 0xbb:   /* » */
    case 0x203a: /* › */
    case 0x2019: /* ’ */
    case 0x201d: /* ” */
    case 0x3009: /* 〉 */
    case 0x300b: /* 》 */
    case 0x300d: /* 」 */
    case 0x300f: /* 』 */
    case 0x3011: /* 】 */
    case 0x3015: /* 〕 */
    case 0xff02: /* ＂ */
    case 0xff09: /* ） */
    case 0xff3d: /* ］ */
    case 0xff5d: /* ｝ */
        return true;
    case '"': /* closes only what is open */
        return s->quoted;
    default:
        return false;
    }
}

static uint32_t peek(const struct npi_splitter *s, size_t at)
{
    return at < s->text.len ? npi_utf8_next(s->text, &at) : 0;
}

/* What follows begins a sentence; mark: offset of the mark that may end one. */
static bool before_start(const struct npi_splitter *s, size_t mark)
{
    size_t at = s->at;
    if (at >= s->text.len)
        return true;
    if (!npi_cp_is_space(npi_utf8_next(s->text, &at)))
        return false;
    uint32_t next = peek(s, at);
    if (is_caseless(s))
        return npi_cp_is_alnum(next);
    bool point = s->at == mark + 1 && s->text.ptr[mark] == '.';
    return npi_cp_is_upper(next) &&
           !(point && npi_abbreviation_goes_on(s->text, mark, at));
}

/* Takes the run of end marks that cp began, and closers; true if the sentence
 * ends there. */
static bool take_end(struct npi_splitter *s, uint32_t cp)
{
    bool always = ends_always(cp) || is_cjk(s);
    size_t mark = s->at - 1;
    while (is_end(s, peek(s, s->at)))
        always = ends_always(npi_utf8_next(s->text, &s->at)) || always;
    while (is_closer(s, peek(s, s->at)))
        if (npi_utf8_next(s->text, &s->at) == '"')
            s->quoted = false;
    return always || before_start(s, mark);
}

bool npi_sentence_next(struct npi_splitter *s, struct np_str *sentence)
{
    size_t from = s->at;
    bool ended = false;
    while (s->at < s->text.len && !ended) {
        uint32_t cp = npi_utf8_next(s->text, &s->at);
        if (cp == '"')
            s->quoted = !s->quoted;
        ended = is_end(s, cp) && take_end(s, cp);
    }
    *sentence = npi_str_trim(npi_str_sub(s->text, from, s->at - from));
    return sentence->len > 0;
}

size_t npi_sentence_count(struct np_str text, size_t most)
{
    struct npi_splitter splitter = {.text = text,
                                    .script = npi_script_of_text(text)};
    struct np_str sentence;
    size_t n = 0;

    while (n < most && npi_sentence_next(&splitter, &sentence))
        n++;
    return n;
}

bool npi_sentence_is_direction(struct np_str s)
{
    bool any = false;
    for (size_t at = 0; at < s.len;) {
        uint32_t cp = npi_utf8_next(s, &at);
        uint32_t close = npi_cp_closing(cp);
        if (!close && (npi_cp_is_alnum(cp) || !any))
            return false;
        while (close && at < s.len && npi_utf8_next(s, &at) != close)
            continue;
        any = true;
    }
    return any;
}
