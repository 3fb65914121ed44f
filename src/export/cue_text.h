/* What the writers of subtitles share: the lines of a cue. */
#ifndef NPI_EXPORT_CUE_TEXT_H
#define NPI_EXPORT_CUE_TEXT_H

#include "base/line.h"
#include <nopriors/cues.h>

/* True if the cue has nothing to show: it is left out. */
bool npi_cue_blank(const struct np_cue *cue);

/* The cue's lines, each with its line end. Lines without a visible character
 * are left out: an empty line would end the cue. */
void npi_cue_put(struct npi_buf *out, enum npi_markup markup,
                 const struct np_cue *cue);

#endif
