/* A podcast's transcript as JSON (Podcasting 2.0, "Transcripts", version
 * 1.0.0): segments with times in seconds, who speaks and what. */
#include "base/str.h"
#include "export/json_cues.h"
#include "export/writers.h"

static const struct npi_cue_form form = {.line = npi_cue_plain};

static void put_segment(struct npi_json *json, struct npi_buf *words,
                        struct npi_speech *speech, const struct np_cue *cue)
{
    struct np_str name = npi_speaker_name(speech->said, cue);
    npi_buf_clear(words);
    npi_json_row(json);
    if (speech->mode == NPI_SPEAKER_VOICE && name.ptr) {
        npi_cue_plain(words, name);
        npi_json_str(json, "speaker", npi_buf_str(words));
        npi_buf_clear(words);
    }
    npi_json_time(json, "startTime", cue->start);
    npi_json_time(json, "endTime", npi_cue_end(cue, 1));
    npi_cue_put(words, &form, speech, cue);
    npi_json_str(json, "body", npi_buf_str(words));
    npi_json_end_object(json);
}

enum np_status npi_write_podcast_json(struct npi_context *ctx,
                                      const struct npi_export_view *view,
                                      struct npi_buf *out)
{
    struct npi_json json = {.out = out};
    struct npi_speech speech;
    npi_speech_init(&speech, ctx, view, "podcast-json", NPI_SPEAKER_VOICE,
                    NPI_SPEAKER_CAN_VOICE);
    npi_json_object(&json, NULL);
    npi_json_str(&json, "version", npi_str("1.0.0"));
    npi_json_cues(&json, "segments", view, &speech, put_segment);
    npi_json_end_object(&json);
    npi_buf_putc(out, '\n');
    return out->error;
}
