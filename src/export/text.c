/* A transcript as plain text: title and link, chapters on lines of their own,
 * then a line a paragraph, with time and name. Nothing is markup in it. */
#include "export/paragraphs.h"
#include "export/writers.h"

static void put_head(struct npi_buf *out, const struct npi_export_view *view)
{
    const struct np_str lines[] = {view->said->title, view->episode->show,
                                   view->episode->link};
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        if (npi_line_blank(lines[i]))
            continue;
        npi_cue_plain(out, lines[i]);
        npi_buf_putc(out, '\n');
    }
}

static void put_chapter(struct npi_buf *out, const struct npi_export_view *view,
                        const struct np_flat_chapter *chapter)
{
    (void)view;
    npi_buf_puts(out, "\n== ");
    npi_stamp_write(out, chapter->start, NPI_STAMP_SHORT);
    npi_buf_putc(out, ' ');
    npi_cue_plain(out, chapter->title);
    npi_buf_puts(out, " ==\n");
}

static void put_paragraph(struct npi_buf *out,
                          const struct npi_export_view *view,
                          struct npi_speech *speech,
                          const struct npi_paragraph *paragraph)
{
    bool dash;
    struct np_str name = npi_speech_next(speech, &paragraph->who, &dash);
    npi_buf_puts(out, "\n[");
    npi_stamp_write(out, paragraph->start, NPI_STAMP_SHORT);
    npi_buf_puts(out, dash ? "] - " : "] ");
    if (name.ptr) {
        npi_cue_plain(out, name);
        npi_buf_puts(out, npi_speaker_colon(name));
    }
    npi_paragraph_put(out, npi_cue_plain, view, paragraph);
    npi_buf_putc(out, '\n');
    npi_paragraph_put_second(out, npi_cue_plain, "", view, paragraph);
}

enum np_status npi_write_text(struct npi_context *ctx,
                              const struct npi_export_view *view,
                              struct npi_buf *out)
{
    const struct npi_paragraph_form form = {view->settings->mark, put_chapter,
                                            put_paragraph};
    struct npi_speech speech;
    npi_speech_init(&speech, ctx, view, "text", NPI_SPEAKER_ON_CHANGE, 0);
    put_head(out, view);
    return npi_paragraphs_put(ctx, view, &form, &speech, out);
}
