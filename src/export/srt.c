/* SubRip subtitles. There is no specification; what is written here is what
 * FFmpeg, VLC and mpv read alike: a number, a line of times with decimal
 * commas, lines of text, an empty line.
 *
 * SubRip has no escape, yet players take <i>, \N and &lt; for markup. A WORD
 * JOINER (U+2060) behind the character that opens it, invisible and without
 * width, makes it text; so does one inside an arrow. It does not help against
 * {\an8}: FFmpeg hands braces on to libass, which hides all that is between
 * them. They are written full-width. */
#include "base/stamp.h"
#include "export/text.h"
#include "export/writers.h"

#define FULLWIDTH 0xfee0 /* from ASCII to the full-width form */

/* "&lt;" or "&#60;" at the start of rest, which begins behind the "&". */
static bool is_entity(struct np_str rest)
{
    size_t i = 0;
    while (i < rest.len && i < 10) {
        char c = rest.ptr[i++];
        if (c == ';')
            return i > 1;
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '#'))
            return false;
    }
    return false;
}

static void put_line(struct npi_buf *out, struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    unsigned dashes = 0;
    while (npi_text_next(text, &at, &cp)) {
        struct np_str rest = {text.ptr + at, text.len - at};
        if (cp == '>' && dashes >= 2)
            npi_buf_put_cp(out, NPI_WORD_JOINER);
        if (cp == '{' || cp == '}')
            cp += FULLWIDTH;
        npi_buf_put_cp(out, cp);
        if (cp == '<' || cp == '\\' || (cp == '&' && is_entity(rest)))
            npi_buf_put_cp(out, NPI_WORD_JOINER);
        dashes = cp == '-' ? dashes + 1 : 0;
    }
    npi_buf_putc(out, '\n');
}

static void put_cue(struct npi_buf *out, uint64_t number,
                    const struct np_cue *cue)
{
    npi_buf_put_u64(out, number);
    npi_buf_putc(out, '\n');
    npi_stamp_write(out, cue->start, NPI_STAMP_SRT);
    npi_buf_puts(out, " --> ");
    npi_stamp_write(out, cue->end, NPI_STAMP_SRT);
    npi_buf_putc(out, '\n');
    for (unsigned k = 0; k < cue->n_lines; k++) {
        if (!npi_text_blank(cue->lines[k]))
            put_line(out, cue->lines[k]);
    }
}

enum np_status npi_write_srt(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             struct npi_buf *out)
{
    (void)ctx;
    uint64_t number = 0;
    for (size_t i = 0; i < view->cues->n_cues; i++) {
        const struct np_cue *cue = &view->cues->cues[i];
        if (npi_cue_blank(cue))
            continue;
        if (number > 0)
            npi_buf_putc(out, '\n');
        put_cue(out, ++number, cue);
    }
    return out->error;
}
