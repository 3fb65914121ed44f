/* LRC, the timed words that music players show (no specification): tags, then
 * a line a cue, [mm:ss.xx] before it. Minutes go on beyond 99. The second
 * language has a line of its own with the same stamp, as players take
 * translations. A stamp without words clears what is shown.
 *
 * "[" at the start of the words and "<" anywhere would open stamps: a WORD
 * JOINER keeps them from it. */
#include "export/cue_text.h"
#include "export/writers.h"

/* A silence this long clears the words. */
#define CLEAR_MS 1500

static void put_line(struct npi_buf *out, struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    while (npi_line_next(text, &at, &cp)) {
        npi_buf_put_cp(out, cp);
        if (cp == '[' || cp == '<')
            npi_buf_put_cp(out, NPI_WORD_JOINER);
    }
}

static const struct npi_cue_form form = {.line = put_line};

static void put_stamp(struct npi_buf *out, int64_t ms)
{
    uint64_t cs = ms > 0 ? (uint64_t)ms / 10 : 0;
    npi_buf_putc(out, '[');
    npi_buf_put_padded(out, cs / 6000, 2);
    npi_buf_putc(out, ':');
    npi_buf_put_padded(out, cs / 100 % 60, 2);
    npi_buf_putc(out, '.');
    npi_buf_put_padded(out, cs % 100, 2);
    npi_buf_putc(out, ']');
}

static void put_tag(struct npi_buf *out, const char *tag, struct np_str value)
{
    if (npi_line_blank(value))
        return;
    npi_buf_putc(out, '[');
    npi_buf_puts(out, tag);
    npi_buf_putc(out, ':');
    put_line(out, value);
    npi_buf_puts(out, "]\n");
}

static void put_cue(struct npi_buf *out, struct npi_speech *speech,
                    const struct np_cue *cue)
{
    struct np_cue main = *cue;
    struct np_cue second = *cue;
    main.n_second = 0;
    second.n_lines = 0;
    put_stamp(out, cue->start);
    npi_cue_put(out, &form, speech, &main);
    npi_buf_putc(out, '\n');
    if (npi_cue_blank(&second))
        return;
    put_stamp(out, cue->start);
    npi_cue_join(out, put_line, cue->second, cue->n_second);
    npi_buf_putc(out, '\n');
}

enum np_status npi_write_lrc(struct npi_context *ctx,
                             const struct npi_export_view *view,
                             struct npi_buf *out)
{
    const struct np_cues *cues = view->cues;
    struct npi_speech speech;
    npi_speech_init(&speech, ctx, view, "lrc", NPI_SPEAKER_ON_CHANGE, 0);
    put_tag(out, "ti", view->said->title);
    put_tag(out, "al", view->episode->show);
    npi_buf_puts(out, "[re:nopriors-export]\n");
    for (size_t i = 0; i < cues->n_cues; i++) {
        const struct np_cue *cue = &cues->cues[i];
        if (npi_cue_blank(cue))
            continue;
        put_cue(out, &speech, cue);
        if (i + 1 == cues->n_cues ||
            cues->cues[i + 1].start - cue->end >= CLEAR_MS) {
            put_stamp(out, npi_cue_end(cue, 10));
            npi_buf_putc(out, '\n');
        }
    }
    return out->error;
}
