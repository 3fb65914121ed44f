/* The captions' side: words to features, lengths and kinds of borders. */
#include "matching/heard.h"

#include "base/str.h"
#include "base/utf8.h"
#include "lexicon/fold.h"
#include "lexicon/number.h"
#include "lexicon/weight.h"
#include "matching/meaning.h"

#include <string.h>

#define NPI_PAUSE 250    /* ms between two words: a pause */
#define NPI_SILENCE 5000 /* ms that may hold sentences */
#define NPI_PARTS 8      /* pieces of a word that are looked at */

struct builder {
    struct npi_heard *heard;
    const struct npi_lexicon *lexicon;
    size_t n_features;
    size_t cap;
    struct npi_arena *arena;
    struct np_str text;   /* of the cue */
    size_t behind_number; /* where in it the last number ends */
    const char *covered;  /* where the last dictionary word ends */
};

static bool put(struct builder *b, uint64_t hash, double weight)
{
    struct npi_heard *heard = b->heard;
    uint32_t id = npi_ids_add(&heard->ids, hash);

    heard->features = npi_arena_grow(b->arena, heard->features, b->n_features,
                                     &b->cap, sizeof(*heard->features));
    if (!heard->features || id == NPI_NO_ID)
        return false;
    heard->features[b->n_features++] = (struct npi_feature){id, (float)weight};
    return true;
}

/* A number that begins here, which may go on in the words that follow: its
 * hash, or 0. figures: how much of it is written in digits. */
static uint64_t number_at(struct builder *b, const char *here, size_t *figures)
{
    struct npi_number number;
    size_t at = (size_t)(here - b->text.ptr);

    if (at < b->behind_number || !npi_number_read(b->text, &at, &number) ||
        number.weak)
        return 0;
    b->behind_number = at;
    *figures = number.figures;
    return npi_number_hash(&number);
}

struct parts {
    uint64_t hashes[2 * NPI_PARTS];
    double weights[2 * NPI_PARTS];
    size_t n;
    double sum;
};

static void add_part(struct parts *parts, uint64_t hash, double weight)
{
    parts->hashes[parts->n] = hash;
    parts->weights[parts->n++] = weight;
    parts->sum += weight;
}

/* A number in words is also the words that it is said in; in digits it is
 * nothing but itself. */
static void add_piece(struct builder *b, struct np_str piece, size_t *figures,
                      struct parts *parts)
{
    uint64_t number = number_at(b, piece.ptr, figures);
    char folded[NPI_FOLD_MAX];
    struct np_str word = {folded, npi_word_fold(piece, folded)};

    if (number)
        add_part(parts, number, *figures ? 1 : 0.5);
    if (*figures == 0 && word.len && !npi_word_is_stop(word))
        add_part(parts, npi_hash(NPI_HASH_START, word.ptr, word.len),
                 number ? 0.5 : 1);
}

/* The words of "self-driving", "and/or". False without memory. */
static bool put_latin(struct builder *b, struct np_str text)
{
    struct parts parts = {.n = 0};
    struct npi_pieces_of pieces = {.text = text};
    struct np_str piece;

    while (parts.n + 1 < 2 * NPI_PARTS && npi_pieces_next(&pieces, &piece)) {
        size_t from = (size_t)(piece.ptr - text.ptr);
        size_t figures = 0;

        add_piece(b, piece, &figures, &parts);
        if (from + figures > pieces.at) /* 30,000 */
            pieces.at = from + figures < text.len ? from + figures : text.len;
    }
    for (size_t i = 0; i < parts.n; i++)
        if (!put(b, parts.hashes[i], parts.weights[i] / parts.sum))
            return false;
    return true;
}

/* A CJK character: with the one behind it, and what the dictionary says of the
 * word that begins here, and the number that does. rest: the cue's text from
 * here on. */
static bool put_cjk(struct builder *b, struct np_str rest)
{
    struct npi_meaning meaning;
    uint64_t pair = npi_pair_hash(rest);
    size_t figures;
    uint64_t number = number_at(b, rest.ptr, &figures);
    double left = 1;

    if (rest.ptr < b->covered)
        meaning.n = 0;
    else
        npi_meaning_longest(b->lexicon, rest, &meaning);
    if (meaning.n)
        b->covered = rest.ptr + meaning.len;
    if (number) {
        left = pair || meaning.n ? 0.5 : 0;
        if (!put(b, number, 1 - left))
            return false;
    }
    if (pair && !put(b, pair, meaning.n ? left / 2 : left))
        return false;
    for (size_t i = 0; i < meaning.n; i++)
        if (!put(b, meaning.hashes[i],
                 (pair ? left / 2 : left) / (double)meaning.n))
            return false;
    return true;
}

static enum np_status put_words(struct builder *b,
                                const struct npi_caption_cue *cue)
{
    struct npi_heard *heard = b->heard;
    const char *end = cue->text.ptr + cue->text.len;

    b->text = cue->text;
    b->behind_number = 0;
    b->covered = cue->text.ptr;
    for (size_t w = cue->first_word; w < cue->first_word + cue->n_words; w++) {
        struct np_str text = heard->words[w].text;
        size_t at = 0;
        bool ok;

        heard->first[w] = (uint32_t)b->n_features;
        while (at < text.len) {
            size_t next = at;

            if (npi_cp_is_alnum(npi_utf8_next(text, &next)))
                break;
            at = next;
        }
        text = npi_str_sub(text, at, text.len - at);
        if (text.len == 0)
            continue;
        at = 0;
        ok = npi_cp_is_cjk(npi_utf8_next(text, &at))
                 ? put_cjk(b,
                           (struct np_str){text.ptr, (size_t)(end - text.ptr)})
                 : put_latin(b, text);
        if (!ok)
            return NP_ERR_NOMEM;
    }
    return NP_OK;
}

/* 0, 1 for a comma, 2 for a stop at a word's end. */
static unsigned punctuation(struct np_str text)
{
    while (text.len > 0) {
        size_t at = text.len;
        uint32_t cp = npi_cp_halfwidth(npi_utf8_prev(text, &at));

        if (cp == '.' || cp == '!' || cp == '?' || cp == 0x3002 || cp == 0x2026)
            return 2;
        if (cp == ',' || cp == ';' || cp == ':' || cp == 0x3001 || cp == '-' ||
            cp == 0x2014)
            return 1;
        if (npi_cp_is_alnum(cp))
            return 0;
        text.len = at;
    }
    return 0;
}

static void find_borders(const struct npi_caption_track *track,
                         struct npi_heard *heard)
{
    struct np_str speaker = {0};

    for (size_t w = 1; w < heard->n; w++) {
        const struct npi_caption_word *word = &heard->words[w];

        heard->silent[w] = word->start - word[-1].end >= NPI_SILENCE;
        heard->borders[w] =
            (uint8_t)(punctuation(word[-1].text) +
                      (word->start - word[-1].end >= NPI_PAUSE ? 6 : 0) +
                      (word->new_speaker ? 12 : 0));
    }
    for (size_t c = 0; c < track->n_cues; c++) {
        const struct npi_caption_cue *cue = &track->cues[c];

        if (cue->n_words == 0)
            continue;
        heard->borders[cue->first_word] += 3;
        if (c > 0 && !npi_str_eq(cue->speaker, speaker) &&
            heard->borders[cue->first_word] < 12)
            heard->borders[cue->first_word] += 12;
        speaker = cue->speaker;
    }
    heard->silent[0] = heard->silent[heard->n] = true;
    heard->borders[0] = NPI_BORDER_STOP + 3;
    heard->borders[heard->n] = NPI_BORDER_STOP + 3;
}

static void measure(struct npi_heard *heard)
{
    heard->units[0] = 0;
    for (size_t w = 0; w < heard->n; w++) {
        double weight = npi_speech_weight(heard->words[w].text) * NPI_UNITS;

        heard->times[w] = (double)heard->words[w].start / 1000;
        heard->units[w + 1] = heard->units[w] + (uint32_t)(weight + 0.5);
    }
    heard->times[heard->n] = (double)heard->words[heard->n - 1].end / 1000;
}

static enum np_status count(struct npi_arena *arena, double smooth,
                            size_t n_features, struct npi_heard *heard)
{
    uint32_t *times = NPI_ARENA_NEW(arena, uint32_t, heard->ids.n);
    double all = 0;

    heard->share = NPI_ARENA_NEW(arena, float, heard->ids.n);
    if (!heard->share || !times)
        return NP_ERR_NOMEM;
    for (size_t f = 0; f < n_features; f++) {
        heard->share[heard->features[f].id] += heard->features[f].weight;
        times[heard->features[f].id]++;
        all += (double)heard->features[f].weight;
    }
    /* Smoothed by occurrences like those that were seen. */
    for (size_t id = 0; id < heard->ids.n; id++)
        heard->share[id] = (float)((double)heard->share[id] *
                                   (1 + smooth / (double)times[id]) /
                                   (all + 1));
    return NP_OK;
}

enum np_status npi_heard_build(struct npi_arena *arena,
                               const struct npi_caption_track *track,
                               const struct npi_lexicon *lexicon, double smooth,
                               struct npi_heard *heard)
{
    struct builder b = {.heard = heard, .lexicon = lexicon, .arena = arena};
    size_t n = track->n_words;
    enum np_status status;

    *heard = (struct npi_heard){
        .words = track->words,
        .n = n,
        .units = NPI_ARENA_NEW(arena, uint32_t, n + 1),
        .times = NPI_ARENA_NEW(arena, double, n + 1),
        .first = NPI_ARENA_NEW(arena, uint32_t, n + 1),
        .borders = NPI_ARENA_NEW(arena, uint8_t, n + 1),
        .silent = NPI_ARENA_NEW(arena, bool, n + 1),
    };
    status = npi_ids_init(arena, &heard->ids);
    if (status || !heard->units || !heard->times || !heard->first ||
        !heard->borders || !heard->silent)
        return NP_ERR_NOMEM;
    for (size_t c = 0; !status && c < track->n_cues; c++)
        status = put_words(&b, &track->cues[c]);
    if (status)
        return status;
    heard->first[n] = (uint32_t)b.n_features;
    measure(heard);
    find_borders(track, heard);
    return count(arena, smooth, b.n_features, heard);
}
