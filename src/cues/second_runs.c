/* From what the matching found to the words that each cue shows. The matching
 * tells where words are shared out, in the middle of what is possible; a few
 * may be left between two cues. Here the border between the words of two cues
 * that follow each other moves to where the second language is best broken,
 * a word or two away. Words that are left in greater number are what the notes
 * leave out. */
#include "cues/second_parts.h"

#include "base/str.h"
#include "base/utf8.h"
#include "cues/places.h"

#define HEARD 0.5      /* chance from which a cue is in the captions */
#define LEFT 8         /* words between two cues that belong to one of them */
#define LONG_AWAY 1500 /* ms of silence that is more than a pause */
#define MOVE 2         /* words that a border may move, and */
#define MOVE_COST 55   /* what each costs, on the scale of enum npi_place */
#define MOVE_CJK 3     /* … where words are single characters */
#define MOVE_CJK_COST 75
#define SPEAKER 200 /* gain where somebody else begins to speak */
#define CROWDED                                                                \
    1.4 /* times the usual words for its text: it has a cue's                  \
           more */

/* Whether the words from one on follow those before it without a hole. */
static bool are_near(const struct npi_caption_word *words, size_t from,
                     size_t to)
{
    int64_t between;

    if (to - from > LEFT)
        return false;
    between = words[to].start - words[from - 1].end;
    for (size_t w = from; w < to; w++)
        between -= words[w].end - words[w].start;
    return between <= LONG_AWAY;
}

static size_t distance(size_t place, size_t from, size_t to)
{
    return place < from ? from - place : place > to ? place - to : 0;
}

/* Two cues whose words follow each other, and where between them they may be
 * shared out. */
struct border {
    const struct npi_second_layer *layer;
    const struct npi_caption_word *words;
    size_t first; /* of the one before, */
    size_t last;  /* and behind the other one's last */
    size_t from;  /* what the matching found: from == to, or what is left */
    size_t to;
};

static bool is_character(const struct npi_caption_word *word)
{
    size_t at = 0;

    return npi_cp_is_cjk(npi_utf8_next(word->text, &at));
}

/* The best place at most `reach` words away. */
static size_t best_place(const struct border *b, size_t reach, int64_t *least)
{
    size_t lo = b->from > b->first + reach ? b->from - reach : b->first + 1;
    size_t hi = b->to + reach < b->last ? b->to + reach : b->last - 1;
    bool cjk = is_character(&b->words[b->from]);
    size_t best = b->from;

    *least = INT64_MAX;
    for (size_t w = lo; w <= hi; w++) {
        int64_t cost = npi_second_place(b->layer, w - b->first) +
                       (int64_t)distance(w, b->from, b->to) *
                           (cjk ? MOVE_CJK_COST : MOVE_COST);

        if (b->words[w].new_speaker)
            cost -= SPEAKER;
        if (cost < *least) {
            *least = cost;
            best = w;
        }
    }
    return best;
}

/* Moves the border of two cues whose words follow each other. It never stands
 * in a word where there is another place, however far. */
static enum np_status share_out(struct npi_second_layer *layer,
                                const struct npi_caption_word *words,
                                struct npi_word_run *before,
                                struct npi_word_run *after)
{
    const struct border border = {layer,     words,      before->from,
                                  after->to, before->to, after->from};
    enum np_status status = npi_second_places(layer, words + before->from,
                                              after->to - before->from);
    size_t reach = is_character(&words[border.from]) ? MOVE_CJK : MOVE;
    int64_t least;
    size_t best;

    if (status != NP_OK)
        return status;
    best = best_place(&border, reach, &least);
    if (least >= NPI_PLACE_FORCED)
        best = best_place(&border, border.last - border.first, &least);
    before->to = best;
    after->from = best;
    return NP_OK;
}

static enum np_status join(struct npi_second_layer *layer,
                           const struct npi_matching *matching,
                           struct npi_word_run *runs)
{
    struct npi_word_run *before = NULL;
    enum np_status status = NP_OK;

    for (size_t i = 0; status == NP_OK && i < matching->n; i++) {
        if (runs[i].to == runs[i].from)
            continue;
        if (before && are_near(matching->words, before->to, runs[i].from))
            status = share_out(layer, matching->words, before, &runs[i]);
        before = &runs[i];
    }
    return status;
}

static size_t width_of(const struct np_cue *cue)
{
    size_t width = 0;

    for (unsigned k = 0; k < cue->n_lines; k++)
        width += npi_str_width(cue->lines[k], true);
    return width;
}

static bool share_a_sentence(const struct np_cue *a, const struct np_cue *b)
{
    return a->last_sentence >= b->first_sentence;
}

struct rate {
    double words;
    double width;
};

/* Words a half-width of the cues that have some. */
static struct rate usual(const struct np_cues *cues,
                         const struct npi_word_run *runs)
{
    struct rate rate = {0, 0};

    for (size_t i = 0; i < cues->n_cues; i++) {
        if (runs[i].to == runs[i].from)
            continue;
        rate.words += (double)(runs[i].to - runs[i].from);
        rate.width += (double)width_of(&cues->cues[i]);
    }
    return rate;
}

/* Two cues of one sentence, of which one has no words and the other so many
 * that some must be the first one's: each gets its part by length. */
static void split(const struct np_cue *cues, const struct rate *rate,
                  struct npi_word_run *runs)
{
    struct npi_word_run all = runs[0].to > runs[0].from ? runs[0] : runs[1];
    double first = (double)width_of(&cues[0]);
    double second = (double)width_of(&cues[1]);
    double own = all.from == runs[0].from && runs[0].to > runs[0].from ? first
                                                                       : second;
    double n = (double)(all.to - all.from);
    size_t to_first;

    if (!share_a_sentence(&cues[0], &cues[1]) || all.to - all.from < 2 ||
        n * rate->width < CROWDED * rate->words * own)
        return;
    to_first = (size_t)(n * first / (first + second) + 0.5);
    if (to_first < 1)
        to_first = 1;
    if (to_first > all.to - all.from - 1)
        to_first = all.to - all.from - 1;
    runs[0] = (struct npi_word_run){all.from, all.from + to_first};
    runs[1] = (struct npi_word_run){all.from + to_first, all.to};
}

static void fill_empty(const struct np_cues *cues, struct npi_word_run *runs)
{
    struct rate rate = usual(cues, runs);

    for (size_t i = 0; i + 1 < cues->n_cues; i++)
        if ((runs[i].to > runs[i].from) != (runs[i + 1].to > runs[i + 1].from))
            split(&cues->cues[i], &rate, &runs[i]);
}

enum np_status npi_second_runs(struct npi_second_layer *layer,
                               const struct npi_matching *matching,
                               const struct np_cues *cues,
                               struct npi_word_run *runs)
{
    for (size_t i = 0; i < matching->n; i++) {
        const struct npi_match *match = &matching->sentences[i];

        runs[i] = (struct npi_word_run){match->from, match->to};
        if (match->heard < HEARD)
            runs[i].to = runs[i].from;
    }
    fill_empty(cues, runs);
    return join(layer, matching, runs);
}
