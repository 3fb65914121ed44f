/* The times of a piece's words: those of the same words in the captions, found
 * by the longest common subsequence; what lies between is spread by letters. */
#include "base/str.h"
#include "lexicon/fold.h"
#include "matching/bridge_parts.h"

#define NPI_SPAN                                                               \
    255 /* of the captions' words that are looked at: in a byte                \
         */

struct common {
    uint64_t piece[NPI_PIECE_WORDS];
    uint64_t heard[NPI_SPAN];
    size_t n;
    size_t n_heard;
    /* Longest from word i of the one and k of the other on. */
    uint8_t most[NPI_PIECE_WORDS + 1][NPI_SPAN + 1];
    size_t found[NPI_PIECE_WORDS]; /* the captions' word, or NP_NONE */
};

static uint64_t hash_of(struct np_str word)
{
    char folded[NPI_FOLD_MAX];
    size_t len = npi_word_fold(word, folded);

    return len ? npi_hash(NPI_HASH_START, folded, len) : 0;
}

static bool alike(const struct common *common, size_t i, size_t k)
{
    return common->piece[i] && common->piece[i] == common->heard[k];
}

static void measure(struct common *common)
{
    for (size_t i = common->n; i-- > 0;)
        for (size_t k = common->n_heard; k-- > 0;) {
            uint8_t most = common->most[i + 1][k];

            if (common->most[i][k + 1] > most)
                most = common->most[i][k + 1];
            if (alike(common, i, k) && common->most[i + 1][k + 1] >= most)
                most = (uint8_t)(common->most[i + 1][k + 1] + 1);
            common->most[i][k] = most;
        }
}

static void walk(struct common *common)
{
    size_t k = 0;

    for (size_t i = 0; i < common->n; i++) {
        common->found[i] = NP_NONE;
        while (k < common->n_heard && !alike(common, i, k) &&
               common->most[i][k] == common->most[i][k + 1])
            k++;
        if (k < common->n_heard && alike(common, i, k) &&
            common->most[i][k] == common->most[i + 1][k + 1] + 1)
            common->found[i] = k++;
    }
}

/* Words [from, to) lie between two times. */
static void spread(struct npi_caption_word *words, size_t from, size_t to,
                   int64_t start, int64_t end)
{
    int64_t all = 0;
    int64_t sum = 0;

    for (size_t i = from; i < to; i++)
        all += (int64_t)words[i].text.len + 1;
    for (size_t i = from; i < to; i++) {
        words[i].start = start + (end - start) * sum / all;
        sum += (int64_t)words[i].text.len + 1;
        words[i].end = start + (end - start) * sum / all;
    }
}

static void set_times(const struct common *common,
                      const struct npi_caption_word *heard,
                      struct npi_caption_word *words)
{
    int64_t time = heard[0].start;
    size_t next = 0; /* the first that has no time yet */

    for (size_t i = 0; i < common->n; i++) {
        const struct npi_caption_word *word;

        if (common->found[i] == NP_NONE)
            continue;
        word = &heard[common->found[i]];
        words[i].start = word->start;
        words[i].end = word->end;
        words[i].timed = word->timed;
        words[i].new_speaker = word->new_speaker;
        spread(words, next, i, time, word->start);
        time = word->end;
        next = i + 1;
    }
    spread(words, next, common->n, time, heard[common->n_heard - 1].end);
}

void npi_bridge_time(const struct npi_caption_track *track,
                     const struct npi_bridge_piece *piece,
                     struct npi_caption_word *words)
{
    const struct npi_caption_word *heard = &track->words[piece->from];
    size_t n_heard = piece->to - piece->from;
    struct common common = {.n_heard = n_heard};
    size_t at = 0;

    for (; npi_bridge_word(piece->text, &at, &words[common.n].text); common.n++)
        words[common.n].timed = words[common.n].new_speaker = false;
    if (n_heard > NPI_SPAN) {
        spread(words, 0, common.n, heard[0].start, heard[n_heard - 1].end);
        return;
    }
    for (size_t i = 0; i < common.n; i++)
        common.piece[i] = hash_of(words[i].text);
    for (size_t k = 0; k < n_heard; k++)
        common.heard[k] = hash_of(heard[k].text);
    measure(&common);
    walk(&common);
    set_times(&common, heard, words);
}
