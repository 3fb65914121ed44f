/* By letters: another script has the same number of them, or nearly so, in each
 * sentence; punctuation and spaces may be shown otherwise. */
#include "cues/second/source.h"

#include "base/str.h"
#include "base/utf8.h"

static bool is_letter(uint32_t cp)
{
    return npi_cp_is_cjk(cp) || npi_cp_is_alnum(cp);
}

static size_t count(struct np_str text)
{
    size_t n = 0;

    for (size_t at = 0; at < text.len;)
        n += is_letter(npi_utf8_next(text, &at));
    return n;
}

static size_t letters_of(const struct np_cue *cue)
{
    size_t n = 0;

    for (unsigned k = 0; k < cue->n_lines; k++)
        n += count(cue->lines[k]);
    return n;
}

static void go_to(struct npi_second_source *source, size_t sentence)
{
    source->sentence = sentence;
    source->counted = false;
    source->done = source->at = source->at_letter = 0;
}

static void count_both(struct npi_second_source *source)
{
    if (source->counted)
        return;
    source->n_shown = count(source->shown->sentences[source->sentence].text);
    source->n_spoken = count(source->spoken[source->sentence].text);
    source->counted = true;
}

/* The spoken text up to the place where `done` letters of the shown one end. */
static struct np_str take(struct npi_second_source *source)
{
    struct np_str text = source->spoken[source->sentence].text;
    size_t from = source->at;
    size_t end = source->n_shown
                     ? source->n_spoken * source->done / source->n_shown
                     : 0;

    if (source->done == source->n_shown) {
        source->at = text.len;
        return npi_str_sub(text, from, text.len);
    }
    while (source->at < text.len && source->at_letter < end)
        source->at_letter += is_letter(npi_utf8_next(text, &source->at));
    return npi_str_sub(text, from, source->at);
}

void npi_second_source_put(struct npi_second_source *source,
                           const struct np_cue *cue, struct npi_buf *out)
{
    size_t left = letters_of(cue);

    if (cue->first_sentence > source->sentence)
        go_to(source, cue->first_sentence);
    while (left > 0 && source->sentence < source->shown->n_sentences) {
        size_t n;

        count_both(source);
        n = source->n_shown - source->done;
        if (n == 0) {
            go_to(source, source->sentence + 1);
            continue;
        }
        n = n < left ? n : left;
        source->done += n;
        left -= n;
        npi_buf_put(out, take(source));
    }
}
