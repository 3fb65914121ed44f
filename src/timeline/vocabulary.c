/* The terms that titles use, and where in the dialogue each turns up. */
#include "timeline/vocabulary.h"

#include "lexicon/terms.h"

enum np_status npi_vocabulary_init(struct npi_arena *arena, size_t room,
                                   struct npi_vocabulary *vocabulary)
{
    size_t n_slots = 16;

    while (n_slots < room * 2)
        n_slots *= 2;
    *vocabulary = (struct npi_vocabulary){
        .words = NPI_ARENA_NEW(arena, struct npi_word, room),
        .slots = NPI_ARENA_NEW(arena, size_t, n_slots),
        .mask = n_slots - 1,
    };
    return vocabulary->words && vocabulary->slots ? NP_OK : NP_ERR_NOMEM;
}

/* The slot that holds hash, or the empty one where it would go. */
static size_t *find_slot(const struct npi_vocabulary *v, uint64_t hash)
{
    size_t at = (size_t)(hash ^ (hash >> 32)) & v->mask;

    while (v->slots[at] && v->words[v->slots[at] - 1].hash != hash)
        at = (at + 1) & v->mask;
    return &v->slots[at];
}

size_t npi_vocabulary_add(struct npi_vocabulary *v, uint64_t hash, bool pair)
{
    size_t *slot = find_slot(v, hash);

    if (!*slot) {
        v->words[v->n++] = (struct npi_word){.hash = hash, .pair = pair};
        *slot = v->n;
    }
    return *slot - 1;
}

/* Hits in the order of the dialogue, before they are sorted by word. */
struct found {
    size_t word;
    double at;
};

struct founds {
    struct found *items;
    size_t n;
    size_t cap;
};

static enum np_status find_in(struct npi_arena *arena, struct npi_vocabulary *v,
                              struct np_str text, const double *at,
                              struct founds *founds)
{
    struct npi_terms terms = {.text = text};
    double unit = text.len ? (at[1] - at[0]) / (double)text.len : 0;
    struct npi_term term;

    while (npi_terms_next(&terms, &term)) {
        size_t slot = *find_slot(v, term.hash);

        if (!slot)
            continue;
        founds->items = npi_arena_grow(arena, founds->items, founds->n,
                                       &founds->cap, sizeof(struct found));
        if (!founds->items)
            return NP_ERR_NOMEM;
        founds->items[founds->n++] = (struct found){
            slot - 1, at[0] + unit * (double)term.offset};
        v->words[slot - 1].n++;
    }
    return NP_OK;
}

/* Counting sort: hits keep their order within a word. */
static enum np_status sort_hits(struct npi_arena *arena,
                                struct npi_vocabulary *v,
                                const struct founds *founds)
{
    double *hits = NPI_ARENA_NEW(arena, double, founds->n);
    size_t *next = NPI_ARENA_NEW(arena, size_t, v->n);
    size_t first = 0;

    if (!hits || !next)
        return NP_ERR_NOMEM;
    for (size_t w = 0; w < v->n; w++) {
        v->words[w].hits = hits + first;
        next[w] = first;
        first += v->words[w].n;
    }
    for (size_t i = 0; i < founds->n; i++)
        hits[next[founds->items[i].word]++] = founds->items[i].at;
    return NP_OK;
}

enum np_status npi_vocabulary_look_up(struct npi_arena *arena,
                                      const struct np_episode *episode,
                                      const struct npi_ruler *ruler,
                                      struct npi_vocabulary *v)
{
    struct founds founds = {0};
    struct npi_arena passing; /* what only the sorting needs */
    enum np_status status = NP_OK;

    npi_arena_init(&passing);
    for (size_t s = 0; !status && s < episode->n_sentences; s++)
        status = find_in(&passing, v, episode->sentences[s].text, &ruler->at[s],
                         &founds);
    if (!status)
        status = sort_hits(arena, v, &founds);
    npi_arena_release(&passing);
    return status;
}

size_t npi_word_hit(const struct npi_word *word, double at)
{
    size_t lo = 0;
    size_t hi = word->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (word->hits[mid] < at)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}
