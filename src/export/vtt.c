/* WebVTT subtitles: cues come in order and apart, names of speakers are voices.
 * The second language's lines are of class "second", which browsers show
 * smaller. */
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

static bool is_bilingual(const struct np_cues *cues)
{
    for (size_t i = 0; i < cues->n_cues; i++) {
        if (cues->cues[i].n_second > 0)
            return true;
    }
    return false;
}

enum np_status npi_vtt_write(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             const char *format, enum npi_speaker_mode own,
                             struct npi_buf *out)
{
    struct npi_speech speech;
    npi_speech_init(&speech, ctx, view, format, own, NPI_SPEAKER_CAN_VOICE);
    npi_vtt_header(out, view->said);
    if (is_bilingual(view->cues))
        npi_buf_puts(out, "\nSTYLE\n::cue(.second) {\n  font-size: 75%;\n}\n");
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
