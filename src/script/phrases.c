/* See phrases.h. OpenCC does not tell which phrases it took. They are found by
 * asking again: a text and its words one by one come out the same unless a
 * phrase runs across a border, and where they differ (1 clause in 40) pairs of
 * words are tried with a cut at each character. */
#include "script/phrases.h"

#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"

/* Words longer than that are addresses, not words. */
#define WORD_MAX 48

/* Bytes of a text that may come again. */
#define TITLE_MAX 240

/* One text on its way. After an error nothing more is asked. */
struct run {
    struct npi_context *ctx;
    struct npi_phrases *phrases;
    struct np_str text;
    enum np_status status;
};

void npi_phrases_init(struct npi_phrases *phrases, struct npi_opencc *cc)
{
    *phrases = (struct npi_phrases){.cc = cc};
    npi_once_init(&phrases->once);
    npi_once_init(&phrases->whole);
}

void npi_phrases_release(struct npi_phrases *phrases)
{
    npi_script_words_release(&phrases->words);
    npi_once_release(&phrases->once);
    npi_once_release(&phrases->whole);
}

static bool is_ascii(struct np_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80)
            return false;
    return true;
}

/* Converts what is asked for the first time; empty after an error. */
static struct np_str convert_part(struct run *run, struct np_str part)
{
    struct npi_once *once = &run->phrases->once;
    struct np_str made = {"", 0};

    if (run->status == NP_OK)
        run->status = npi_opencc_convert(run->ctx, run->phrases->cc, part,
                                         &made);
    if (run->status != NP_OK)
        return made;
    made = npi_once_keep(once, part, made);
    if (made.ptr)
        return made;
    run->status = NP_ERR_NOMEM;
    return (struct np_str){"", 0};
}

/* What bytes [from, to) become by themselves; empty after an error. */
static struct np_str alone(struct run *run, size_t from, size_t to)
{
    struct np_str part = npi_str_sub(run->text, from, to - from);
    struct np_str made;

    if (is_ascii(part))
        return part;
    made = npi_once_find(&run->phrases->once, part);
    return made.ptr ? made : convert_part(run, part);
}

/* Whether [from, to) becomes what its parts become when it is cut at `at`. */
static bool same_cut(struct run *run, size_t from, size_t at, size_t to)
{
    struct np_str whole = alone(run, from, to);
    struct np_str left = alone(run, from, at);
    struct np_str right = alone(run, at, to);

    return whole.len == left.len + right.len && npi_str_starts(whole, left) &&
           npi_str_ends(whole, right);
}

static bool is_in(const char *list, struct np_str character)
{
    return npi_str_find(npi_str(list), character) != NP_NONE;
}

/* Whether the dictionary is to be believed that this is a word: a lone
 * character that is no function word is rather a piece of a term that it does
 * not know (鼠|标点|击). */
static bool stands(struct np_str word)
{
    static const char functions[] =
        "此被是才个個并並向不的了在有和与與或也都就还還很把将將从從对對让讓给給"
        "为"
        "為以而但能会會可要没沒最更太再又只这這那每各某我你您他她它";

    return npi_utf8_count(word) > 1 || is_in(functions, word);
}

/* 尝出|来: what a word ends with, but a phrase need not. */
static bool is_ending(struct np_str text)
{
    return is_in("来來去了着著过過的", text);
}

/* Whether [from, to) is more than spelled otherwise than its characters alone:
 * 字节 becomes 位元組, 面 only 面 or 麵. */
static bool is_reworded(struct run *run, size_t from, size_t to)
{
    struct np_str whole = alone(run, from, to);
    size_t others = 0;

    for (size_t at = from; at < to && run->status == NP_OK; from = at) {
        size_t end = 0;

        npi_utf8_next(run->text, &at);
        if (whole.len == 0)
            return true;
        npi_utf8_next(whole, &end);
        if (!npi_str_eq(npi_str_sub(whole, 0, end), alone(run, from, at)))
            others++;
        whole = npi_str_sub(whole, end, whole.len);
    }
    return others > 1 || whole.len > 0;
}

/* Two words as they stand in the text. */
struct pair {
    size_t from, border, to;
};

/* Whether a phrase takes the pair without what stands before `at`, which is in
 * the first word. A term of Taiwan is to be believed if that leaves it a lone
 * character of the second word. */
static bool tears_first(struct run *run, const struct pair *pair, size_t at)
{
    size_t second = pair->border;

    npi_utf8_next(run->text, &second);
    return same_cut(run, pair->from, at, pair->to) &&
           !same_cut(run, at, pair->border, pair->to) &&
           (second < pair->to || !is_reworded(run, at, pair->to));
}

/* The same without what stands behind `at`, in the second word. */
static bool tears_second(struct run *run, const struct pair *pair, size_t at)
{
    return same_cut(run, pair->from, at, pair->to) &&
           !is_ending(npi_str_sub(run->text, at, pair->to - at)) &&
           !same_cut(run, pair->from, pair->border, at) &&
           !is_reworded(run, pair->from, at);
}

static bool tears(struct run *run, const struct pair *pair)
{
    size_t at = pair->from;

    for (npi_utf8_next(run->text, &at); at < pair->to && run->status == NP_OK;
         npi_utf8_next(run->text, &at))
        if ((at < pair->border && tears_first(run, pair, at)) ||
            (at > pair->border && tears_second(run, pair, at)))
            return true;
    return false;
}

/* The first word that becomes something else in `whole`; n if none does. */
static size_t first_other(struct run *run, struct np_str whole)
{
    const struct npi_script_words *words = &run->phrases->words;
    size_t i = 1;

    for (; i < words->n && run->status == NP_OK; i++) {
        struct np_str made = alone(run, words->at[i - 1], words->at[i]);

        if (!npi_str_starts(whole, made))
            return i;
        whole = npi_str_sub(whole, made.len, whole.len);
    }
    return i;
}

/* The same from the end: where the last such word ends. */
static size_t last_other(struct run *run, struct np_str whole)
{
    const struct npi_script_words *words = &run->phrases->words;
    size_t i = words->n - 1;

    for (; i > 0 && run->status == NP_OK; i--) {
        struct np_str made = alone(run, words->at[i - 1], words->at[i]);

        if (!npi_str_ends(whole, made))
            return i;
        whole.len -= made.len;
    }
    return i;
}

/* Whether a phrase runs across border `i` of the words and tears one. */
static bool torn_at(struct run *run, size_t i)
{
    const size_t *at = run->phrases->words.at;
    struct pair pair = {at[i - 1], at[i], at[i + 1]};

    return pair.to - pair.from <= WORD_MAX &&
           stands(npi_str_sub(run->text, pair.from, pair.border - pair.from)) &&
           stands(npi_str_sub(run->text, pair.border, pair.to - pair.border)) &&
           !same_cut(run, pair.from, pair.border, pair.to) && tears(run, &pair);
}

/* The text in pieces: no phrase crosses from one to the next. */
static void put_pieces(struct run *run, size_t from, size_t to,
                       struct npi_buf *out)
{
    const struct npi_script_words *words = &run->phrases->words;
    size_t begun = 0;

    for (size_t i = from; i <= to && i + 1 < words->n; i++)
        if (torn_at(run, i)) {
            npi_buf_put(out, alone(run, begun, words->at[i]));
            begun = words->at[i];
        }
    if (begun > 0)
        npi_buf_put(out, alone(run, begun, run->text.len));
}

/* Cuts where phrases are torn, between the words that came out otherwise. */
static enum np_status mend(struct run *run, size_t from, size_t to,
                           struct np_str *converted)
{
    struct npi_buf out;

    npi_buf_init(&out, NPI_BUF_MAX);
    put_pieces(run, from, to, &out);
    if (run->status == NP_OK)
        run->status = out.error;
    if (run->status == NP_OK && out.len > 0) {
        *converted = npi_arena_str(run->ctx->arena, npi_buf_str(&out));
        run->status = converted->ptr ? NP_OK : NP_ERR_NOMEM;
    }
    npi_buf_release(&out);
    return run->status;
}

static enum np_status convert(struct run *run, struct np_str *converted)
{
    struct npi_script_words *words = &run->phrases->words;
    size_t from;
    size_t to;

    run->status = npi_opencc_convert(run->ctx, run->phrases->cc, run->text,
                                     converted);
    if (run->status != NP_OK || converted->ptr == run->text.ptr)
        return run->status;
    run->status = npi_script_words_cut(words, run->text);
    if (run->status != NP_OK)
        return run->status;
    from = first_other(run, *converted);
    if (run->status != NP_OK || from >= words->n)
        return run->status;
    to = last_other(run, *converted);
    return mend(run, from > 1 ? from - 1 : 1, to, converted);
}

enum np_status npi_phrases_convert(struct npi_context *ctx,
                                   struct npi_phrases *phrases,
                                   struct np_str text, struct np_str *converted)
{
    struct run run = {ctx, phrases, text, NP_OK};
    struct np_str known = npi_once_find(&phrases->whole, text);

    if (known.ptr) {
        *converted = npi_arena_str(ctx->arena, known);
        return converted->ptr ? NP_OK : NP_ERR_NOMEM;
    }
    if (convert(&run, converted) == NP_OK && text.len <= TITLE_MAX &&
        converted->ptr != text.ptr &&
        !npi_once_keep(&phrases->whole, text, *converted).ptr)
        return NP_ERR_NOMEM;
    return run.status;
}
