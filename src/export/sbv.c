/* SubViewer's captions as YouTube takes and gives them ("SBV"): a line of times
 * that a comma parts, lines of text, an empty line. [br] would be a line break:
 * a WORD JOINER keeps it apart. */
#include "base/str.h"
#include "export/cue_text.h"
#include "export/writers.h"

static void put_line(struct npi_buf *out, struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    while (npi_line_next(text, &at, &cp)) {
        npi_buf_put_cp(out, cp);
        if (cp == '[' &&
            npi_str_starts_nocase(npi_str_sub(text, at, 3), NPI_STR("br]")))
            npi_buf_put_cp(out, NPI_WORD_JOINER);
    }
}

static const struct npi_cue_form form = {.line = put_line, .line_break = "\n"};

/* 0:00:01.000 */
static void put_time(struct npi_buf *out, int64_t ms)
{
    uint64_t t = ms > 0 ? (uint64_t)ms : 0;
    npi_buf_put_u64(out, t / 3600000);
    npi_buf_putc(out, ':');
    npi_buf_put_padded(out, t / 60000 % 60, 2);
    npi_buf_putc(out, ':');
    npi_buf_put_padded(out, t / 1000 % 60, 2);
    npi_buf_putc(out, '.');
    npi_buf_put_padded(out, t % 1000, 3);
}

enum np_status npi_write_sbv(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             struct npi_buf *out)
{
    struct npi_speech speech;
    bool first = true;
    npi_speech_init(&speech, ctx, view, "sbv", NPI_SPEAKER_NEVER, 0);
    for (size_t i = 0; i < view->cues->n_cues; i++) {
        const struct np_cue *cue = &view->cues->cues[i];
        if (npi_cue_blank(cue))
            continue;
        if (!first)
            npi_buf_putc(out, '\n');
        first = false;
        put_time(out, cue->start);
        npi_buf_putc(out, ',');
        put_time(out, npi_cue_end(cue, 1));
        npi_buf_putc(out, '\n');
        npi_cue_put(out, &form, &speech, cue);
        npi_buf_putc(out, '\n');
    }
    return out->error;
}
