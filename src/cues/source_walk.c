/* A cursor over the dialogue's sentences, moved along by the cues' lines; white
 * space is skipped on both sides. */
#include "cues/source_walk.h"

#include "base/str.h"
#include "base/utf8.h"

static struct np_str text_of(const struct npi_source_walk *walk)
{
    if (walk->sentence >= walk->episode->n_sentences)
        return (struct np_str){0};
    return walk->episode->sentences[walk->sentence].text;
}

/* Skips white space, also over the ends of sentences; true if there was any
 * inside a sentence. Ends at the text's end or before a character. */
static bool skip_space(struct npi_source_walk *walk)
{
    bool skipped = false;
    while (walk->sentence < walk->episode->n_sentences) {
        struct np_str text = text_of(walk);
        size_t next = walk->at;
        if (walk->at >= text.len) {
            walk->sentence++;
            walk->at = 0;
        } else if (npi_cp_is_space(npi_utf8_next(text, &next))) {
            walk->at = next;
            skipped = true;
        } else {
            break;
        }
    }
    return skipped;
}

static bool only_space_before(struct np_str text, size_t at)
{
    return npi_str_trim(npi_str_sub(text, 0, at)).len == 0;
}

static bool only_space_after(struct np_str text, size_t at)
{
    return npi_str_trim(npi_str_sub(text, at, text.len)).len == 0;
}

static void find_line(struct npi_source_walk *walk, struct np_str line,
                      struct npi_line_place *place)
{
    *place = (struct npi_line_place){0};
    bool space = skip_space(walk);
    bool starts = only_space_before(text_of(walk), walk->at);
    for (size_t i = 0; i < line.len;) {
        uint32_t cp = npi_utf8_next(line, &i);
        if (npi_cp_is_space(cp))
            continue;
        skip_space(walk);
        struct np_str text = text_of(walk);
        if (walk->at >= text.len || npi_utf8_next(text, &walk->at) != cp)
            return;
    }
    *place = (struct npi_line_place){
        .known = true,
        .starts_sentence = starts,
        .ends_sentence = only_space_after(text_of(walk), walk->at),
        .after_space = space,
    };
}

/* To where the cue's first word stands in the cue's first sentence. */
static void look_anew(struct npi_source_walk *walk, const struct np_cue *cue)
{
    struct np_str line = cue->n_lines ? cue->lines[0] : (struct np_str){0};
    struct np_str word = {0};
    npi_str_split(&line, ' ', &word);
    walk->sentence = cue->first_sentence;
    size_t at = npi_str_find(text_of(walk), word);
    walk->at = at == NP_NONE ? 0 : at;
}

static bool find_lines(struct npi_source_walk *walk, const struct np_cue *cue,
                       struct npi_line_place *places)
{
    bool known = true;
    for (unsigned k = 0; k < NP_CUE_LINES; k++) {
        places[k] = (struct npi_line_place){0};
        if (k < cue->n_lines && known) {
            find_line(walk, cue->lines[k], &places[k]);
            known = places[k].known;
        }
    }
    return known;
}

void npi_source_find(struct npi_source_walk *walk, const struct np_cue *cue,
                     struct npi_line_place *places)
{
    if (find_lines(walk, cue, places))
        return;
    look_anew(walk, cue);
    find_lines(walk, cue, places);
}
