/* The dialogue as a ruler. */
#include "timeline/ruler.h"

#include "lexicon/weight.h"

#define NPI_TURN_PAUSE 1.0 /* units between two turns */

static void mark_turns(const struct np_episode *episode, bool *turn)
{
    for (size_t t = 0; t < episode->n_turns; t++)
        if (episode->turns[t].first_sentence < episode->n_sentences)
            turn[episode->turns[t].first_sentence] = true;
}

enum np_status npi_ruler_build(struct npi_arena *arena,
                               const struct np_episode *episode,
                               struct npi_ruler *ruler)
{
    size_t n = episode->n_sentences;
    double *at = NPI_ARENA_NEW(arena, double, n + 1);
    bool *turn = NPI_ARENA_NEW(arena, bool, n + 1);
    size_t n_turns = 0;

    if (!at || !turn)
        return NP_ERR_NOMEM;
    mark_turns(episode, turn);
    for (size_t i = 0; i < n; i++) {
        n_turns += turn[i];
        at[i + 1] = at[i] + npi_speech_weight(episode->sentences[i].text) +
                    (i + 1 < n && turn[i + 1] ? NPI_TURN_PAUSE : 0);
    }
    *ruler = (struct npi_ruler){
        .n = n,
        .at = at,
        .turn = turn,
        .turn_share = n ? (double)n_turns / (double)n : 0,
    };
    return NP_OK;
}

size_t npi_ruler_find(const struct npi_ruler *ruler, double at)
{
    size_t lo = 0;
    size_t hi = ruler->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (ruler->at[mid] < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}
