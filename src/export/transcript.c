/* A transcript in Markdown (CommonMark 0.31): a heading a chapter, a paragraph
 * with time and name for what one person says at a stretch, the second language
 * quoted under it. Times are links where the episode has one.
 *
 * Text never stands at the start of a line but behind ">" and "#": what could
 * be markup inside a line has a backslash, and so has what could open a list or
 * a rule there. */
#include "base/str.h"
#include "export/paragraphs.h"
#include "export/writers.h"
#include <string.h>

/* "1." or "2)", which would open a list; *at is behind its digits then. */
static bool is_number(struct np_str text, size_t *at)
{
    while (*at < text.len && text.ptr[*at] >= '0' && text.ptr[*at] <= '9')
        ++*at;
    return *at > 0 && *at < text.len && strchr(".)", text.ptr[*at]);
}

static void put_line(struct npi_buf *out, struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    text = npi_str_trim(text);
    if (is_number(text, &at)) {
        npi_buf_put(out, npi_str_sub(text, 0, at));
        npi_buf_putc(out, '\\');
    } else if (text.len > 0 && strchr("+-=", text.ptr[0])) {
        npi_buf_putc(out, '\\');
        at = 0;
    } else {
        at = 0;
    }
    while (npi_line_next(text, &at, &cp)) {
        if (cp < 0x80 && strchr("\\`*_[]<>#~|&", (int)cp))
            npi_buf_putc(out, '\\');
        npi_buf_put_cp(out, cp);
    }
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

static void put_chapters(struct npi_buf *out, const struct npi_paragraphs *walk,
                         size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        unsigned level = walk->chapters[i].level;
        npi_buf_puts(out, "\n##");
        for (unsigned k = 1; k < level && k < 5; k++)
            npi_buf_putc(out, '#');
        npi_buf_putc(out, ' ');
        put_stamp(out, walk->view, walk->chapters[i].start);
        npi_buf_putc(out, ' ');
        put_line(out, walk->chapters[i].title);
        npi_buf_putc(out, '\n');
    }
}

static void put_paragraph(struct npi_buf *out, struct npi_speech *speech,
                          const struct npi_export_view *view,
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
    struct npi_paragraphs walk;
    struct npi_paragraph paragraph;
    struct npi_speech speech;
    enum np_status status = npi_paragraphs_init(&walk, ctx, view, NPI_STR(""));
    if (status)
        return status;
    npi_speech_init(&speech, ctx, view, "transcript", NPI_SPEAKER_ON_CHANGE, 0);
    put_head(out, view);
    while (npi_paragraphs_next(&walk, &paragraph)) {
        put_chapters(out, &walk, paragraph.from_chapter, paragraph.to_chapter);
        put_paragraph(out, &speech, view, &paragraph);
    }
    put_chapters(out, &walk, walk.chapter, walk.n_chapters);
    return out->error;
}
