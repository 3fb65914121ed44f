/* Podcasting 2.0 chapters (JSON Chapters Format 1.2): one flat list. */
#include "base/line.h"
#include "base/str.h"
#include "export/cue_text.h"
#include "export/flat.h"
#include "export/json_text.h"
#include "export/writers.h"

static void put_text(struct npi_json *json, const char *key, struct np_str text)
{
    struct npi_buf line;
    npi_buf_init(&line, NPI_BUF_MAX);
    npi_cue_plain(&line, text);
    if (!npi_line_blank(text))
        npi_json_str(json, key, npi_buf_str(&line));
    if (line.error)
        json->out->error = line.error;
    npi_buf_release(&line);
}

enum np_status npi_write_podcast_chapters(struct npi_context *ctx,
                                          const struct npi_export_view *view,
                                          struct npi_buf *out)
{
    struct np_flat_chapters flat;
    struct npi_json json = {.out = out};
    enum np_status status = npi_flat_chapters(ctx, view, &flat);
    if (status)
        return status;
    npi_json_object(&json, NULL);
    npi_json_str(&json, "version", NPI_STR("1.2.0"));
    put_text(&json, "title", view->episode->title);
    put_text(&json, "podcastName", view->episode->show);
    npi_json_array(&json, "chapters");
    for (size_t i = 0; i < flat.n_chapters; i++) {
        npi_json_row(&json);
        npi_json_time(&json, "startTime", flat.chapters[i].start);
        npi_json_time(&json, "endTime", flat.chapters[i].end);
        put_text(&json, "title", flat.chapters[i].title);
        npi_json_end_object(&json);
    }
    npi_json_end_array(&json);
    npi_json_end_object(&json);
    npi_buf_putc(out, '\n');
    return out->error;
}
