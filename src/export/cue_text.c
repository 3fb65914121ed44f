/* Lines of cues; see cue_text.h. */
#include "export/cue_text.h"

bool npi_cue_blank(const struct np_cue *cue)
{
    for (unsigned k = 0; k < cue->n_lines; k++) {
        if (!npi_line_blank(cue->lines[k]))
            return false;
    }
    return true;
}

void npi_cue_put(struct npi_buf *out, enum npi_markup markup,
                 const struct np_cue *cue)
{
    for (unsigned k = 0; k < cue->n_lines; k++) {
        if (npi_line_blank(cue->lines[k]))
            continue;
        npi_line_put(out, markup, cue->lines[k]);
        npi_buf_putc(out, '\n');
    }
}
