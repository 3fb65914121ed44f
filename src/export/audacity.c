/* Audacity's label track (manual, "Importing and Exporting Labels"): start and
 * end in seconds, and the label, divided by tabs. */
#include "base/line.h"
#include "export/flat.h"
#include "export/writers.h"

static void put_seconds(struct npi_buf *out, int64_t ms)
{
    npi_buf_put_u64(out, (uint64_t)ms / 1000);
    npi_buf_putc(out, '.');
    npi_buf_put_padded(out, (uint64_t)ms % 1000, 3);
    npi_buf_puts(out, "000\t");
}

enum np_status npi_write_audacity(struct npi_context *ctx,
                                  const struct npi_export_view *view,
                                  struct npi_buf *out)
{
    struct np_flat_chapters flat;
    enum np_status status = npi_flat_chapters(ctx, view, &flat);
    for (size_t i = 0; status == NP_OK && i < flat.n_chapters; i++) {
        size_t at = 0;
        uint32_t cp;
        put_seconds(out, flat.chapters[i].start);
        put_seconds(out, flat.chapters[i].end);
        while (npi_line_next(flat.chapters[i].title, &at, &cp))
            npi_buf_put_cp(out, cp);
        npi_buf_putc(out, '\n');
    }
    return status == NP_OK ? out->error : status;
}
