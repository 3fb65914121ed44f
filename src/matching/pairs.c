/* Pairs, learnt: Brown et al., 1993, Model 1, by expectation and maximization.
 *
 * What a sentence expects rests on the others alone: its own counts would only
 * repeat what the pass before believed. */
#include "matching/pairs.h"

#define NPI_STEPS 4    /* of expectation and maximization */
#define NPI_TELLS 0.02 /* chance from which a pair tells something */

/* Shares each feature of a passage among its terms. first: all alike. */
static void expect(struct npi_pairs *p, const struct npi_passage *passage,
                   bool first)
{
    size_t cell = passage->first_cell;

    for (size_t w = 0; w < passage->n_covered; w++) {
        const struct npi_covered *word =
            &p->covered[passage->first_covered + w];
        /* Speech in general is as likely a source as all terms together. */
        double all = (double)p->heard->share[word->feature] *
                     (double)passage->n_terms;
        size_t end = cell + passage->n_terms;

        for (size_t c = cell; c < end; c++)
            all += first ? 1 : p->chance[p->cells[c]];
        for (; cell < end; cell++)
            p->counts[cell] = (float)((double)word->weight / all *
                                      (first ? 1 : p->chance[p->cells[cell]]));
    }
}

static void maximize(struct npi_pairs *p, double doubt)
{
    for (size_t i = 0; i < p->ids.n; i++)
        p->count[i] = 0;
    for (size_t t = 0; t < p->written->ids.n; t++)
        p->term_count[t] = 0;
    for (size_t c = 0; c < p->n_cells; c++)
        p->count[p->cells[c]] += (double)p->counts[c];
    for (size_t i = 0; i < p->ids.n; i++)
        p->term_count[p->term[i]] += p->count[i];
    for (size_t i = 0; i < p->ids.n; i++)
        p->chance[i] = p->count[i] / (p->term_count[p->term[i]] + doubt);
}

/* Counting sort by term. */
static enum np_status sort(struct npi_pairs *p)
{
    size_t n = p->written->ids.n;
    uint32_t *next = NPI_ARENA_NEW(p->arena, uint32_t, n + 1);

    p->first = NPI_ARENA_NEW(p->arena, uint32_t, n + 1);
    p->sorted = NPI_ARENA_NEW(p->arena, uint32_t, p->ids.n);
    if (!next || !p->first || !p->sorted)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < p->ids.n; i++)
        p->first[p->term[i] + 1] += p->chance[i] > NPI_TELLS;
    for (size_t t = 0; t < n; t++) {
        p->first[t + 1] += p->first[t];
        next[t] = p->first[t];
    }
    for (size_t i = 0; i < p->ids.n; i++)
        if (p->chance[i] > NPI_TELLS)
            p->sorted[next[p->term[i]]++] = (uint32_t)i;
    return NP_OK;
}

enum np_status npi_pairs_learn(struct npi_context *ctx, double doubt,
                               struct npi_pairs *p)
{
    p->count = NPI_ARENA_NEW(p->arena, double, p->ids.n);
    p->chance = NPI_ARENA_NEW(p->arena, double, p->ids.n);
    p->own = NPI_ARENA_NEW(p->arena, float, p->ids.n);
    p->term_count = NPI_ARENA_NEW(p->arena, double, p->written->ids.n);
    if (!p->count || !p->chance || !p->own || !p->term_count)
        return NP_ERR_NOMEM;
    for (unsigned i = 0; i < NPI_STEPS; i++) {
        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        for (size_t s = 0; s < p->written->n; s++)
            expect(p, &p->passages[s], i == 0);
        maximize(p, doubt);
    }
    return sort(p);
}

/* What the sentence itself counted, put to own with sign 1 and taken off again
 * with -1. */
static void put_own(const struct npi_pairs *p,
                    const struct npi_passage *passage, float sign)
{
    size_t n = passage->n_covered * passage->n_terms;

    for (size_t c = passage->first_cell; c < passage->first_cell + n; c++)
        if (sign > 0)
            p->own[p->cells[c]] += p->counts[c];
        else
            p->own[p->cells[c]] = 0;
}

/* The same of one term of it, over all features. */
static double own_of_term(const struct npi_pairs *p,
                          const struct npi_passage *passage, size_t t)
{
    double sum = 0;

    for (size_t w = 0; w < passage->n_covered; w++)
        sum += (double)
                   p->counts[passage->first_cell + w * passage->n_terms + t];
    return sum;
}

double npi_pairs_expect(const struct npi_pairs *p, size_t sentence,
                        double weight, double doubt, float *sum,
                        uint32_t *touched, size_t *n_touched)
{
    const struct npi_passage *passage = &p->passages[sentence];
    double worth = 0;

    put_own(p, passage, 1);
    for (size_t t = 0; t < passage->n_terms; t++) {
        uint32_t term = p->terms[passage->first_term + t];
        double all = p->term_count[term] - own_of_term(p, passage, t) + doubt;

        for (size_t i = p->first[term]; i < p->first[term + 1]; i++) {
            uint32_t pair = p->sorted[i];
            double chance = (p->count[pair] - (double)p->own[pair]) / all;
            uint32_t feature = p->feature[pair];

            if (chance < NPI_TELLS)
                continue;
            if (sum[feature] <= 0)
                touched[(*n_touched)++] = feature;
            sum[feature] += (float)(weight * chance);
            worth += chance;
        }
    }
    put_own(p, passage, -1);
    return worth;
}
