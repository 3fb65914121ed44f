/* What the originals tell of the dialogue: a paragraph begins when its original
 * does. Which original is whose, their order and their lines tell; where one of
 * them is missing it is only likely. */
#include "matching/bridge_parts.h"

#include "lexicon/weight.h"

#include <math.h>

#define NPI_STRONG                                                             \
    3000.0               /* times likelier: paragraph and original are a pair */
#define NPI_LIKELY 200.0 /* by their lengths they are */
#define NPI_WEAK 20.0    /* what follows from that, inside and behind them */

struct hints {
    struct npi_arena *arena;
    const struct np_episode *episode;
    const struct npi_caption_track *track;
    const struct npi_bridge_pieces *pieces;
    struct npi_hint *items;
    size_t n;
    size_t cap;
    size_t *paragraphs; /* first sentences, of the turn at hand */
    size_t n_paragraphs;
    size_t at; /* the next original */
    bool *original;
    double *known; /* by sentence: when it starts; negative: not known */
};

static bool was_heard(const struct hints *h, size_t from, size_t to)
{
    for (size_t p = from; p < to; p++)
        if (h->pieces->items[p].to > h->pieces->items[p].from)
            return true;
    return false;
}

static double start_of(const struct hints *h, size_t word)
{
    return (double)h->track->words[word].start / 1000;
}

static size_t paragraph_end(const struct hints *h, size_t paragraph)
{
    size_t s = h->paragraphs[paragraph] + 1;
    size_t turn = h->episode->sentences[s - 1].turn;

    while (s < h->episode->n_sentences &&
           h->episode->sentences[s].turn == turn &&
           !h->episode->sentences[s].paragraph_start)
        s++;
    return s;
}

/* In order of their sentences; they come nearly so. */
static enum np_status put_hint(struct hints *h, struct npi_hint hint)
{
    size_t k = h->n;

    h->items = npi_arena_grow(h->arena, h->items, h->n, &h->cap,
                              sizeof(*h->items));
    if (!h->items)
        return NP_ERR_NOMEM;
    for (; k > 0 && h->items[k - 1].sentence > hint.sentence; k--)
        h->items[k] = h->items[k - 1];
    h->items[k] = hint;
    h->n++;
    return NP_OK;
}

/* The sentence may start where a piece does. */
static enum np_status put_start(struct hints *h, size_t sentence, size_t piece,
                                double odds)
{
    const struct npi_bridge_piece *from = &h->pieces->items[piece];

    if (from->to <= from->from)
        return NP_OK;
    return put_hint(h, (struct npi_hint){
                           .sentence = sentence,
                           .time = start_of(h, from->from),
                           .odds = odds * from->sure,
                       });
}

/* What follows the paragraph may start where its original ends. */
static enum np_status put_end(struct hints *h, size_t sentence, size_t piece)
{
    const struct npi_bridge_piece *last = &h->pieces->items[piece];

    if (last->to <= last->from || last->to >= h->track->n_words ||
        sentence >= h->episode->n_sentences)
        return NP_OK;
    return put_hint(h, (struct npi_hint){
                           .sentence = sentence,
                           .time = start_of(h, last->to),
                           .odds = NPI_WEAK * last->sure,
                       });
}

/* Sentences of the original [from, to). */
static size_t count_sentences(const struct hints *h, size_t from, size_t to)
{
    size_t n = 0;

    for (size_t p = from; p < to; p++)
        n += h->pieces->items[p].begins;
    return n;
}

/* Sentence by sentence, where both have as many. */
static enum np_status put_inner(struct hints *h, size_t sentence, size_t n,
                                size_t from, size_t to)
{
    enum np_status status = NP_OK;
    size_t s = sentence;

    if (count_sentences(h, from, to) != n)
        return NP_OK;
    for (size_t p = from + 1; !status && p < to; p++)
        if (h->pieces->items[p].begins)
            status = put_start(h, ++s, p, NPI_WEAK);
    return status;
}

/* Paragraphs [p, p + n) are the translation of the originals [o, o + m): known
 * is how likely that is. */
static enum np_status pair(struct hints *h, size_t p, size_t n, size_t o,
                           size_t m, double odds)
{
    size_t from = h->pieces->first[o];
    size_t to = h->pieces->first[o + m];
    size_t s = h->paragraphs[p];
    size_t end = paragraph_end(h, p + n - 1);
    enum np_status status;

    if (!was_heard(h, from, to))
        return NP_OK;
    for (size_t k = s; k < end; k++)
        h->original[k] = true;
    if (odds >= NPI_STRONG &&
        h->pieces->items[from].to > h->pieces->items[from].from)
        h->known[s] = start_of(h, h->pieces->items[from].from);
    status = put_start(h, s, from, odds);
    if (!status)
        status = put_inner(h, s, end - s, from, to);
    return status ? status : put_end(h, end, to - 1);
}

static double length_of(const struct hints *h, size_t p, size_t n)
{
    size_t end = paragraph_end(h, p + n - 1);
    double sum = 0;

    for (size_t s = h->paragraphs[p]; s < end; s++)
        sum += npi_speech_weight(h->episode->sentences[s].text);
    return sum;
}

/* More paragraphs than originals behind them: are those of all paragraphs, or
 * do the first ones have none? Lengths tell. */
static enum np_status pair_fewer(struct hints *h, size_t p, size_t n, size_t o,
                                 size_t m)
{
    double length = 0;
    enum np_status status = NP_OK;

    for (size_t i = o; i < o + m; i++)
        length += npi_speech_weight(h->episode->originals[i].text);
    if (fabs(log(length_of(h, p, n) / length)) <
        fabs(log(length_of(h, p + n - m, m) / length)))
        return pair(h, p, n, o, m, NPI_LIKELY);
    for (size_t i = 0; !status && i < m; i++)
        status = pair(h, p + n - m + i, 1, o + i, 1, NPI_LIKELY);
    return status;
}

/* Paragraphs [p, p + n) and originals [o, o + m) that stand together. */
static enum np_status pair_group(struct hints *h, size_t p, size_t n, size_t o,
                                 size_t m, bool above)
{
    enum np_status status = NP_OK;

    if (n == 0 || m == 0)
        return NP_OK;
    if (n > m && !above)
        return pair_fewer(h, p, n, o, m);
    if (n != m)
        return pair(h, p, above && n > m ? 1 : n, o, m, NPI_STRONG);
    for (size_t i = 0; !status && i < n; i++)
        status = pair(h, p + i, 1, o + i, 1, NPI_STRONG);
    return status;
}

static size_t line_of(const struct hints *h, size_t paragraph)
{
    return h->episode->sentences[h->paragraphs[paragraph]].line;
}

/* How many of the turn's paragraphs from p on, or of the originals from o on,
 * begin before a line. */
static size_t paragraphs_before(const struct hints *h, size_t p, size_t line)
{
    size_t n = 0;

    while (p + n < h->n_paragraphs && line_of(h, p + n) < line)
        n++;
    return n;
}

static size_t originals_before(const struct hints *h, size_t o, size_t end,
                               size_t line)
{
    size_t n = 0;

    while (o + n < end && h->episode->originals[o + n].line < line)
        n++;
    return n;
}

/* The turn's paragraphs and originals [o, end) in order of their lines: each
 * run of the one kind goes with the run of the other behind it. */
static enum np_status pair_runs(struct hints *h, size_t o, size_t end)
{
    const struct np_original *originals = h->episode->originals;
    bool above = originals[o].line < line_of(h, 0);
    enum np_status status = NP_OK;
    size_t p = 0;

    while (!status && p < h->n_paragraphs && o < end) {
        size_t n;
        size_t m;

        if (above) {
            m = originals_before(h, o, end, line_of(h, p) + 1);
            n = paragraphs_before(
                h, p, o + m < end ? originals[o + m].line : SIZE_MAX);
        } else {
            n = paragraphs_before(h, p, originals[o].line + 1);
            m = originals_before(h, o, end,
                                 p + n < h->n_paragraphs ? line_of(h, p + n)
                                                         : SIZE_MAX);
        }
        status = pair_group(h, p, n, o, m, above);
        p += n;
        o += m;
    }
    return status;
}

static enum np_status read_turn(struct hints *h, size_t t)
{
    const struct np_episode *episode = h->episode;
    const struct np_turn *turn = &episode->turns[t];
    size_t o = h->at;
    size_t end;

    while (o < episode->n_originals && episode->originals[o].turn != t &&
           (episode->originals[o].turn == NP_NONE ||
            episode->originals[o].turn < t))
        o++;
    for (end = o;
         end < episode->n_originals && episode->originals[end].turn == t;)
        end++;
    h->at = end;
    if (o == end)
        return NP_OK;
    h->n_paragraphs = 0;
    for (size_t s = turn->first_sentence;
         s < turn->first_sentence + turn->n_sentences; s++)
        if (s == turn->first_sentence || episode->sentences[s].paragraph_start)
            h->paragraphs[h->n_paragraphs++] = s;
    return end - o == h->n_paragraphs
               ? pair_group(h, 0, h->n_paragraphs, o, end - o, false)
               : pair_runs(h, o, end);
}

/* The input's own hints and these, in order. */
static enum np_status merge(const struct hints *h,
                            struct npi_matching_input *input)
{
    size_t n = input->n_hints + h->n;
    struct npi_hint *hints = NPI_ARENA_NEW(h->arena, struct npi_hint, n);
    size_t i = 0;
    size_t k = 0;

    if (!hints)
        return NP_ERR_NOMEM;
    while (i + k < n)
        if (k == h->n || (i < input->n_hints &&
                          input->hints[i].sentence <= h->items[k].sentence)) {
            hints[i + k] = input->hints[i];
            i++;
        } else {
            hints[i + k] = h->items[k];
            k++;
        }
    input->hints = hints;
    input->n_hints = n;
    return NP_OK;
}

enum np_status npi_bridge_hints(struct npi_arena *arena,
                                const struct npi_caption_track *track,
                                const struct npi_bridge_pieces *pieces,
                                struct npi_matching_input *input,
                                bool *original)
{
    size_t n = input->episode->n_sentences;
    struct hints h = {
        .arena = arena,
        .episode = input->episode,
        .track = track,
        .pieces = pieces,
        .original = original,
        .paragraphs = NPI_ARENA_NEW(arena, size_t, n),
        .known = NPI_ARENA_NEW(arena, double, n),
    };
    enum np_status status = h.paragraphs && h.known ? NP_OK : NP_ERR_NOMEM;

    for (size_t s = 0; !status && s < n; s++)
        h.known[s] = -1;
    for (size_t t = 0; !status && t < input->episode->n_turns; t++)
        status = read_turn(&h, t);
    if (!status)
        status = merge(&h, input);
    return status ? status : npi_bridge_guess(arena, h.known, input);
}
