/* Captions that roll up or grow show a line two or three times: each cue
 * begins with words that the one before ended with. Where that is the file's
 * way, those words are dropped; where it is not, "Yeah." after "Yeah." was
 * said twice.
 *
 * What two cues share is found as the longest words that end the one and begin
 * the other (the failure function of Knuth, Morris and Pratt, 1977), among
 * whole lines, or a growing line as far as it was shown. */
#include "captions/tokens.h"

#define CONTIGUOUS 500 /* ms between a cue and the next that rolls on */

/* Of the pairs of neighbours so many must share words: in rolling captions it
 * is nearly all, in others now and then a "Yeah." */
#define SHARE_NUM 2
#define SHARE_DEN 5
#define SHARED_MIN 4 /* words, in all */

/* Space for the longest cue. */
struct matcher {
    const struct npi_pieces *pieces;
    size_t *fail;
};

static bool same(const struct matcher *m, size_t a, size_t b)
{
    const struct npi_token *tokens = m->pieces->tokens;
    return tokens[a].hash == tokens[b].hash && tokens[a].len == tokens[b].len;
}

/* fail[i]: the longest proper beginning of cur that ends at its token i. */
static void make_failures(const struct matcher *m, const struct npi_piece *cur)
{
    size_t k = 0;
    m->fail[0] = 0;
    for (size_t i = 1; i < cur->n; i++) {
        while (k > 0 && !same(m, cur->first + k, cur->first + i))
            k = m->fail[k - 1];
        k += same(m, cur->first + k, cur->first + i);
        m->fail[i] = k;
    }
}

/* n words are whole lines of both cues, or all that prev showed; and none has
 * a time of its own: that would be new. */
static bool is_repeat(const struct matcher *m, const struct npi_piece *prev,
                      const struct npi_piece *cur, size_t n)
{
    const struct npi_token *tokens = m->pieces->tokens;
    bool lines = tokens[prev->first + prev->n - n].line &&
                 (n == cur->n || tokens[cur->first + n].line);
    if (!lines && n < prev->n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (tokens[cur->first + i].start != NP_NO_TIME)
            return false;
    return true;
}

/* How many words of cur repeat the end of prev. */
static size_t count_repeated(const struct matcher *m,
                             const struct npi_piece *prev,
                             const struct npi_piece *cur)
{
    size_t k = 0;
    size_t tries = 4; /* shorter and shorter; more are nested repetitions */
    if (prev->n == 0 || cur->n == 0 || prev->end == NP_NO_TIME ||
        cur->start > prev->end + CONTIGUOUS)
        return 0;
    make_failures(m, cur);
    size_t from = prev->n > cur->n ? prev->n - cur->n : 0;
    for (size_t i = from; i < prev->n; i++) {
        while (k > 0 &&
               (k == cur->n || !same(m, cur->first + k, prev->first + i)))
            k = m->fail[k - 1];
        k += same(m, cur->first + k, prev->first + i);
    }
    for (; k > 0 && tries > 0; tries--) {
        if (is_repeat(m, prev, cur, k))
            return k;
        k = m->fail[k - 1];
    }
    return 0;
}

static size_t longest(const struct npi_pieces *pieces)
{
    size_t n = 0;
    for (size_t i = 0; i < pieces->n; i++)
        if (pieces->items[i].n > n)
            n = pieces->items[i].n;
    return n;
}

static void drop(struct npi_pieces *pieces, const size_t *repeated)
{
    for (size_t i = 1; i < pieces->n; i++)
        for (size_t j = 0; j < repeated[i]; j++)
            pieces->tokens[pieces->items[i].first + j].dropped = true;
}

void npi_tokens_unroll(struct npi_pieces *pieces)
{
    struct npi_draft *draft = pieces->draft;
    size_t *repeated = NPI_ARENA_NEW(&draft->scratch, size_t, pieces->n);
    struct matcher m = {
        pieces, NPI_ARENA_NEW(&draft->scratch, size_t, longest(pieces))};
    size_t pairs = 0;
    size_t words = 0;
    if (!repeated || !m.fail) {
        npi_draft_no_memory(draft);
        return;
    }
    for (size_t i = 1; i < pieces->n; i++) {
        repeated[i] = count_repeated(&m, &pieces->items[i - 1],
                                     &pieces->items[i]);
        pairs += repeated[i] > 0;
        words += repeated[i];
    }
    if (words >= SHARED_MIN && pairs * SHARE_DEN >= (pieces->n - 1) * SHARE_NUM)
        drop(pieces, repeated);
}
