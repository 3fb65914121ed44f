/* Lines of cues; see cue_text.h. */
#include "export/cue_text.h"
#include "base/str.h"
#include "base/utf8.h"

static bool all_blank(const struct np_str *lines, unsigned n)
{
    for (unsigned k = 0; k < n; k++) {
        if (!npi_line_blank(lines[k]))
            return false;
    }
    return true;
}

bool npi_cue_blank(const struct np_cue *cue)
{
    return all_blank(cue->lines, cue->n_lines) &&
           all_blank(cue->second, cue->n_second);
}

int64_t npi_cue_end(const struct np_cue *cue, int64_t grain)
{
    return cue->end < cue->start + grain ? cue->start + grain : cue->end;
}

void npi_cue_plain(struct npi_buf *out, struct np_str text)
{
    size_t at = 0;
    uint32_t cp;
    while (npi_line_next(text, &at, &cp))
        npi_buf_put_cp(out, cp);
}

static bool is_wide(uint32_t cp)
{
    return npi_cp_width(cp, false) == 2;
}

bool npi_cue_spaced(struct np_str a, struct np_str b)
{
    size_t end = a.len;
    size_t start = 0;
    if (a.len == 0 || b.len == 0)
        return false;
    uint32_t left = npi_utf8_prev(a, &end);
    uint32_t right = npi_utf8_next(b, &start);
    if (!is_wide(left) && !is_wide(right))
        return true;
    return !(is_wide(left) && is_wide(right)) &&
           !(is_wide(left) && npi_cp_is_punct(left)) &&
           !(is_wide(right) && npi_cp_is_punct(right));
}

static void put_lines(struct npi_buf *out,
                      void (*line)(struct npi_buf *, struct np_str),
                      const char *line_break, const struct np_str *lines,
                      unsigned n)
{
    struct np_str before = npi_str(NULL);
    for (unsigned k = 0; k < n; k++) {
        if (npi_line_blank(lines[k]))
            continue;
        if (before.ptr && line_break)
            npi_buf_puts(out, line_break);
        else if (before.ptr && npi_cue_spaced(before, lines[k]))
            npi_buf_putc(out, ' ');
        line(out, lines[k]);
        before = lines[k];
    }
}

void npi_cue_join(struct npi_buf *out,
                  void (*line)(struct npi_buf *, struct np_str),
                  const struct np_str *lines, unsigned n)
{
    put_lines(out, line, NULL, lines, n);
}

static void put_speaker(struct npi_buf *out, const struct npi_cue_form *form,
                        struct npi_speech *speech, const struct np_cue *cue)
{
    bool dash;
    struct np_str name = npi_speech_next(speech, cue, &dash);
    bool voice = speech->mode == NPI_SPEAKER_VOICE;
    if (dash)
        npi_buf_puts(out, "- ");
    if (!name.ptr || (voice && !form->voice))
        return;
    if (voice)
        npi_buf_puts(out, form->voice);
    form->line(out, name);
    npi_buf_puts(out, voice ? form->voice_end : npi_speaker_colon(name));
}

void npi_cue_put(struct npi_buf *out, const struct npi_cue_form *form,
                 struct npi_speech *speech, const struct np_cue *cue)
{
    const struct np_str *upper = cue->second_above ? cue->second : cue->lines;
    const struct np_str *lower = cue->second_above ? cue->lines : cue->second;
    unsigned n_upper = cue->second_above ? cue->n_second : cue->n_lines;
    unsigned n_lower = cue->second_above ? cue->n_lines : cue->n_second;

    put_speaker(out, form, speech, cue);
    put_lines(out, form->line, form->line_break, upper, n_upper);
    if (all_blank(lower, n_lower))
        return;
    if (!all_blank(upper, n_upper))
        npi_buf_puts(out, form->line_break ? form->line_break : " ");
    if (form->second)
        npi_buf_puts(out, form->second);
    put_lines(out, form->line, form->line_break, lower, n_lower);
    if (form->second_end)
        npi_buf_puts(out, form->second_end);
}
