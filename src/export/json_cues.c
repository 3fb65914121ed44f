/* Cues as JSON; see json_cues.h. */
#include "export/json_cues.h"

void npi_json_cues(struct npi_json *json, const char *key,
                   const struct npi_export_view *view,
                   struct npi_speech *speech,
                   void (*put)(struct npi_json *json, struct npi_buf *words,
                               struct npi_speech *speech,
                               const struct np_cue *cue))
{
    struct npi_buf words;
    npi_buf_init(&words, NPI_BUF_MAX);
    npi_json_array(json, key);
    for (size_t i = 0; i < view->cues->n_cues; i++)
        if (!npi_cue_blank(&view->cues->cues[i]))
            put(json, &words, speech, &view->cues->cues[i]);
    npi_json_end_array(json);
    if (words.error)
        json->out->error = words.error;
    npi_buf_release(&words);
}
