/* Cues with text and timed words, out of what the other steps left. */
#include "captions/track.h"

#include "base/utf8.h"
#include <string.h>

/* The longest that a word may take where only its start and the next word's
 * are told: what is more is a pause. */
#define WORD_LEAST 500
#define WORD_LETTER 120

struct writer {
    const struct npi_pieces *pieces;
    struct npi_caption_cue *cues;
    struct npi_caption_word *words;
    size_t n_words;
    char *text;
    size_t len;
    bool file_times; /* the file times words: a cue's start is its first one's
                      */
};

static void put_text(struct writer *w, struct np_str text)
{
    if (text.len > 0)
        memcpy(w->text + w->len, text.ptr, text.len);
    w->len += text.len;
}

/* Whether a space stands between two words: a line's end is none between
 * characters that are written without. */
static bool spaced(const struct npi_token *before,
                   const struct npi_token *token)
{
    if (token->line && !token->turn)
        return !(before->cjk && token->cjk);
    return token->space || token->line;
}

static void write_words(struct writer *w, const struct npi_piece *piece,
                        struct npi_caption_cue *cue)
{
    const struct npi_token *before = NULL;
    size_t end = piece->first + piece->n;
    size_t from = w->len;
    cue->first_word = w->n_words;
    for (size_t i = npi_token_live(w->pieces, piece->first, end); i < end;
         i = npi_token_live(w->pieces, i + 1, end)) {
        const struct npi_token *token = &w->pieces->tokens[i];
        if (before && spaced(before, token))
            put_text(w, NPI_STR(" "));
        struct np_str text = npi_token_text(w->pieces, token);
        w->words[w->n_words++] = (struct npi_caption_word){
            .text = {w->text + w->len, text.len},
            .start = token->start,
            .end = token->end,
            .new_speaker = token->turn};
        put_text(w, text);
        before = token;
    }
    cue->n_words = w->n_words - cue->first_word;
    cue->text = (struct np_str){w->text + from, w->len - from};
}

/* A sound's own words, on one line. */
static void write_sound(struct writer *w, const struct npi_piece *piece,
                        struct npi_caption_cue *cue)
{
    size_t from = w->len;
    struct np_str raw = piece->sound;
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        bool space = c == NPI_DRAFT_LINE || c == NPI_DRAFT_TURN || c == ' ';
        if (!space)
            w->text[w->len++] = c;
        else if (w->len > from && w->text[w->len - 1] != ' ')
            w->text[w->len++] = ' ';
    }
    cue->text = (struct np_str){w->text + from, w->len - from};
    cue->first_word = w->n_words;
    cue->sound = true;
}

/* Letters of a word as tokens.c weighs them. */
static int64_t weight_of(const struct npi_pieces *pieces, size_t *token)
{
    int64_t weight = pieces->tokens[*token].weight;
    (*token)++;
    return weight;
}

/* Times that run back or lie outside the cue are none. */
static void check_times(struct npi_caption_word *words, size_t n,
                        const struct npi_caption_cue *cue, bool file_times)
{
    int64_t last = cue->start;
    bool any = file_times;
    for (size_t i = 0; i < n; i++) {
        struct npi_caption_word *word = &words[i];
        bool told = word->start != NP_NO_TIME;
        word->timed = told && word->start >= last && word->start < cue->end;
        if (word->timed)
            last = word->start;
        else if (told)
            word->end = NP_NO_TIME;
        any |= word->timed;
    }
    if (n > 0 && !words[0].timed) {
        words[0].timed = any;
        words[0].start = cue->start;
    }
}

/* Spreads the words [from, to), none of which has a time but the first, up to
 * `end`, by their weights. */
static void spread(struct npi_caption_word *words, const int64_t *weights,
                   size_t from, size_t to, int64_t end)
{
    int64_t start = words[from].start;
    int64_t sum = 0;
    int64_t part = 0;
    for (size_t i = from; i < to; i++)
        sum += weights[i];
    for (size_t i = from; i < to; i++) {
        words[i].start = start + (end - start) * part / sum;
        part += weights[i];
        words[i].end = start + (end - start) * part / sum;
    }
}

/* The latest that the words [from, to) end where no end is told. */
static int64_t say_until(const struct npi_caption_word *words,
                         const int64_t *weights, size_t from, size_t to)
{
    int64_t lasts = 0;
    for (size_t i = from; i < to; i++)
        lasts += WORD_LEAST + weights[i] * WORD_LETTER;
    return words[from].start + lasts;
}

/* Words between one that is timed and the next, which starts at `limit`: first
 * those up to each end that is told, then the rest. */
static void time_run(struct npi_caption_word *words, const int64_t *weights,
                     size_t from, size_t to, int64_t limit)
{
    size_t start = from;
    for (size_t i = from; i < to; i++) {
        int64_t end = words[i].end;
        if (end == NP_NO_TIME)
            continue;
        end = end < words[start].start ? words[start].start : end;
        end = end > limit ? limit : end;
        spread(words, weights, start, i + 1, end);
        start = i + 1;
        if (start < to)
            words[start].start = end;
    }
    if (start == to)
        return;
    int64_t end = limit;
    if (words[start].timed && say_until(words, weights, start, to) < limit)
        end = say_until(words, weights, start, to);
    spread(words, weights, start, to, end);
}

static void time_words(struct npi_caption_word *words, const int64_t *weights,
                       size_t n, const struct npi_caption_cue *cue)
{
    for (size_t from = 0; from < n;) {
        size_t to = from + 1;
        while (to < n && !words[to].timed)
            to++;
        time_run(words, weights, from, to, to < n ? words[to].start : cue->end);
        from = to;
    }
}

static bool write_cue(struct writer *w, const struct npi_piece *piece,
                      struct npi_caption_cue *cue, int64_t *weights)
{
    size_t end = piece->first + piece->n;
    size_t n = 0;
    *cue = (struct npi_caption_cue){
        .start = piece->start, .end = piece->end, .speaker = piece->speaker};
    if (piece->n == 0) {
        write_sound(w, piece, cue);
        return cue->text.len > 0;
    }
    write_words(w, piece, cue);
    for (size_t i = npi_token_live(w->pieces, piece->first, end); i < end;
         i = npi_token_live(w->pieces, i, end))
        weights[n++] = weight_of(w->pieces, &i);
    check_times(w->words + cue->first_word, n, cue, w->file_times);
    time_words(w->words + cue->first_word, weights, n, cue);
    return true;
}

/* A cue of the same sound right after: the sound goes on. */
static bool goes_on(const struct npi_caption_cue *last,
                    const struct npi_caption_cue *cue)
{
    return last->sound && cue->sound && cue->start - last->end < 100 &&
           npi_str_eq(last->text, cue->text);
}

/* Another name than the last one heard is another speaker. */
static void mark_speaker(struct writer *w, const struct npi_caption_cue *cue,
                         struct np_str *speaker)
{
    if (!cue->speaker.ptr || cue->n_words == 0)
        return;
    if (!npi_str_eq(cue->speaker, *speaker))
        w->words[cue->first_word].new_speaker = true;
    *speaker = cue->speaker;
}

static size_t write_all(struct writer *w, int64_t *weights)
{
    struct np_str speaker = {0};
    size_t n = 0;
    for (size_t i = 0; i < w->pieces->n; i++) {
        struct npi_caption_cue *cue = &w->cues[n];
        if (!write_cue(w, &w->pieces->items[i], cue, weights))
            continue;
        if (n > 0 && goes_on(cue - 1, cue)) {
            w->cues[n - 1].end = cue->end;
            continue;
        }
        mark_speaker(w, cue, &speaker);
        n++;
    }
    return n;
}

/* Whether the file times most words; the first of a cue is timed when any of
 * it is. */
static bool times_words(const struct npi_pieces *pieces)
{
    size_t timed = 0;
    size_t words = 0;
    for (size_t i = 0; i < pieces->n; i++) {
        const struct npi_piece *piece = &pieces->items[i];
        size_t end = piece->first + piece->n;
        size_t first = npi_token_live(pieces, piece->first, end);
        size_t before = timed;
        for (size_t j = first; j < end;
             j = npi_token_live(pieces, j + 1, end)) {
            timed += pieces->tokens[j].start != NP_NO_TIME;
            words++;
        }
        timed += timed > before && pieces->tokens[first].start == NP_NO_TIME;
    }
    return timed * 2 > words;
}

static bool allocate(struct writer *w, int64_t **weights)
{
    const struct npi_pieces *pieces = w->pieces;
    struct npi_draft *draft = pieces->draft;
    struct npi_arena *arena = draft->ctx->arena;
    w->cues = NPI_ARENA_NEW(arena, struct npi_caption_cue, pieces->n);
    w->words = NPI_ARENA_NEW(arena, struct npi_caption_word, pieces->n_tokens);
    /* A space before each word at most. */
    w->text = npi_arena_alloc(arena, draft->text.len + pieces->n_tokens, 1);
    *weights = NPI_ARENA_NEW(&draft->scratch, int64_t, pieces->n_tokens);
    return w->cues && w->words && w->text && *weights;
}

void npi_track_write(const struct npi_pieces *pieces,
                     struct npi_caption_track *track)
{
    struct writer w = {.pieces = pieces, .file_times = times_words(pieces)};
    int64_t *weights = NULL;
    if (!allocate(&w, &weights)) {
        npi_draft_no_memory(pieces->draft);
        return;
    }
    track->n_cues = write_all(&w, weights);
    track->cues = w.cues;
    track->words = w.words;
    track->n_words = w.n_words;
    track->word_times = w.file_times;
}
