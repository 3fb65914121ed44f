/* Makes text safe for one line of a text format: the part that does not depend
 * on the format. Escapes are each writer's own. */
#include "export/text.h"
#include "base/utf8.h"

static bool is_break(uint32_t cp)
{
    return (cp >= 0x09 && cp <= 0x0d) || cp == 0x85 || cp == 0x2028 ||
           cp == 0x2029;
}

static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0);
}

bool npi_text_next(struct np_str text, size_t *at, uint32_t *cp)
{
    while (*at < text.len) {
        *cp = npi_utf8_next(text, at);
        if (*cp == '\r' && *at < text.len && text.ptr[*at] == '\n')
            ++*at;
        if (is_break(*cp))
            *cp = ' ';
        if (!is_control(*cp))
            return true;
    }
    return false;
}

void npi_text_put(struct npi_buf *out, struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    while (npi_text_next(text, &at, &cp))
        npi_buf_put_cp(out, cp);
}

bool npi_text_blank(struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    while (npi_text_next(text, &at, &cp)) {
        if (!npi_cp_is_space(cp))
            return false;
    }
    return true;
}

bool npi_cue_blank(const struct np_cue *cue)
{
    for (unsigned k = 0; k < cue->n_lines; k++) {
        if (!npi_text_blank(cue->lines[k]))
            return false;
    }
    return true;
}
