/* The times of a piece's words: those of the same words in the captions, found
 * by the longest common subsequence; what lies between is spread by letters. */
#include "matching/bridge_common.h"
#include "matching/bridge_parts.h"

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

static void set_times(const struct npi_common *common,
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
    spread(words, next, common->n, time, heard[common->n_theirs - 1].end);
}

void npi_bridge_time(const struct npi_caption_track *track,
                     const struct npi_bridge_piece *piece,
                     struct npi_caption_word *words)
{
    const struct npi_caption_word *heard = &track->words[piece->from];
    size_t n_heard = piece->to - piece->from;
    struct npi_common common;
    size_t at = 0;

    common.n = 0;
    common.n_theirs = n_heard;
    for (; npi_bridge_word(piece->text, &at, &words[common.n].text); common.n++)
        words[common.n].timed = words[common.n].new_speaker = false;
    if (n_heard > NPI_COMMON_THEIRS) {
        spread(words, 0, common.n, heard[0].start, heard[n_heard - 1].end);
        return;
    }
    for (size_t i = 0; i < common.n; i++)
        common.ours[i] = npi_common_word(words[i].text);
    for (size_t k = 0; k < n_heard; k++)
        common.theirs[k] = npi_common_word(heard[k].text);
    npi_common_find(&common);
    set_times(&common, heard, words);
}
