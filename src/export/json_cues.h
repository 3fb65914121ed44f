/* Cues in the JSON formats that are other people's. */
#ifndef NPI_EXPORT_JSON_CUES_H
#define NPI_EXPORT_JSON_CUES_H

#include "export/cue_text.h"
#include "export/json_text.h"

/* An array of what put writes for each cue with something to show; words is
 * room for a text, put clears it. */
void npi_json_cues(struct npi_json *json, const char *key,
                   const struct npi_export_view *view,
                   struct npi_speech *speech,
                   void (*put)(struct npi_json *json, struct npi_buf *words,
                               struct npi_speech *speech,
                               const struct np_cue *cue));

#endif
