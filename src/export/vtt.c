/* WebVTT subtitles. Names of speakers are not written. Cues come in order and
 * apart. */
#include "export/cue_text.h"
#include "export/vtt_text.h"
#include "export/writers.h"

enum np_status npi_write_vtt(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             struct npi_buf *out)
{
    (void)ctx;
    npi_vtt_header(out, view->said);
    for (size_t i = 0; i < view->cues->n_cues; i++) {
        const struct np_cue *cue = &view->cues->cues[i];
        if (npi_cue_blank(cue))
            continue;
        npi_vtt_times(out, cue->start, cue->end);
        npi_cue_put(out, NPI_MARKUP_WEBVTT, cue);
    }
    return out->error;
}
