/* WebVTT chapters: a file for <track kind="chapters">, in which the cues of
 * inner levels lie inside those of outer ones (WebVTT 4.6, "WebVTT file using
 * only nested cues").
 *
 * No cue may be empty in time, but outlines have entries that start together
 * without being each other's parent: such an entry gives its title to the next
 * one, joined by " / ", as in the flat list. */
#include "base/line.h"
#include "base/str.h"
#include "export/vtt_text.h"
#include "export/writers.h"

/* Titles wait here until a cue can take them. */
struct pending {
    struct npi_buf text; /* as it will stand in the file */
    struct np_str last;  /* the title put last, not to say it twice */
};

static void add_title(struct pending *titles, struct np_str title)
{
    if (npi_line_blank(title))
        return;
    if (titles->text.len > 0) {
        if (npi_str_eq(titles->last, title))
            return;
        npi_buf_puts(&titles->text, " / ");
    }
    npi_line_put(&titles->text, NPI_MARKUP_WEBVTT, title);
    titles->last = title;
}

/* A chapter without any title is left out: a cue needs a text. */
static void flush(struct npi_buf *out, struct pending *titles, int64_t start,
                  int64_t end)
{
    if (titles->text.len > 0) {
        npi_vtt_times(out, start, end);
        npi_buf_put(out, npi_buf_str(&titles->text));
        npi_buf_putc(out, '\n');
    }
    if (titles->text.error)
        out->error = titles->text.error;
    npi_buf_clear(&titles->text);
}

enum np_status npi_write_chapters_vtt(struct npi_context *ctx,
                                      const struct npi_export_view *view,
                                      struct npi_buf *out)
{
    (void)ctx;
    int64_t levels = view->settings->levels;
    struct pending titles = {0};
    int64_t start = 0;
    npi_buf_init(&titles.text, NPI_BUF_MAX);
    npi_vtt_header(out, view->episode);
    for (size_t i = 0; i < view->timeline->n_chapters; i++) {
        const struct np_chapter *chapter = &view->timeline->chapters[i];
        if (levels != NPI_LEVELS_AUTO && chapter->level > levels)
            continue;
        start = chapter->start;
        add_title(&titles, chapter->title);
        if (chapter->end > start)
            flush(out, &titles, start, chapter->end);
    }
    flush(out, &titles, start, start + 1); /* starts where the episode ends */
    npi_buf_release(&titles.text);
    return out->error;
}
