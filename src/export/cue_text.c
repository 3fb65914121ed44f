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

static bool is_droppable(uint32_t cp)
{
    return cp == 0xff0c || cp == 0xff1b || cp == 0x3001 ||
           cp == 0x3002; /* ，；、。 */
}

/* The mark that stands before position at of the text, white space aside, if
 * `left` stands before the mark; 0 if there is none. */
static uint32_t mark_before(struct np_str text, size_t at, uint32_t left)
{
    uint32_t mark = 0;
    while (at > 0 && npi_cp_is_space(mark = npi_utf8_prev(text, &at)))
        ;
    bool follows = at > 0 && npi_utf8_prev(text, &at) == left;
    return follows && is_droppable(mark) ? mark : 0;
}

#define PROBE 4 /* characters by which a line is found in its sentence */

static struct np_str probe_of(struct np_str line)
{
    size_t at = 0;
    for (int i = 0; i < PROBE && at < line.len; i++)
        (void)npi_utf8_next(line, &at);
    return npi_str_sub(line, 0, at);
}

/* Cutting into lines may have dropped the comma between two of them (Chinese
 * subtitles): on one line it is needed again. The sentences still have it. */
static uint32_t find_dropped(const struct np_episode *said,
                             const struct np_cue *cue, struct np_str a,
                             struct np_str b)
{
    size_t end = a.len;
    uint32_t left = npi_utf8_prev(a, &end);
    struct np_str probe = probe_of(b);
    for (size_t i = cue->first_sentence;
         i <= cue->last_sentence && i < said->n_sentences; i++) {
        struct np_str text = said->sentences[i].text;
        for (size_t at = 0; at < text.len; at++) {
            size_t found = npi_str_find(npi_str_sub(text, at, text.len), probe);
            if (found == NP_NONE)
                break;
            at += found;
            uint32_t mark = 0;
            if (at > 0)
                mark = mark_before(text, at, left);
            else if (i > cue->first_sentence)
                mark = mark_before(said->sentences[i - 1].text,
                                   said->sentences[i - 1].text.len, left);
            if (mark)
                return mark;
        }
    }
    return 0;
}

/* What parts two texts that become one line. */
static void put_glue(struct npi_buf *out, const struct np_episode *said,
                     const struct np_cue *cue, struct np_str a, struct np_str b)
{
    char bytes[4];
    uint32_t mark = said ? find_dropped(said, cue, a, b) : 0;
    struct np_str left = a;
    if (mark) {
        npi_buf_put_cp(out, mark);
        left = (struct np_str){bytes, npi_utf8_put(mark, bytes)};
    }
    if (npi_cue_spaced(left, b))
        npi_buf_putc(out, ' ');
}

/* said: whose sentences the lines are cut from, or NULL. */
static void put_lines(struct npi_buf *out, const struct npi_cue_form *form,
                      const struct np_episode *said, const struct np_cue *cue,
                      const struct np_str *lines, unsigned n)
{
    struct np_str before = npi_str(NULL);
    for (unsigned k = 0; k < n; k++) {
        if (npi_line_blank(lines[k]))
            continue;
        if (before.ptr && form->line_break)
            npi_buf_puts(out, form->line_break);
        else if (before.ptr)
            put_glue(out, said, cue, before, lines[k]);
        form->line(out, lines[k]);
        before = lines[k];
    }
}

void npi_cue_join(struct npi_buf *out,
                  void (*line)(struct npi_buf *, struct np_str),
                  const struct np_str *lines, unsigned n)
{
    const struct npi_cue_form form = {.line = line};
    put_lines(out, &form, NULL, NULL, lines, n);
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
    put_lines(out, form, cue->second_above ? NULL : speech->said, cue, upper,
              n_upper);
    if (all_blank(lower, n_lower))
        return;
    if (!all_blank(upper, n_upper))
        npi_buf_puts(out, form->line_break ? form->line_break : " ");
    if (form->second)
        npi_buf_puts(out, form->second);
    put_lines(out, form, cue->second_above ? speech->said : NULL, cue, lower,
              n_lower);
    if (form->second_end)
        npi_buf_puts(out, form->second_end);
}
