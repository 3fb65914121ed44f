/* The stage's door: a first look at the whole, which leaves a band; then passes
 * over every sentence and word in it, each of which teaches the next. */
#include "matching/matching.h"

#include "base/str.h"
#include "matching/bridge.h"
#include "matching/fit.h"
#include "matching/learn.h"
#include "matching/look.h"
#include "matching/starts.h"

/* The lexicon if its keys are in a language, or may be; else NULL. */
static const struct npi_lexicon *keyed_in(const struct npi_lexicon *lexicon,
                                          struct np_str language)
{
    struct np_str code;
    struct np_str key;

    if (!lexicon || npi_lexicon_longest_key(lexicon) == 0)
        return NULL;
    key = npi_lexicon_from(lexicon);
    if (key.len == 0)
        return lexicon;
    npi_str_split(&language, '-', &code);
    return npi_str_eq_nocase(code, key) ? lexicon : NULL;
}

struct pass {
    struct npi_heard heard;
    struct npi_written base;
    struct npi_written written;
    struct npi_likeness likeness;
    struct npi_band *bands;
    double *lengths;
    double spread;
    size_t *rows; /* each a sentence, each position a word */
    size_t *positions;
    struct npi_lattice lattice;
};

static enum np_status prepare(struct npi_arena *arena,
                              const struct npi_matching_input *input,
                              struct pass *pass)
{
    /* The dictionary says of one side what it means in the other's words. One
     * that does not tell its languages may be keyed in either. */
    const struct npi_lexicon *ours = keyed_in(input->lexicon,
                                              input->episode->language);
    const bool certain = ours && npi_lexicon_from(ours).len > 0;
    const struct npi_lexicon *theirs = certain
                                           ? NULL
                                           : keyed_in(input->lexicon,
                                                      input->track->language);
    size_t n = input->episode->n_sentences;
    enum np_status status = npi_heard_build(arena, input->track, theirs,
                                            input->model->smooth, &pass->heard);

    if (!status)
        status = npi_written_build(arena, input->episode, ours, &pass->heard,
                                   input->model, &pass->base);
    if (status)
        return status;
    pass->written = pass->base;
    pass->bands = NPI_ARENA_NEW(arena, struct npi_band, n + 1);
    pass->lengths = NPI_ARENA_NEW(arena, double, n);
    pass->rows = NPI_ARENA_NEW(arena, size_t, n + 1);
    pass->positions = NPI_ARENA_NEW(arena, size_t, pass->heard.n + 1);
    if (!pass->bands || !pass->lengths || !pass->rows || !pass->positions)
        return NP_ERR_NOMEM;
    for (size_t s = 0; s <= n; s++)
        pass->rows[s] = s;
    for (size_t p = 0; p <= pass->heard.n; p++)
        pass->positions[p] = p;
    return npi_likeness_init(arena, input, &pass->heard, &pass->written,
                             &pass->likeness);
}

static enum np_status run_pass(struct npi_context *ctx, struct pass *pass)
{
    pass->likeness.fine = true;
    pass->likeness.rows = pass->rows;
    pass->likeness.positions = pass->positions;
    pass->lattice = (struct npi_lattice){
        .model = pass->likeness.model,
        .n = pass->written.n,
        .n_positions = pass->heard.n + 1,
        .units = pass->heard.units,
        .lengths = pass->lengths,
        .step = NPI_UNITS,
        .spread = pass->spread,
        .bands = pass->bands,
        .silent = pass->heard.silent,
        .said = npi_likeness_said,
        .likely = npi_likeness_likely,
        .user = &pass->likeness,
    };
    return npi_lattice_run(ctx, &pass->lattice);
}

static enum np_status learn(struct npi_context *ctx, struct pass *pass)
{
    enum np_status status = npi_learn_lengths(ctx->arena, &pass->lattice,
                                              &pass->written, pass->lengths,
                                              &pass->spread);

    npi_learn_explained(&pass->lattice, &pass->likeness);
    npi_learn_borders(&pass->lattice, &pass->likeness);
    if (!status && pass->likeness.model->learnt > 0)
        status = npi_learn_pairs(ctx, &pass->lattice, &pass->likeness,
                                 &pass->base, &pass->written);
    if (!status)
        npi_look_closer(&pass->lattice, pass->bands);
    return status;
}

/* All passes. Each lives in an arena of its own, which is kept until the next
 * one has learnt from it: rounds, whose memory is the caller's to release. */
static enum np_status run_rounds(const struct npi_context *ctx,
                                 struct npi_arena rounds[2], struct pass *pass)
{
    enum np_status status = NP_OK;

    for (unsigned r = 0; !status && r < pass->likeness.model->rounds; r++) {
        struct npi_context own = *ctx;

        npi_arena_release(&rounds[r % 2]);
        own.arena = &rounds[r % 2];
        if (r > 0)
            status = learn(&own, pass);
        if (!status)
            status = run_pass(&own, pass);
    }
    return status;
}

static enum np_status find(struct npi_context *ctx, struct npi_context *work,
                           const struct npi_matching_input *input,
                           struct npi_matching *matching)
{
    struct pass pass;
    struct npi_bridge bridge;
    struct npi_arena rounds[2];
    enum np_status status = npi_bridge_build(work, input, &bridge);

    if (!status)
        status = prepare(work->arena, &bridge.input, &pass);
    if (!status) {
        npi_learn_borders(NULL, &pass.likeness);
        pass.spread = input->model->spread;
        status = npi_look(work, &pass.likeness, pass.bands, pass.lengths);
    }
    npi_arena_init(&rounds[0]);
    npi_arena_init(&rounds[1]);
    if (!status)
        status = run_rounds(work, rounds, &pass);
    if (!status)
        status = npi_starts_read(ctx->arena, &pass.lattice, &pass.heard,
                                 bridge.original, matching);
    if (!status)
        status = npi_fit_judge(work->arena, &pass.likeness, &pass.base,
                               matching);
    npi_arena_release(&rounds[0]);
    npi_arena_release(&rounds[1]);
    if (!status && bridge.found && bridge.fit > matching->fit)
        matching->fit = bridge.fit;
    return status;
}

enum np_status npi_matching_find(struct npi_context *ctx,
                                 const struct npi_matching_input *input,
                                 struct npi_matching *matching)
{
    struct npi_matching_input own = *input;
    struct npi_context work = *ctx;
    struct npi_arena arena;
    enum np_status status;

    *matching = (struct npi_matching){0};
    if (input->track->n_words == 0)
        return NP_OK;
    if (!own.model)
        own.model = &npi_matching_model_default;
    npi_arena_init(&arena);
    work.arena = &arena;
    status = find(ctx, &work, &own, matching);
    npi_arena_release(&arena);
    return status;
}
