/* What sentences make expect: what was known from the beginning, and what their
 * terms went with elsewhere. */
#include "matching/learn.h"
#include "matching/pairs.h"

struct mixer {
    struct npi_arena *arena;
    const struct npi_written *base;
    struct npi_written *written;
    float *sum; /* by feature; else 0 */
    uint32_t *touched;
    size_t n_touched;
    size_t n_expected;
    size_t cap;
};

static void put_known(struct mixer *mixer, size_t s)
{
    const struct npi_written *base = mixer->base;

    mixer->n_touched = 0;
    for (size_t i = base->first[s]; i < base->first[s + 1]; i++) {
        const struct npi_expected *expected = &base->expected[i];

        mixer->touched[mixer->n_touched++] = expected->id;
        mixer->sum[expected->id] += expected->chance * base->mass[s];
    }
}

static enum np_status keep(struct mixer *mixer, size_t s, double learnt)
{
    struct npi_written *written = mixer->written;
    double mass = (double)mixer->base->mass[s] + learnt;
    double words = (double)mixer->base->words[s];

    for (size_t i = 0; i < mixer->n_touched; i++) {
        uint32_t id = mixer->touched[i];

        written->expected = npi_arena_grow(mixer->arena, written->expected,
                                           mixer->n_expected, &mixer->cap,
                                           sizeof(*written->expected));
        if (!written->expected)
            return NP_ERR_NOMEM;
        written->expected[mixer->n_expected++] = (struct npi_expected){
            id, (float)((double)mixer->sum[id] / (mass > 0 ? mass : 1))};
        mixer->sum[id] = 0;
    }
    written->mass[s] = (float)mass;
    written->words[s] = (float)(words > mass ? words : mass);
    return NP_OK;
}

static enum np_status open(struct mixer *mixer, size_t n_features)
{
    struct npi_written *written = mixer->written;
    size_t n = written->n;

    written->expected = NULL;
    written->first = NPI_ARENA_NEW(mixer->arena, uint32_t, n + 1);
    written->mass = NPI_ARENA_NEW(mixer->arena, float, n);
    written->words = NPI_ARENA_NEW(mixer->arena, float, n);
    mixer->sum = NPI_ARENA_NEW(mixer->arena, float, n_features);
    mixer->touched = NPI_ARENA_NEW(mixer->arena, uint32_t, n_features);
    return written->first && written->mass && written->words && mixer->sum &&
                   mixer->touched
               ? NP_OK
               : NP_ERR_NOMEM;
}

enum np_status npi_learn_pairs(struct npi_context *ctx,
                               const struct npi_lattice *lattice,
                               const struct npi_likeness *likeness,
                               const struct npi_written *base,
                               struct npi_written *written)
{
    const struct npi_matching_model *model = likeness->model;
    struct npi_pairs pairs = {.arena = ctx->arena,
                              .lattice = lattice,
                              .heard = likeness->heard,
                              .written = base};
    struct mixer mixer = {
        .arena = ctx->arena, .base = base, .written = written};
    enum np_status status = npi_pairs_gather(ctx, &pairs);

    /* What the pass before expected lives no longer than that pass. */
    *written = *base;
    if (status || pairs.n_cells == 0)
        return status;
    status = npi_pairs_learn(ctx, model->doubt, &pairs);
    if (!status)
        status = open(&mixer, likeness->heard->ids.n);
    for (size_t s = 0; !status && s < written->n; s++) {
        double worth;

        written->first[s] = (uint32_t)mixer.n_expected;
        put_known(&mixer, s);
        worth = npi_pairs_expect(&pairs, s, model->learnt, model->doubt,
                                 mixer.sum, mixer.touched, &mixer.n_touched);
        status = keep(&mixer, s, model->learnt * worth);
    }
    if (!status)
        written->first[written->n] = (uint32_t)mixer.n_expected;
    return status;
}
