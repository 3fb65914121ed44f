/* The stage's door: a first look at the whole, which leaves a band; then passes
 * over every sentence and word in it, each of which teaches the next. */
#include "matching/matching.h"

#include "base/str.h"
#include "matching/bridge.h"
#include "matching/learn.h"
#include "matching/look.h"
#include "matching/starts.h"

static const struct npi_lexicon *keyed_in(const struct npi_lexicon *lexicon,
                                          struct np_str language, bool from)
{
    struct np_str code;
    struct np_str key;

    if (!lexicon || npi_lexicon_longest_key(lexicon) == 0)
        return NULL;
    key = from ? npi_lexicon_from(lexicon) : npi_lexicon_to(lexicon);
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
    const struct npi_caption_track *track = input->track;
    const struct npi_lexicon *theirs = keyed_in(input->lexicon, track->language,
                                                true);
    const struct npi_lexicon *ours = keyed_in(input->lexicon,
                                              input->episode->language, true);
    size_t n = input->episode->n_sentences;
    enum np_status status;

    /* The dictionary says what the one side means in the other's words. One
     * that does not tell its languages may be keyed in either. */
    if (ours && npi_lexicon_from(input->lexicon).len > 0)
        theirs = NULL;
    status = npi_heard_build(arena, track, theirs, input->model->smooth,
                             &pass->heard);
    if (!status)
        status = npi_written_build(arena, input->episode, ours ? ours : NULL,
                                   &pass->heard, input->model, &pass->base);
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

/* Right captions fit by 0.03 (another language, no dictionary) to 0.4 (the same
 * language), those of other episodes by less than 0.01 where they seem to have
 * many sentences, and by any number where they have next to none. */
#define NPI_FITS 0.015
#define NPI_HEARD 0.15
/* Languages that share no word at all, and no dictionary: then nearly all
 * sentences find a place, as lengths and learnt pairs allow, but only in right
 * captions are the places sure: 0.93 to 0.97 on average, 0.8 in others. */
#define NPI_ALL_HEARD 0.9
#define NPI_ALL_SURE 0.88
#define NPI_SAID 0.5 /* chance from which a sentence counts as found */

bool npi_matching_fits(const struct npi_matching *matching)
{
    return (matching->fit >= NPI_FITS && matching->heard >= NPI_HEARD) ||
           (matching->heard >= NPI_ALL_HEARD && matching->near >= NPI_ALL_SURE);
}

static size_t position_at(const struct npi_heard *heard, int64_t ms)
{
    size_t lo = 0;
    size_t hi = heard->n;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (heard->words[mid].start < ms)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* How well the words fit where the sentences were found, by what was known of
 * them before any pass: what was learnt would only praise itself. */
static enum np_status judge(struct npi_arena *arena, struct pass *pass,
                            struct npi_matching *matching)
{
    double *sum = NPI_ARENA_NEW(arena, double, pass->heard.n + 1);
    double all = 0;
    double words = 0;
    double heard = 0;
    double near = 0;

    if (!sum)
        return NP_ERR_NOMEM;
    pass->likeness.written = &pass->base;
    for (size_t s = 0; s < matching->n; s++) {
        const struct npi_match *match = &matching->sentences[s];
        size_t from = position_at(&pass->heard, match->start);
        size_t to = position_at(&pass->heard, match->end);

        heard += match->heard;
        near += match->near;
        if (match->heard < NPI_SAID || to <= from)
            continue;
        npi_likeness_said(&pass->likeness, s, from, to + 1, sum);
        all += sum[to - from];
        words += (double)(to - from);
    }
    matching->fit = words > 0 ? all / words : 0;
    matching->heard = heard / (double)matching->n;
    matching->near = near / (double)matching->n;
    return NP_OK;
}

static enum np_status find(struct npi_context *ctx, struct npi_context *work,
                           const struct npi_matching_input *input,
                           struct npi_matching *matching)
{
    struct pass pass;
    struct npi_bridge bridge;
    enum np_status status = npi_bridge_build(work, input, &bridge);

    if (!status)
        status = prepare(work->arena, &bridge.input, &pass);
    if (!status) {
        npi_learn_borders(NULL, &pass.likeness);
        pass.spread = input->model->spread;
        status = npi_look(work, &pass.likeness, pass.bands, pass.lengths);
    }
    for (unsigned r = 0; !status && r < input->model->rounds; r++) {
        if (r > 0)
            status = learn(work, &pass);
        if (!status)
            status = run_pass(work, &pass);
    }
    if (!status)
        status = npi_starts_read(ctx->arena, &pass.lattice, &pass.heard,
                                 bridge.original, matching);
    if (!status)
        status = judge(work->arena, &pass, matching);
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
