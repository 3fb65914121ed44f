/* Chapters as OGM tools have them, which mkvmerge, MP4Box and many others read:
 * CHAPTERnn=HH:MM:SS.mmm and CHAPTERnnNAME=title, at least two digits. There is
 * no specification and no escape: a title is all that follows on its line. */
#include "base/line.h"
#include "base/stamp.h"
#include "export/flat.h"
#include "export/writers.h"

static void put_title(struct npi_buf *out, struct np_str title)
{
    size_t at = 0;
    uint32_t cp;
    while (npi_line_next(title, &at, &cp))
        npi_buf_put_cp(out, cp);
}

static void put_key(struct npi_buf *out, size_t i)
{
    npi_buf_puts(out, "CHAPTER");
    npi_buf_put_padded(out, i + 1, 2);
}

enum np_status npi_write_ogm(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             struct npi_buf *out)
{
    struct np_flat_chapters flat;
    enum np_status status = npi_flat_chapters(ctx, view, &flat);
    for (size_t i = 0; status == NP_OK && i < flat.n_chapters; i++) {
        put_key(out, i);
        npi_buf_putc(out, '=');
        npi_stamp_write(out, flat.chapters[i].start, NPI_STAMP_VTT);
        npi_buf_putc(out, '\n');
        put_key(out, i);
        npi_buf_puts(out, "NAME=");
        put_title(out, flat.chapters[i].title);
        npi_buf_putc(out, '\n');
    }
    return status == NP_OK ? out->error : status;
}
