/* Originals to pieces: sentences by the same rule as the dialogue's, very long
 * ones cut, as captions copied without punctuation have but one. */
#include "matching/bridge_parts.h"

#include "base/str.h"
#include "base/utf8.h"
#include "notes/sentence.h"

struct cutter {
    struct npi_arena *arena;
    struct npi_bridge_pieces *pieces;
    size_t cap;
    size_t original;
};

/* Scripts whose words are not divided by spaces. */
static bool is_unspaced(uint32_t cp)
{
    bool hangul = (cp >= 0x1100 && cp <= 0x11ff) ||
                  (cp >= 0x3130 && cp <= 0x318f) ||
                  (cp >= 0xac00 && cp <= 0xd7af);

    return npi_cp_is_cjk(cp) && !hangul;
}

bool npi_bridge_word(struct np_str text, size_t *at, struct np_str *word)
{
    size_t from = NP_NONE;
    bool letter = false; /* there was one */
    bool alone = false;  /* and it is a word by itself */

    while (*at < text.len) {
        size_t next = *at;
        uint32_t cp = npi_utf8_next(text, &next);
        bool is_letter = npi_cp_is_alnum(cp);

        if (npi_cp_is_space(cp)) {
            if (from != NP_NONE)
                break;
        } else if (letter && is_letter && (alone || is_unspaced(cp))) {
            break;
        } else {
            from = from == NP_NONE ? *at : from;
            letter = letter || is_letter;
            alone = alone || (is_letter && is_unspaced(cp));
        }
        *at = next;
    }
    if (from == NP_NONE)
        return false;
    *word = npi_str_trim(npi_str_sub(text, from, *at - from));
    return true;
}

static bool says_something(struct np_str text)
{
    for (size_t at = 0; at < text.len;)
        if (npi_cp_is_alnum(npi_utf8_next(text, &at)))
            return true;
    return false;
}

static enum np_status put(struct cutter *cutter, struct np_str text, size_t n,
                          bool begins, bool plain)
{
    struct npi_bridge_pieces *pieces = cutter->pieces;

    pieces->items = npi_arena_grow(cutter->arena, pieces->items, pieces->n,
                                   &cutter->cap, sizeof(*pieces->items));
    if (!pieces->items)
        return NP_ERR_NOMEM;
    pieces->items[pieces->n++] = (struct npi_bridge_piece){
        .text = text,
        .original = cutter->original,
        .n_words = n,
        .begins = begins,
        .plain = plain,
    };
    return NP_OK;
}

static size_t count_words(struct np_str text)
{
    struct np_str word;
    size_t n = 0;

    for (size_t at = 0; npi_bridge_word(text, &at, &word);)
        n++;
    return n;
}

/* Into parts of about the same length. */
static enum np_status cut_sentence(struct cutter *cutter, struct np_str text)
{
    size_t n = count_words(text);
    size_t parts = (n + NPI_PIECE_WORDS - 1) / NPI_PIECE_WORDS;
    enum np_status status = NP_OK;
    size_t from = 0;
    size_t words = 0;
    size_t at = 0;

    for (size_t part = 0; !status && part < parts; part++) {
        size_t until = n * (part + 1) / parts;
        size_t before = words;
        struct np_str word;

        while (words < until && npi_bridge_word(text, &at, &word))
            words++;
        status = put(cutter, npi_str_trim(npi_str_sub(text, from, at - from)),
                     words - before, part == 0, parts >= NPI_PLAIN_PARTS);
        from = at;
    }
    return status;
}

enum np_status npi_bridge_cut(struct npi_arena *arena,
                              const struct np_episode *episode,
                              struct npi_bridge_pieces *pieces)
{
    struct cutter cutter = {.arena = arena, .pieces = pieces};
    enum np_status status = NP_OK;

    *pieces = (struct npi_bridge_pieces){
        .first = NPI_ARENA_NEW(arena, size_t, episode->n_originals + 1)};
    if (!pieces->first)
        return NP_ERR_NOMEM;
    for (size_t o = 0; !status && o < episode->n_originals; o++) {
        struct np_str text = episode->originals[o].text;
        struct npi_splitter splitter = {.text = text,
                                        .script = npi_script_of_text(text)};
        struct np_str sentence;

        cutter.original = o;
        pieces->first[o] = pieces->n;
        while (!status && npi_sentence_next(&splitter, &sentence))
            if (says_something(sentence) &&
                !npi_sentence_is_direction(sentence))
                status = cut_sentence(&cutter, sentence);
    }
    pieces->first[episode->n_originals] = pieces->n;
    return status;
}

enum np_status npi_bridge_view(struct npi_arena *arena,
                               const struct np_episode *episode,
                               const struct npi_bridge_pieces *pieces,
                               struct np_episode *view)
{
    struct np_sentence *sentences = NPI_ARENA_NEW(arena, struct np_sentence,
                                                  pieces->n);
    struct np_turn *turns = NPI_ARENA_NEW(arena, struct np_turn, pieces->n);
    size_t n_turns = 0;

    if (!sentences || !turns)
        return NP_ERR_NOMEM;
    for (size_t p = 0; p < pieces->n; p++) {
        size_t turn = episode->originals[pieces->items[p].original].turn;

        if (p == 0 ||
            turn != episode->originals[pieces->items[p - 1].original].turn)
            turns[n_turns++] = (struct np_turn){
                .speaker = NP_NONE, .first_sentence = p, .heading = NP_NONE};
        turns[n_turns - 1].n_sentences++;
        sentences[p] = (struct np_sentence){.text = pieces->items[p].text,
                                            .turn = n_turns - 1,
                                            .stamp = NP_NO_TIME};
    }
    *view = (struct np_episode){.language = NPI_STR("und"),
                                .turns = turns,
                                .n_turns = n_turns,
                                .sentences = sentences,
                                .n_sentences = pieces->n};
    return NP_OK;
}
