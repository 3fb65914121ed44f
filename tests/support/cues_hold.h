/* What holds for the cues of any dialogue: for unit tests and the fuzz target,
 * so without cmocka. Returns NULL, or what does not hold. */
#ifndef TESTS_SUPPORT_CUES_HOLD_H
#define TESTS_SUPPORT_CUES_HOLD_H

#include "base/utf8.h"
#include "cues/cues.h"
#include "cues/grapheme.h"
#include "cues/typography.h"

/* Whether a character is compared: all but white space, or where signs may be
 * written otherwise, all but these. */
static inline bool hold_counts(uint32_t cp, bool plain)
{
    return plain ? !npi_cp_is_space(cp) : !npi_typography_may_change(cp);
}

/* The next character that is compared, of sentences [*i, n). */
static inline uint32_t hold_source(const struct np_episode *episode, bool plain,
                                   size_t *i, size_t *at)
{
    for (; *i < episode->n_sentences; ++*i, *at = 0) {
        struct np_str text = episode->sentences[*i].text;
        while (*at < text.len) {
            uint32_t cp = npi_utf8_next(text, at);
            if (hold_counts(cp, plain))
                return plain ? cp : npi_cp_halfwidth(cp);
        }
    }
    return 0;
}

/* All text once and in order, white space (and signs, unless plain) aside; each
 * cue within its turn and sentences. */
static inline const char *hold_text(const struct np_episode *episode,
                                    const struct np_cues *cues, bool plain)
{
    size_t sentence = 0;
    size_t at = 0;
    for (size_t c = 0; c < cues->n_cues; c++) {
        const struct np_cue *cue = &cues->cues[c];
        bool first = true;
        if (cue->n_lines < 1 || cue->n_lines > NP_CUE_LINES)
            return "a cue without lines, or with too many";
        for (unsigned k = 0; k < cue->n_lines; k++) {
            struct np_str line = cue->lines[k];
            if (!line.len || line.ptr[0] == ' ' ||
                line.ptr[line.len - 1] == ' ')
                return "a line is empty or has a space at an end";
            for (size_t i = 0; i < line.len;) {
                uint32_t cp = npi_utf8_next(line, &i);
                if (!hold_counts(cp, plain))
                    continue;
                if (hold_source(episode, plain, &sentence, &at) !=
                    (plain ? cp : npi_cp_halfwidth(cp)))
                    return "text is lost, doubled or out of order";
                /* A sentence of signs alone may stand before. */
                if (first && (plain ? sentence != cue->first_sentence
                                    : sentence < cue->first_sentence))
                    return "first_sentence is wrong";
                if (episode->sentences[sentence].turn != cue->turn)
                    return "a cue holds words of two turns";
                first = false;
            }
        }
        if (!first && (plain ? sentence != cue->last_sentence
                             : sentence > cue->last_sentence))
            return "last_sentence is wrong";
    }
    if (hold_source(episode, plain, &sentence, &at))
        return "text is lost at the end";
    return NULL;
}

/* Whether a line of more than one cluster is longer than the settings allow. */
static inline bool hold_line(struct np_str line,
                             const struct npi_settings *settings)
{
    return npi_text_width(line, settings->counting) <=
           (uint64_t)settings->line_length * 2;
}

static inline const char *hold_limits(const struct np_cues *cues,
                                      const struct npi_settings *settings)
{
    for (size_t c = 0; c < cues->n_cues; c++) {
        const struct np_cue *cue = &cues->cues[c];
        if (cue->n_lines > settings->lines)
            return "more lines than allowed";
        for (unsigned k = 0; k < cue->n_lines; k++)
            if (!hold_line(cue->lines[k], settings))
                return "a line is too long";
        if (cue->start < 0 || cue->end <= cue->start)
            return "a cue ends before it starts";
        if (cue->end - cue->start > settings->longest)
            return "a cue lasts too long";
        if (c && cue->start < cues->cues[c - 1].end)
            return "two cues overlap";
    }
    return NULL;
}

static inline const char *cues_hold(const struct np_episode *episode,
                                    const struct np_cues *cues,
                                    const struct npi_settings *settings)
{
    const char *wrong = hold_text(episode, cues,
                                  npi_typography_is_plain(settings));
    return wrong ? wrong : hold_limits(cues, settings);
}

#endif
