/* Where a stamp can stand: straight before the words, before the marks that
 * open with them, or behind the last sentence, where the words begin a line
 * (there a stamp would begin a paragraph). */
#include "notes/stamp_place.h"

#include "base/stamp.h"
#include "base/str.h"

#include <string.h>

/* What opens emphasis, code, a link, an address, or escapes. */
static const char OPENERS[] = "*_~`[<\\";
static const char CLOSERS[] = "*_~`";

static bool is_one_of(char c, const char *set)
{
    return c && strchr(set, c);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

/* The sentence's words do stand where its span says. */
static bool is_found(struct np_str text, const struct np_sentence *sentence)
{
    const size_t at = sentence->span.offset;

    return sentence->span.source != NP_NONE && at < text.len &&
           (text.ptr[at] == sentence->text.ptr[0] || text.ptr[at] == '&');
}

/* Before the marks that open at the words; the words when there are none. A
 * mark behind a colon or a word closes a label. */
static size_t before_marks(struct np_str text, size_t words)
{
    size_t at = words;
    struct np_str before;

    while (at > 0 && is_one_of(text.ptr[at - 1], OPENERS))
        at--;
    before = npi_str_sub(text, 0, at);
    if (at == 0 || is_blank(text.ptr[at - 1]) || is_line_end(text.ptr[at - 1]))
        return at;
    return (unsigned char)text.ptr[at - 1] < 0x80 ||
                   npi_str_ends(before, NPI_STR("："))
               ? words
               : at;
}

/* Nothing but blanks, quote marks and marks stand before it on its line. */
static bool begins_line(struct np_str text, size_t words)
{
    size_t at = before_marks(text, words);

    while (at > 0 && (is_blank(text.ptr[at - 1]) || text.ptr[at - 1] == '>'))
        at--;
    return at == 0 || is_line_end(text.ptr[at - 1]);
}

/* Behind the words of the sentence before, and the marks that close there;
 * NP_NONE when it is in another paragraph. */
static size_t behind_last(struct np_str text, const struct np_episode *episode,
                          size_t sentence)
{
    const struct np_sentence *last;
    size_t at;

    if (sentence == 0 || episode->sentences[sentence].paragraph_start)
        return NP_NONE;
    last = &episode->sentences[sentence - 1];
    if (!is_found(text, last))
        return NP_NONE;
    at = last->span.offset + last->span.length;
    while (at < text.len && is_one_of(text.ptr[at], CLOSERS))
        at++;
    return at <= episode->sentences[sentence].span.offset ? at : NP_NONE;
}

static bool find_offset(struct np_str text, const struct np_episode *episode,
                        size_t sentence, enum npi_stamp_way way, size_t *offset)
{
    const size_t words = episode->sentences[sentence].span.offset;
    const bool above = !episode->sentences[sentence].paragraph_start &&
                       begins_line(text, words);

    switch (way) {
    case NPI_STAMP_LINE_ABOVE:
        *offset = behind_last(text, episode, sentence);
        return above && *offset != NP_NONE;
    case NPI_STAMP_BEFORE_MARKS:
        *offset = before_marks(text, words);
        return !above && *offset < words;
    case NPI_STAMP_BEFORE_WORDS:
        *offset = words;
        return !above;
    case NPI_STAMP_WITH_COLON:
        *offset = before_marks(text, words);
        return !above;
    case NPI_STAMP_BEHIND_LAST:
        *offset = behind_last(text, episode, sentence);
        return !above && *offset != NP_NONE;
    case NPI_STAMP_WAYS:
        break;
    }
    return false;
}

static void put_stamp(struct npi_buf *buf, int64_t ms, enum npi_stamp_way way)
{
    const bool colon = way == NPI_STAMP_WITH_COLON;

    npi_buf_puts(buf, colon ? "(" : "[");
    npi_stamp_write(buf, ms, colon ? NPI_STAMP_VTT : NPI_STAMP_EXACT);
    npi_buf_puts(buf, colon ? "):" : "]");
}

bool npi_stamp_place(struct npi_arena *arena, struct np_str text,
                     const struct np_episode *episode, size_t sentence,
                     int64_t ms, enum npi_stamp_way way,
                     struct npi_insertion *insertion)
{
    const bool behind = way == NPI_STAMP_LINE_ABOVE ||
                        way == NPI_STAMP_BEHIND_LAST;
    struct npi_buf buf;
    size_t at;

    if (!is_found(text, &episode->sentences[sentence]) ||
        !find_offset(text, episode, sentence, way, &at))
        return false;
    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_puts(&buf, behind ? " " : "");
    put_stamp(&buf, ms, way);
    if (!behind || (at < text.len && !is_blank(text.ptr[at]) &&
                    !is_line_end(text.ptr[at])))
        npi_buf_puts(&buf, " ");
    *insertion = (struct npi_insertion){.offset = at};
    if (buf.error == NP_OK)
        insertion->text = npi_arena_str(arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return true;
}
