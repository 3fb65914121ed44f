/* From what the matching found to the words that each cue shows. The matching
 * tells where words are shared out, in the middle of what is possible; a few
 * may be left between two cues. Here the borders of cues whose words follow
 * each other are moved, all of them at once (borders.h). Words that are
 * left in greater number are what the notes leave out. */
#include "cues/second/borders.h"
#include "cues/second/parts.h"

#define HEARD 0.5      /* chance from which a cue is in the captions */
#define LONG_AWAY 1500 /* ms of silence that is more than a pause */

/* Cues that may show words, in order. */
struct sharing {
    const struct npi_matching *matching;
    const struct npi_second_room *room;
    struct npi_share *shares;
    size_t *cues; /* whose they are */
    size_t n;
};

/* Whether the words from one on follow those before it without a hole. */
static bool are_near(const struct npi_matching *matching, size_t from,
                     size_t to)
{
    const struct npi_caption_word *words = matching->words;
    int64_t between;

    if (to - from > NPI_SHARE_LEFT)
        return false;
    if (from == 0 || to == matching->n_words)
        return true;
    between = words[to].start - words[from - 1].end;
    for (size_t w = from; w < to; w++)
        between -= words[w].end - words[w].start;
    return between <= LONG_AWAY;
}

static bool share_a_sentence(const struct np_cue *a, const struct np_cue *b)
{
    return a->last_sentence >= b->first_sentence;
}

static bool is_heard(const struct npi_matching *matching, size_t i)
{
    const struct npi_match *match = &matching->sentences[i];

    return match->heard >= HEARD && match->to > match->from;
}

/* Where a cue that has found no words might have some of its sentence's:
 * between its neighbours; false: no neighbour is of its sentence. */
static bool find_gap(const struct sharing *sharing, const struct np_cues *cues,
                     size_t i, size_t *gap)
{
    const struct npi_match *matches = sharing->matching->sentences;
    const struct np_cue *cue = &cues->cues[i];

    if (sharing->n > 0 && sharing->cues[sharing->n - 1] + 1 == i &&
        share_a_sentence(cue - 1, cue)) {
        *gap = sharing->shares[sharing->n - 1].to;
        return true;
    }
    if (i + 1 < cues->n_cues && is_heard(sharing->matching, i + 1) &&
        share_a_sentence(cue, cue + 1)) {
        *gap = matches[i + 1].from;
        return true;
    }
    return false;
}

#define KNOWN 5  /* s; beyond that nothing is known of when a cue is said */
#define FAR 4000 /* ms from it */

static struct npi_share share_of(const struct sharing *sharing,
                                 const struct np_cues *cues,
                                 const struct npi_guess *guesses, size_t i)
{
    const struct np_cue *cue = &cues->cues[i];
    const struct npi_guess *guess = &guesses[i];
    bool known = guess->deviation < KNOWN;

    return (struct npi_share){
        .at = known ? (int64_t)(guess->mean * 1000) : NP_NO_TIME,
        .lasts = cue->end - cue->start,
        .begins = i == 0 || !share_a_sentence(cue - 1, cue),
        .turns = i > 0 && cue[-1].turn != cue->turn,
        .heard = is_heard(sharing->matching, i),
    };
}

static void list_shares(struct sharing *sharing, const struct np_cues *cues,
                        const struct npi_guess *guesses)
{
    for (size_t i = 0; i < cues->n_cues; i++) {
        const struct npi_match *match = &sharing->matching->sentences[i];
        struct npi_share share = share_of(sharing, cues, guesses, i);
        size_t gap;

        if (share.heard) {
            share.from = match->from;
            share.to = match->to;
        } else if (find_gap(sharing, cues, i, &gap)) {
            share.from = share.to = gap;
        } else {
            continue;
        }
        sharing->cues[sharing->n] = i;
        sharing->shares[sharing->n++] = share;
    }
}

/* The first of words [from, to) that starts at the moment or later. */
static size_t word_at(const struct npi_second_room *room, size_t from,
                      size_t to, int64_t at)
{
    while (from < to && room->words[from].start < at)
        from++;
    return from;
}

/* The timeline has found the whole sentence, with more to go by than one cue
 * has: words that are far from it are not the cue's. */
static void mind_the_time(struct sharing *sharing)
{
    for (size_t k = 1; k < sharing->n; k++) {
        struct npi_share *share = &sharing->shares[k];
        int64_t away;

        if (!share->begins || share->at == NP_NO_TIME ||
            !are_near(sharing->matching, share[-1].to, share->from))
            continue;
        away = sharing->room->words[share->from].start - share->at;
        if (away > -FAR && away < FAR)
            continue;
        share->from = word_at(sharing->room, share[-1].from, share->to,
                              share->at);
        share[-1].to = share->from;
    }
}

/* Each row of shares without a hole by itself. */
static enum np_status share_out(struct npi_arena *scratch,
                                struct sharing *sharing)
{
    struct npi_share *shares = sharing->shares;
    enum np_status status = NP_OK;
    size_t first = 0;

    for (size_t k = 1; status == NP_OK && k <= sharing->n; k++) {
        if (k < sharing->n &&
            are_near(sharing->matching, shares[k - 1].to, shares[k].from))
            continue;
        status = npi_second_share(scratch, sharing->room, shares + first,
                                  k - first);
        first = k;
    }
    return status;
}

enum np_status
npi_second_runs(struct npi_arena *scratch, const struct npi_matching *matching,
                const struct npi_second_room *room, const struct np_cues *cues,
                const struct npi_guess *guesses, struct npi_word_run *runs)
{
    struct sharing sharing = {
        .matching = matching,
        .room = room,
        .shares = NPI_ARENA_NEW(scratch, struct npi_share, matching->n),
        .cues = NPI_ARENA_NEW(scratch, size_t, matching->n),
    };
    enum np_status status;

    if (!sharing.shares || !sharing.cues)
        return NP_ERR_NOMEM;
    list_shares(&sharing, cues, guesses);
    mind_the_time(&sharing);
    status = share_out(scratch, &sharing);
    for (size_t i = 0; i < matching->n; i++)
        runs[i] = (struct npi_word_run){0, 0};
    for (size_t k = 0; k < sharing.n; k++)
        runs[sharing.cues[k]] = (struct npi_word_run){sharing.shares[k].from,
                                                      sharing.shares[k].to};
    return status;
}
