/* A transcript in Markdown (CommonMark 0.31): a heading a chapter, a paragraph
 * with time and name for what one person says at a stretch, the second language
 * quoted under it. Times are links where the episode has one.
 *
 * Text never stands at the start of a line but behind ">" and "#": what could
 * be markup inside a line has a backslash, and so has what could open a list or
 * a rule there. */
#include "base/str.h"
#include "base/utf8.h"
#include "export/paragraphs.h"
#include "export/writers.h"
#include <string.h>

/* "1." or "2)" and "-" would open a list, "=" underline a heading. */
static bool opens_block(uint32_t cp, size_t at, size_t digits)
{
    if (at == 0)
        return cp == '+' || cp == '-' || cp == '=';
    return at == digits && (cp == '.' || cp == ')');
}

static void put_escaped(struct npi_buf *out, struct np_str text)
{
    size_t digits = 0;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t cp = npi_utf8_next(text, &at);
        if (opens_block(cp, from, digits) ||
            (cp < 0x80 && strchr("\\`*_[]<>#~|&", (int)cp)))
            npi_buf_putc(out, '\\');
        if (from == digits && cp >= '0' && cp <= '9')
            digits++;
        npi_buf_put_cp(out, cp);
    }
}

static void put_line(struct npi_buf *out, struct np_str text)
{
    struct npi_buf line;
    npi_buf_init(&line, NPI_BUF_MAX);
    npi_cue_plain(&line, text);
    put_escaped(out, npi_str_trim(npi_buf_str(&line)));
    if (line.error)
        out->error = line.error;
    npi_buf_release(&line);
}

static void put_stamp(struct npi_buf *out, const struct npi_export_view *view,
                      int64_t ms)
{
    struct npi_buf url;
    npi_buf_init(&url, NPI_BUF_MAX);
    bool linked = npi_link_at(&url, view, ms);
    npi_buf_puts(out, linked ? "[" : "");
    npi_stamp_write(out, ms, NPI_STAMP_SHORT);
    if (linked) {
        npi_buf_puts(out, "](");
        npi_buf_put(out, npi_buf_str(&url));
        npi_buf_putc(out, ')');
    }
    if (url.error)
        out->error = url.error;
    npi_buf_release(&url);
}

static void put_head(struct npi_buf *out, const struct npi_export_view *view)
{
    if (!npi_line_blank(view->said->title)) {
        npi_buf_puts(out, "# ");
        put_line(out, view->said->title);
        npi_buf_putc(out, '\n');
    }
    if (!npi_line_blank(view->episode->show)) {
        npi_buf_puts(out, "\n*");
        put_line(out, view->episode->show);
        npi_buf_puts(out, "*\n");
    }
}

static void put_chapter(struct npi_buf *out, const struct npi_export_view *view,
                        const struct np_flat_chapter *chapter)
{
    npi_buf_puts(out, "\n##");
    for (unsigned k = 1; k < chapter->level && k < 5; k++)
        npi_buf_putc(out, '#');
    npi_buf_putc(out, ' ');
    put_stamp(out, view, chapter->start);
    npi_buf_putc(out, ' ');
    put_line(out, chapter->title);
    npi_buf_putc(out, '\n');
}

static void put_paragraph(struct npi_buf *out,
                          const struct npi_export_view *view,
                          struct npi_speech *speech,
                          const struct npi_paragraph *paragraph)
{
    bool dash;
    struct np_str name = npi_speech_next(speech, &paragraph->who, &dash);
    npi_buf_putc(out, '\n');
    put_stamp(out, view, paragraph->start);
    npi_buf_puts(out, dash ? " – " : " ");
    if (name.ptr) {
        npi_buf_puts(out, "**");
        put_line(out, name);
        npi_buf_puts(out, ":** ");
    }
    npi_paragraph_put(out, put_line, view, paragraph);
    npi_buf_putc(out, '\n');
    npi_paragraph_put_second(out, put_line, "\n> ", view, paragraph);
}

enum np_status npi_write_transcript(struct npi_context *ctx,
                                    const struct npi_export_view *view,
                                    struct npi_buf *out)
{
    static const struct npi_paragraph_form form = {.chapter = put_chapter,
                                                   .paragraph = put_paragraph};
    struct npi_speech speech;
    npi_speech_init(&speech, ctx, view, "transcript", NPI_SPEAKER_ON_CHANGE, 0);
    put_head(out, view);
    return npi_paragraphs_put(ctx, view, &form, &speech, out);
}
