/* Bilibili's subtitles, as its player loads them and its studio takes them
 * (no specification): JSON with how it looks and a body of cues. */
#include "base/str.h"
#include "export/json_cues.h"
#include "export/writers.h"

static const struct npi_cue_form form = {.line = npi_cue_plain,
                                         .line_break = "\n"};

#define BELOW 2 /* the place on the picture */

static void put_cue(struct npi_json *json, struct npi_buf *words,
                    struct npi_speech *speech, const struct np_cue *cue)
{
    npi_buf_clear(words);
    npi_cue_put(words, &form, speech, cue);
    npi_json_row(json);
    npi_json_time(json, "from", cue->start);
    npi_json_time(json, "to", npi_cue_end(cue, 1));
    npi_json_index(json, "location", BELOW);
    npi_json_str(json, "content", npi_buf_str(words));
    npi_json_end_object(json);
}

enum np_status npi_write_bcc(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             struct npi_buf *out)
{
    struct npi_json json = {.out = out};
    struct npi_speech speech;
    npi_speech_init(&speech, ctx, view, "bcc", NPI_SPEAKER_NEVER, 0);
    npi_json_object(&json, NULL);
    npi_json_share(&json, "font_size", 0.4);
    npi_json_str(&json, "font_color", npi_str("#FFFFFF"));
    npi_json_share(&json, "background_alpha", 0.5);
    npi_json_str(&json, "background_color", npi_str("#9C27B0"));
    npi_json_str(&json, "Stroke", npi_str("none"));
    npi_json_cues(&json, "body", view, &speech, put_cue);
    npi_json_end_object(&json);
    npi_buf_putc(out, '\n');
    return out->error;
}
