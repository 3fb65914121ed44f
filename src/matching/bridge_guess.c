/* Where sentences may start between paragraphs whose start is known: so that
 * the first look at the whole sees what the hints say later. */
#include "lexicon/weight.h"
#include "matching/bridge_parts.h"

#include <math.h>

#define NPI_KNOWN 1.0    /* s: how exactly a start is known */
#define NPI_STRAYS 0.15  /* share of a stretch that a place in it strays by */
#define NPI_ANYWHERE 1e5 /* s: where nothing is known */

/* By length, unless it is known better. */
static void guess_between(const struct np_episode *episode, const double *known,
                          size_t from, size_t to, struct npi_guess *guesses)
{
    double start = known[from];
    double end = known[to];
    double all = 0;
    double sum = 0;

    for (size_t s = from; s < to; s++)
        all += npi_speech_weight(episode->sentences[s].text);
    for (size_t s = from; s <= to; s++) {
        double time = start + (end - start) * sum / all;
        double away = fmin(time - start, end - time);
        struct npi_guess guess = {
            .mean = time,
            .deviation = NPI_KNOWN + NPI_STRAYS * fmax(away, 0),
        };

        if (guess.deviation < guesses[s].deviation)
            guesses[s] = guess;
        sum += npi_speech_weight(episode->sentences[s].text);
    }
}

enum np_status npi_bridge_guess(struct npi_arena *arena, const double *known,
                                struct npi_matching_input *input)
{
    size_t n = input->episode->n_sentences;
    struct npi_guess *guesses = NPI_ARENA_NEW(arena, struct npi_guess, n);
    size_t last = NP_NONE;

    if (!guesses)
        return NP_ERR_NOMEM;
    for (size_t s = 0; s < n; s++) {
        guesses[s] = input->guesses
                         ? input->guesses[s]
                         : (struct npi_guess){.deviation = NPI_ANYWHERE};
        if (known[s] < 0)
            continue;
        if (last != NP_NONE)
            guess_between(input->episode, known, last, s, guesses);
        last = s;
    }
    input->guesses = guesses;
    return NP_OK;
}
