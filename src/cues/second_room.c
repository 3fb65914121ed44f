/* Before there are cues: the words that are said while a sentence is. */
#include "cues/second.h"

#include "base/utf8.h"

/* Half-widths; more does not fit anyway, and sums stay small. */
#define NPI_WORD_WIDTH_MAX 4000u
#define NPI_SENTENCE_WIDTH_MAX 40000u

static uint32_t width_of(struct np_str word, enum npi_counting counting)
{
    size_t width = counting == NPI_COUNT_EACH ? 2 * npi_utf8_count(word)
                                              : npi_str_width(word, true);
    size_t at = 0;
    bool spaced = !npi_cp_is_cjk(npi_utf8_next(word, &at));

    if (spaced)
        width += counting == NPI_COUNT_EACH ? 2 : 1;
    return width < NPI_WORD_WIDTH_MAX ? (uint32_t)width : NPI_WORD_WIDTH_MAX;
}

enum np_status npi_second_room_make(struct npi_arena *arena,
                                    const struct npi_caption_track *track,
                                    const struct np_timed_sentence *times,
                                    size_t n,
                                    const struct npi_settings *settings,
                                    struct npi_second_room *room)
{
    uint32_t *widths = NPI_ARENA_NEW(arena, uint32_t, n);
    size_t s = 0;

    if (!widths)
        return NP_ERR_NOMEM;
    for (size_t w = 0; w < track->n_words && s < n; w++) {
        const struct npi_caption_word *word = &track->words[w];
        int64_t said = word->start + (word->end - word->start) / 2;

        while (s < n && times[s].end <= said)
            s++;
        if (s < n && said >= times[s].start &&
            widths[s] < NPI_SENTENCE_WIDTH_MAX)
            widths[s] += width_of(word->text, settings->counting);
    }
    *room = (struct npi_second_room){widths,
                                     (uint32_t)settings->line_length * 2};
    return NP_OK;
}
