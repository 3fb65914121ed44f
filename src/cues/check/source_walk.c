/* A cursor over the dialogue's sentences, moved along by the cues' lines; white
 * space and signs are skipped on both sides, as cues may have others. */
#include "cues/check/source_walk.h"

#include "base/str.h"
#include "base/utf8.h"
#include "cues/typography.h"

static struct np_str text_of(const struct npi_source_walk *walk)
{
    if (walk->sentence >= walk->episode->n_sentences)
        return (struct np_str){0};
    return walk->episode->sentences[walk->sentence].text;
}

/* Skips what typography may change (typography.h), also over the ends of
 * sentences; true if any that shows stood inside a sentence. Ends at the text's
 * end or before a character that cues have too. */
static bool skip_signs(struct npi_source_walk *walk)
{
    bool skipped = false;
    while (walk->sentence < walk->episode->n_sentences) {
        struct np_str text = text_of(walk);
        size_t next = walk->at;
        if (walk->at >= text.len) {
            walk->sentence++;
            walk->at = 0;
            continue;
        }
        uint32_t cp = npi_utf8_next(text, &next);
        if (!npi_typography_may_change(cp))
            break;
        skipped = skipped || !npi_typography_shows_nothing(cp);
        walk->at = next;
    }
    return skipped;
}

static bool only_signs(struct np_str text)
{
    for (size_t at = 0; at < text.len;)
        if (!npi_typography_may_change(npi_utf8_next(text, &at)))
            return false;
    return true;
}

static bool holds(struct np_str text, uint32_t cp)
{
    for (size_t at = 0; at < text.len;)
        if (npi_utf8_next(text, &at) == cp)
            return true;
    return false;
}

/* A line of signs alone ends the sentence that has such a sign left, or is one
 * of its own. */
static void find_signs(const struct npi_source_walk *walk, struct np_str line,
                       struct npi_line_place *place)
{
    size_t at = 0;
    struct np_str text = text_of(walk);
    struct np_str rest = npi_str_sub(text, walk->at, text.len);
    bool inside = walk->at > 0 && holds(rest, npi_utf8_next(line, &at));
    place->known = line.len > 0;
    place->starts_sentence = !inside;
    place->ends_sentence = only_signs(rest);
}

static void find_line(struct npi_source_walk *walk, struct np_str line,
                      struct npi_line_place *place)
{
    *place = (struct npi_line_place){0};
    if (only_signs(line)) {
        find_signs(walk, line, place);
        return;
    }
    place->after_space = skip_signs(walk);
    bool starts = only_signs(npi_str_sub(text_of(walk), 0, walk->at));
    for (size_t i = 0; i < line.len;) {
        uint32_t cp = npi_utf8_next(line, &i);
        if (npi_typography_may_change(cp))
            continue;
        skip_signs(walk);
        struct np_str text = text_of(walk);
        if (walk->at >= text.len ||
            npi_cp_halfwidth(npi_utf8_next(text, &walk->at)) !=
                npi_cp_halfwidth(cp)) {
            place->after_space = false;
            return;
        }
    }
    place->known = true;
    place->starts_sentence = starts;
    struct np_str text = text_of(walk);
    place->ends_sentence = only_signs(npi_str_sub(text, walk->at, text.len));
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
    for (unsigned k = 0; k < NP_CUE_ROOM; k++) {
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
