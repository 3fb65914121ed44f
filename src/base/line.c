/* Escapes for subtitles' text. WebVTT has some. SubRip and 3GPP timed text have
 * none, and no specification keeps players from reading markup in them: <i>,
 * &lt; and \N are kept from it by a WORD JOINER, invisible and without width,
 * behind the character that opens them. It does not help against {\an8}: FFmpeg
 * hands braces on to libass, which hides all that stands between them. They are
 * written full-width. */
#include "base/line.h"
#include "base/str.h"
#include "base/utf8.h"

#define FULLWIDTH 0xfee0 /* from ASCII to the full-width form */

static bool is_break(uint32_t cp)
{
    return (cp >= 0x09 && cp <= 0x0d) || cp == 0x85 || cp == 0x2028 ||
           cp == 0x2029;
}

static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0);
}

bool npi_line_next(struct np_str text, size_t *at, uint32_t *cp)
{
    while (*at < text.len) {
        *cp = npi_utf8_next(text, at);
        if (*cp == '\r' && *at < text.len && text.ptr[*at] == '\n')
            ++*at;
        if (is_break(*cp))
            *cp = ' ';
        if (*cp == 0xfffe || *cp == 0xffff)
            *cp = 0xfffd;
        if (!is_control(*cp))
            return true;
    }
    return false;
}

bool npi_line_blank(struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    while (npi_line_next(text, &at, &cp)) {
        if (!npi_cp_is_space(cp))
            return false;
    }
    return true;
}

/* "&lt;" or "&#60;": rest begins behind the "&". */
static bool is_entity(struct np_str rest)
{
    size_t i = 0;
    while (i < rest.len && i < 10) {
        char c = rest.ptr[i++];
        if (c == ';')
            return i > 1;
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '#'))
            return false;
    }
    return false;
}

/* Where the run of bytes that every format takes as they are ends: ASCII
 * letters and spaces, and U+3000..U+CFFF, which is Chinese and its punctuation.
 */
static size_t plain_end(struct np_str text, size_t at)
{
    while (at < text.len) {
        unsigned char c = (unsigned char)text.ptr[at];
        if (c >= 0xe3 && c <= 0xec && text.len - at >= 3 &&
            npi_utf8_continues((unsigned char)text.ptr[at + 1]) &&
            npi_utf8_continues((unsigned char)text.ptr[at + 2]))
            at += 3;
        else if (c == ' ' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            at++;
        else
            break;
    }
    return at;
}

static void put_webvtt(struct npi_buf *out, uint32_t cp)
{
    if (cp == '&')
        npi_buf_puts(out, "&amp;");
    else if (cp == '<')
        npi_buf_puts(out, "&lt;");
    else if (cp == '>')
        npi_buf_puts(out, "&gt;");
    else
        npi_buf_put_cp(out, cp);
}

static bool opens_markup(enum npi_markup markup, uint32_t cp,
                         struct np_str rest)
{
    if (cp == '\\')
        return true;
    return markup == NPI_MARKUP_SUBRIP &&
           (cp == '<' || (cp == '&' && is_entity(rest)));
}

static void put_joined(struct npi_buf *out, enum npi_markup markup,
                       struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    unsigned dashes = 0;
    for (;;) {
        size_t end = plain_end(text, at);
        npi_buf_put(out, (struct np_str){text.ptr + at, end - at});
        dashes = end > at ? 0 : dashes;
        at = end;
        if (!npi_line_next(text, &at, &cp))
            return;
        struct np_str rest = {text.ptr + at, text.len - at};
        if (markup == NPI_MARKUP_SUBRIP && cp == '>' && dashes >= 2)
            npi_buf_put_cp(out, NPI_WORD_JOINER);
        if (cp == '{' || cp == '}')
            cp += FULLWIDTH;
        npi_buf_put_cp(out, cp);
        if (opens_markup(markup, cp, rest))
            npi_buf_put_cp(out, NPI_WORD_JOINER);
        dashes = cp == '-' ? dashes + 1 : 0;
    }
}

void npi_line_put(struct npi_buf *out, enum npi_markup markup,
                  struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    if (markup != NPI_MARKUP_WEBVTT) {
        put_joined(out, markup, text);
        return;
    }
    for (;;) {
        size_t end = plain_end(text, at);
        npi_buf_put(out, (struct np_str){text.ptr + at, end - at});
        at = end;
        if (!npi_line_next(text, &at, &cp))
            return;
        put_webvtt(out, cp);
    }
}
