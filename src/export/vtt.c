/* WebVTT subtitles: cues come in order and apart, names of speakers are voices.
 * The lower of two languages is of class "second", for a page to show smaller;
 * a STYLE block would do that here, but FFmpeg 5.1 and players that use it find
 * no cue in a file that has one. */
#include "export/cue_text.h"
#include "export/vtt_text.h"
#include "export/writers.h"

static void put_line(struct npi_buf *out, struct np_str text)
{
    npi_line_put(out, NPI_MARKUP_WEBVTT, text);
}

static const struct npi_cue_form form = {.line = put_line,
                                         .line_break = "\n",
                                         .second = "<c.second>",
                                         .second_end = "</c>",
                                         .voice = "<v ",
                                         .voice_end = ">"};

enum np_status npi_vtt_write(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             const char *format, enum npi_speaker_mode own,
                             struct npi_buf *out)
{
    struct npi_speech speech;
    npi_speech_init(&speech, ctx, view, format, own, NPI_SPEAKER_CAN_VOICE);
    npi_vtt_header(out, view->said);
    for (size_t i = 0; i < view->cues->n_cues; i++) {
        const struct np_cue *cue = &view->cues->cues[i];
        if (npi_cue_blank(cue))
            continue;
        npi_vtt_times(out, cue->start, npi_cue_end(cue, 1));
        npi_cue_put(out, &form, &speech, cue);
        npi_buf_putc(out, '\n');
    }
    return out->error;
}

enum np_status npi_write_vtt(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             struct npi_buf *out)
{
    return npi_vtt_write(ctx, view, "vtt", NPI_SPEAKER_NEVER, out);
}
