/* The words of a track, or what was matched of it, as words.h wants
 * them: how wide each is, and how well a cue's border stands before it. */
#include "cues/second/second.h"

#include "base/utf8.h"
#include "cues/places/places.h"
#include "cues/second/parts.h"

/* Half-widths; more does not fit anyway, and sums stay small. */
#define NPI_WORD_WIDTH_MAX 800u

#define SILENCE 700 /* ms between two words, which any border suits */

static uint32_t gap_of(enum npi_counting counting)
{
    return counting == NPI_COUNT_EACH ? 2 : 1;
}

static uint32_t width_of(struct np_str word, enum npi_counting counting)
{
    size_t width = counting == NPI_COUNT_EACH ? 2 * npi_utf8_count(word)
                                              : npi_str_width(word, true);
    size_t at = 0;
    bool spaced = !npi_cp_is_cjk(npi_utf8_next(word, &at));

    if (spaced)
        width += gap_of(counting);
    return width < NPI_WORD_WIDTH_MAX ? (uint32_t)width : NPI_WORD_WIDTH_MAX;
}

static void measure(const struct npi_caption_word *words,
                    enum npi_counting counting, struct npi_second_room *room)
{
    struct npi_second_word *own = room->words;
    uint32_t width = 0;

    for (size_t w = 0; w < room->n; w++) {
        own[w].start = words[w].start;
        own[w].before = width;
        width += width_of(words[w].text, counting);
    }
    own[room->n] = (struct npi_second_word){
        .start = room->n ? words[room->n - 1].end : 0,
        .before = width,
        .place = NPI_PLACE_SENTENCE,
    };
}

/* "Is it recent or-" */
static bool breaks_off(struct np_str word)
{
    return word.len > 1 && word.ptr[word.len - 1] == '-';
}

static void mind_the_sound(const struct npi_caption_word *words,
                           struct npi_second_room *room)
{
    for (size_t w = 1; w < room->n; w++) {
        int16_t *place = &room->words[w].place;

        if (words[w].new_speaker)
            *place = NPI_PLACE_SENTENCE;
        else if (breaks_off(words[w - 1].text) && *place > NPI_PLACE_STRONG)
            *place = NPI_PLACE_STRONG;
        else if (words[w].start - words[w - 1].end > SILENCE &&
                 *place > NPI_PLACE_CLAUSE && *place < NPI_PLACE_FORCED)
            *place = NPI_PLACE_CLAUSE;
    }
}

static void number_sentences(struct npi_second_room *room)
{
    struct npi_second_word *words = room->words;
    uint32_t n = (uint32_t)room->n;

    for (uint32_t w = 0; w <= n; w++) {
        bool begins = w == 0 || words[w].place == NPI_PLACE_SENTENCE;

        words[w].sentence = begins ? w : words[w - 1].sentence;
        words[w].ordinal = w == 0 ? 0 : words[w - 1].ordinal + begins;
    }
    words[n].next = n;
    for (uint32_t w = n; w-- > 0;)
        words[w].next = words[w + 1].sentence == w + 1 ? w + 1
                                                       : words[w + 1].next;
}

enum np_status npi_second_room_make(struct npi_arena *arena,
                                    const struct npi_caption_word *words,
                                    size_t n,
                                    const struct npi_settings *settings,
                                    struct npi_second_room *room)
{
    struct npi_second_layer *layer = npi_second_layer_open(arena, settings,
                                                           NULL);
    enum np_status status;

    *room = (struct npi_second_room){
        .words = NPI_ARENA_NEW(arena, struct npi_second_word, n + 1),
        .n = n,
        .limit = (uint32_t)settings->line_length * 2,
        .gap = gap_of(settings->counting),
        .lines = (unsigned)settings->lines,
        .speed = settings->reading_speed,
    };
    if (!layer)
        return NP_ERR_NOMEM;
    status = room->words ? npi_second_places(layer, words, n, room->words)
                         : NP_ERR_NOMEM;
    npi_second_layer_close(layer);
    if (status != NP_OK)
        return status;
    measure(words, settings->counting, room);
    mind_the_sound(words, room);
    number_sentences(room);
    return NP_OK;
}
