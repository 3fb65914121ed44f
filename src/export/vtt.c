/* WebVTT subtitles. Names of speakers are not written. Cues come in order and
 * apart; a line without a visible character would end the cue, so it is left
 * out, and a cue without any line too. */
#include "export/text.h"
#include "export/vtt_text.h"
#include "export/writers.h"

enum np_status npi_write_vtt(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             struct npi_buf *out)
{
    (void)ctx;
    npi_vtt_header(out, view->episode);
    for (size_t i = 0; i < view->cues->n_cues; i++) {
        const struct np_cue *cue = &view->cues->cues[i];
        if (npi_cue_blank(cue))
            continue;
        npi_vtt_times(out, cue->start, cue->end);
        for (unsigned k = 0; k < cue->n_lines; k++) {
            if (npi_text_blank(cue->lines[k]))
                continue;
            npi_vtt_put(out, cue->lines[k]);
            npi_buf_putc(out, '\n');
        }
    }
    return out->error;
}
