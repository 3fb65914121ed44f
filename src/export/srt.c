/* SubRip subtitles. There is no specification; what is written here is what
 * FFmpeg, VLC and mpv read alike: a number, a line of times with decimal
 * commas, lines of text, an empty line. */
#include "base/stamp.h"
#include "export/cue_text.h"
#include "export/writers.h"

static void put_line(struct npi_buf *out, struct np_str text)
{
    npi_line_put(out, NPI_MARKUP_SUBRIP, text);
}

static const struct npi_cue_form form = {.line = put_line, .line_break = "\n"};

static void put_head(struct npi_buf *out, uint64_t number,
                     const struct np_cue *cue)
{
    npi_buf_put_u64(out, number);
    npi_buf_putc(out, '\n');
    npi_stamp_write(out, cue->start, NPI_STAMP_SRT);
    npi_buf_puts(out, " --> ");
    npi_stamp_write(out, npi_cue_end(cue, 1), NPI_STAMP_SRT);
    npi_buf_putc(out, '\n');
}

enum np_status npi_write_srt(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             struct npi_buf *out)
{
    uint64_t number = 0;
    struct npi_speech speech;
    npi_speech_init(&speech, ctx, view, "srt", NPI_SPEAKER_NEVER, 0);
    for (size_t i = 0; i < view->cues->n_cues; i++) {
        const struct np_cue *cue = &view->cues->cues[i];
        if (npi_cue_blank(cue))
            continue;
        if (number > 0)
            npi_buf_putc(out, '\n');
        put_head(out, ++number, cue);
        npi_cue_put(out, &form, &speech, cue);
        npi_buf_putc(out, '\n');
    }
    return out->error;
}
