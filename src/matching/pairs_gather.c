/* Pairs, gathered: which features lie in each sentence's passage, by chance,
 * and which terms the sentence has. What happens once teaches nothing and is
 * left out. */
#include "matching/pairs.h"

#define NPI_COVERED 0.05 /* chance from which a word counts as said */
#define NPI_TWICE 2
#define NPI_CELLS_MAX ((size_t)1 << 26)

static bool add_covered(struct npi_pairs *p, size_t word, double chance,
                        const uint32_t *times)
{
    for (size_t f = p->heard->first[word]; f < p->heard->first[word + 1]; f++) {
        const struct npi_feature *feature = &p->heard->features[f];

        if (times[feature->id] < NPI_TWICE)
            continue;
        p->covered = npi_arena_grow(p->arena, p->covered, p->n_covered,
                                    &p->covered_cap, sizeof(*p->covered));
        if (!p->covered)
            return false;
        p->covered[p->n_covered++] = (struct npi_covered){
            feature->id, (float)(chance * (double)feature->weight)};
    }
    return true;
}

/* The chance that a word is said by a sentence: that it has begun, less that it
 * has ended. */
static enum np_status cover(struct npi_pairs *p, size_t s,
                            const uint32_t *times)
{
    const struct npi_band *band = &p->lattice->bands[s];
    const struct npi_band *after = &p->lattice->bands[s + 1];
    const float *end = p->lattice->borders[s + 1].end;
    double begun = 0;
    double ended = 0;
    double ends = 0;

    for (size_t i = 0; i < after->hi - after->lo; i++)
        ends += (double)end[i];
    p->passages[s].first_covered = p->n_covered;
    for (size_t w = band->lo; w + 1 < after->hi; w++) {
        if (w < band->hi)
            begun += (double)p->lattice->borders[s].start[w - band->lo];
        if (w >= after->lo && ends > 0)
            ended += (double)end[w - after->lo] / ends;
        if (begun - ended >= NPI_COVERED &&
            !add_covered(p, w, begun - ended, times))
            return NP_ERR_NOMEM;
    }
    p->passages[s].n_covered = p->n_covered - p->passages[s].first_covered;
    return NP_OK;
}

/* The sentences' terms, each once in a sentence. times: in how many sentences
 * each is. */
static void list_terms(struct npi_pairs *p, uint32_t *times, uint32_t *last)
{
    const struct npi_written *written = p->written;

    for (size_t s = 0; s < written->n; s++) {
        p->passages[s].first_term = p->n_terms;
        for (size_t i = written->first_term[s]; i < written->first_term[s + 1];
             i++) {
            uint32_t term = written->terms[i];

            if (last[term] == s + 1)
                continue;
            last[term] = (uint32_t)s + 1;
            times[term]++;
            p->terms[p->n_terms++] = term;
        }
        p->passages[s].n_terms = p->n_terms - p->passages[s].first_term;
    }
}

static void drop_rare(struct npi_pairs *p, const uint32_t *times)
{
    for (size_t s = 0; s < p->written->n; s++) {
        struct npi_passage *passage = &p->passages[s];
        uint32_t *terms = p->terms + passage->first_term;
        size_t kept = 0;

        for (size_t i = 0; i < passage->n_terms; i++)
            if (times[terms[i]] >= NPI_TWICE)
                terms[kept++] = terms[i];
        passage->n_terms = kept;
        passage->first_cell = p->n_cells;
        p->n_cells += kept * passage->n_covered;
    }
}

static enum np_status gather(struct npi_pairs *p)
{
    const struct npi_written *written = p->written;
    size_t n_terms = written->ids.n;
    uint32_t *times = NPI_ARENA_NEW(p->arena, uint32_t, p->heard->ids.n);
    uint32_t *in = NPI_ARENA_NEW(p->arena, uint32_t, n_terms);
    uint32_t *last = NPI_ARENA_NEW(p->arena, uint32_t, n_terms);
    enum np_status status = NP_OK;

    p->passages = NPI_ARENA_NEW(p->arena, struct npi_passage, written->n);
    p->terms = NPI_ARENA_NEW(p->arena, uint32_t,
                             written->first_term[written->n]);
    if (!times || !in || !last || !p->passages || !p->terms)
        return NP_ERR_NOMEM;
    for (size_t f = 0; f < p->heard->first[p->heard->n]; f++)
        times[p->heard->features[f].id]++;
    for (size_t s = 0; !status && s < written->n; s++)
        status = cover(p, s, times);
    list_terms(p, in, last);
    drop_rare(p, in);
    return status;
}

/* Numbers of both mixed, so that neighbours do not share a slot. */
static uint64_t key_of(uint32_t term, uint32_t feature)
{
    return ((uint64_t)term << 32 | feature) * 0x9e3779b97f4a7c15u;
}

static bool number_pair(struct npi_pairs *p, uint32_t term, uint32_t feature,
                        uint32_t *pair)
{
    size_t n = p->ids.n;

    *pair = npi_ids_add(&p->ids, key_of(term, feature));
    if (*pair == NPI_NO_ID || p->ids.n == n)
        return *pair != NPI_NO_ID;
    p->term = npi_arena_grow(p->arena, p->term, n, &p->cap, sizeof(*p->term));
    p->feature = npi_arena_grow(p->arena, p->feature, n, &p->feature_cap,
                                sizeof(*p->feature));
    if (!p->term || !p->feature)
        return false;
    p->term[n] = term;
    p->feature[n] = feature;
    return true;
}

static bool number_passage(struct npi_pairs *p,
                           const struct npi_passage *passage)
{
    uint32_t *cell = p->cells + passage->first_cell;

    for (size_t w = 0; w < passage->n_covered; w++)
        for (size_t t = 0; t < passage->n_terms; t++)
            if (!number_pair(p, p->terms[passage->first_term + t],
                             p->covered[passage->first_covered + w].feature,
                             cell++))
                return false;
    return true;
}

enum np_status npi_pairs_gather(struct npi_context *ctx, struct npi_pairs *p)
{
    enum np_status status = gather(p);

    if (p->n_cells > NPI_CELLS_MAX)
        p->n_cells = 0;
    if (status || p->n_cells == 0)
        return status;
    status = npi_ids_init(p->arena, &p->ids);
    p->cells = NPI_ARENA_NEW(p->arena, uint32_t, p->n_cells);
    p->counts = NPI_ARENA_NEW(p->arena, float, p->n_cells);
    if (status || !p->cells || !p->counts)
        return NP_ERR_NOMEM;
    for (size_t s = 0; s < p->written->n; s++) {
        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        if (!number_passage(p, &p->passages[s]))
            return NP_ERR_NOMEM;
    }
    return NP_OK;
}
