/* The better captions: the originals' sentences, with their punctuation, where
 * they were heard; elsewhere what is left of the captions' own. It keeps the
 * promises of captions.h, but that sounds are left out: nobody says them. */
#include "matching/bridge_parts.h"

struct writer {
    struct npi_arena *arena;
    const struct npi_caption_track *track;
    struct npi_caption_cue *cues;
    struct npi_caption_word *words;
    size_t n;
    size_t cap;
    size_t n_words;
    size_t cue; /* of the captions: the one that is being copied */
    bool turn;  /* with the next word somebody begins to speak */
};

/* Room for the pieces and for what is left of the captions beside them. */
static enum np_status open(struct writer *w,
                           const struct npi_bridge_pieces *pieces)
{
    size_t n = w->track->n_words;

    for (size_t p = 0; p < pieces->n; p++)
        n += pieces->items[p].n_words;
    w->words = NPI_ARENA_NEW(w->arena, struct npi_caption_word, n);
    return w->words ? NP_OK : NP_ERR_NOMEM;
}

static enum np_status put(struct writer *w, const struct npi_caption_cue *cue)
{
    w->cues = npi_arena_grow(w->arena, w->cues, w->n, &w->cap,
                             sizeof(*w->cues));
    if (!w->cues)
        return NP_ERR_NOMEM;
    w->cues[w->n] = *cue;
    w->cues[w->n++].first_word = w->n_words;
    w->n_words += cue->n_words;
    return NP_OK;
}

/* The captions' cue of a word; words are asked for in order. */
static const struct npi_caption_cue *cue_of(struct writer *w, size_t word)
{
    const struct npi_caption_cue *cue = &w->track->cues[w->cue];

    while (word >= cue->first_word + cue->n_words)
        cue = &w->track->cues[++w->cue];
    return cue;
}

/* Words [from, to) of the cue: its beginning, its end, or all of it. */
static enum np_status put_rest(struct writer *w,
                               const struct npi_caption_cue *cue, size_t from,
                               size_t to)
{
    const struct npi_caption_word *words = w->track->words;
    const struct npi_caption_word *last = &words[to - 1];
    struct npi_caption_cue rest = *cue;

    if (from > cue->first_word) {
        rest.start = words[from].start;
        rest.text.ptr = words[from].text.ptr;
    }
    if (to < cue->first_word + cue->n_words)
        rest.end = last->end;
    rest.text.len = (size_t)(last->text.ptr + last->text.len - rest.text.ptr);
    rest.n_words = to - from;
    if (rest.end <= rest.start)
        return NP_OK;
    for (size_t i = from; i < to; i++)
        w->words[w->n_words + i - from] = words[i];
    if (w->turn)
        w->words[w->n_words].new_speaker = true;
    w->turn = false;
    return put(w, &rest);
}

static enum np_status put_between(struct writer *w, size_t from, size_t to)
{
    enum np_status status = NP_OK;

    while (!status && from < to) {
        const struct npi_caption_cue *cue = cue_of(w, from);
        size_t end = cue->first_word + cue->n_words;

        end = end < to ? end : to;
        status = put_rest(w, cue, from, end);
        from = end;
    }
    return status;
}

/* Parts of one sentence that follow each other are one cue. */
static void lengthen(struct writer *w, const struct npi_bridge_piece *piece)
{
    struct npi_caption_cue *cue = &w->cues[w->n - 1];
    const char *end = piece->text.ptr + piece->text.len;

    cue->end = w->track->words[piece->to - 1].end;
    cue->text.len = (size_t)(end - cue->text.ptr);
    cue->n_words += piece->n_words;
    w->n_words += piece->n_words;
}

static enum np_status
put_piece(struct writer *w, const struct npi_bridge_piece *piece, bool goes_on)
{
    const struct npi_caption_word *heard = w->track->words;
    struct npi_caption_word *words = w->words + w->n_words;
    const struct npi_caption_cue cue = {
        .start = heard[piece->from].start,
        .end = heard[piece->to - 1].end,
        .text = piece->text,
        .speaker = cue_of(w, piece->from)->speaker,
        .n_words = piece->n_words,
    };

    npi_bridge_time(w->track, piece, words);
    words[0].new_speaker = words[0].new_speaker || w->turn;
    w->turn = false;
    if (!goes_on)
        return put(w, &cue);
    lengthen(w, piece);
    return NP_OK;
}

/* Whether the piece is the first of its turn's originals. */
static bool is_new_turn(const struct np_episode *episode,
                        const struct npi_bridge_pieces *pieces, size_t p)
{
    const struct npi_bridge_piece *piece = &pieces->items[p];

    return p == 0 || episode->originals[piece->original].turn !=
                         episode->originals[piece[-1].original].turn;
}

enum np_status npi_bridge_track(struct npi_arena *arena,
                                const struct npi_caption_track *track,
                                const struct np_episode *episode,
                                const struct npi_bridge_pieces *pieces,
                                struct npi_caption_track *better)
{
    struct writer w = {.arena = arena, .track = track};
    enum np_status status = open(&w, pieces);
    size_t at = 0;

    for (size_t p = 0; !status && p < pieces->n; p++) {
        const struct npi_bridge_piece *piece = &pieces->items[p];
        bool new_turn = is_new_turn(episode, pieces, p);
        bool goes_on = !piece->begins && at == piece->from &&
                       piece[-1].to == at && piece[-1].to > piece[-1].from;

        if (piece->to <= piece->from)
            continue;
        if (piece->plain && !new_turn)
            continue;
        status = put_between(&w, at, piece->from);
        at = piece->from;
        w.turn = new_turn;
        if (status || piece->plain)
            continue;
        status = put_piece(&w, piece, goes_on);
        at = piece->to;
    }
    if (!status)
        status = put_between(&w, at, track->n_words);
    *better = *track;
    better->cues = w.cues;
    better->n_cues = w.n;
    better->words = w.words;
    better->n_words = w.n_words;
    return status;
}
