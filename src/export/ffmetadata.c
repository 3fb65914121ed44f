/* FFmpeg's metadata file (libavformat/ffmetadec.c is the only definition):
 * ffmpeg -i x.ffmetadata -map_chapters, mpv --chapters-file.
 *
 * "key=value" lines; = ; # \ and line ends are escaped by a backslash. Without
 * TIMEBASE stamps would be nanoseconds. The keys are those that FFmpeg knows
 * from containers (libavformat/avformat.h, "Metadata API"). A summary's
 * paragraphs stay lines; all other values are one line. */
#include "base/line.h"
#include "base/str.h"
#include "export/flat.h"
#include "export/writers.h"

static void put_value(struct npi_buf *out, struct np_str text)
{
    size_t at = 0;
    uint32_t cp = 0;
    while (npi_line_next(text, &at, &cp)) {
        if (cp == '=' || cp == ';' || cp == '#' || cp == '\\')
            npi_buf_putc(out, '\\');
        npi_buf_put_cp(out, cp);
    }
    /* FFmpeg 5.1 joins the next line to one that ends in "\\\\". */
    if (cp == '\\')
        npi_buf_put_cp(out, NPI_WORD_JOINER);
}

static void put_pair(struct npi_buf *out, const char *key, struct np_str value)
{
    if (npi_line_blank(value))
        return;
    npi_buf_puts(out, key);
    npi_buf_putc(out, '=');
    put_value(out, value);
    npi_buf_putc(out, '\n');
}

static void put_lines(struct npi_buf *out, const char *key, struct np_str value)
{
    struct np_str line;
    bool first = true;
    if (npi_line_blank(value))
        return;
    npi_buf_puts(out, key);
    npi_buf_putc(out, '=');
    while (npi_str_split(&value, '\n', &line)) {
        if (!first)
            npi_buf_puts(out, "\\\n");
        put_value(out, line);
        first = false;
    }
    npi_buf_putc(out, '\n');
}

/* The i-th of several values in one: "key=first, second". */
static void put_nth(struct npi_buf *out, const char *key, size_t i,
                    struct np_str value)
{
    npi_buf_puts(out, i == 0 ? key : ",");
    npi_buf_putc(out, i == 0 ? '=' : ' ');
    put_value(out, value);
}

static void put_episode(struct npi_buf *out, const struct np_episode *episode)
{
    put_pair(out, "title", episode->title);
    for (size_t i = 0; i < episode->n_people; i++)
        put_nth(out, "artist", i, episode->people[i].name);
    npi_buf_puts(out, episode->n_people > 0 ? "\n" : "");
    put_pair(out, "album", episode->show);
    put_pair(out, "date", episode->date);
    put_pair(out, "comment", episode->link);
    put_lines(out, "description", episode->summary);
    for (size_t i = 0; i < episode->n_tags; i++)
        put_nth(out, "keywords", i, episode->tags[i].text);
    npi_buf_puts(out, episode->n_tags > 0 ? "\n" : "");
}

static void put_chapter(struct npi_buf *out,
                        const struct np_flat_chapter *chapter)
{
    npi_buf_puts(out, "\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=");
    npi_buf_put_i64(out, chapter->start);
    npi_buf_puts(out, "\nEND=");
    npi_buf_put_i64(out, chapter->end);
    npi_buf_putc(out, '\n');
    put_pair(out, "title", chapter->title);
}

enum np_status npi_write_ffmetadata(struct npi_context *ctx,
                                    const struct npi_export_view *view,
                                    struct npi_buf *out)
{
    struct np_flat_chapters flat;
    enum np_status status = npi_flat_chapters(ctx, view, &flat);
    if (status)
        return status;
    npi_buf_puts(out, ";FFMETADATA1\n");
    put_episode(out, view->episode);
    for (size_t i = 0; i < flat.n_chapters; i++)
        put_chapter(out, &flat.chapters[i]);
    return out->error;
}
