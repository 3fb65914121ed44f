/* The way over the bridge: its steps in order, and whether to take it. */
#include "matching/bridge.h"

#include "base/str.h"
#include "captions/track.h"
#include "matching/bridge_parts.h"

#define NPI_LEAST 3     /* originals that are enough, or */
#define NPI_LEAST_IN 5  /* one for so many turns */
#define NPI_SAMPLE 5000 /* words that tell the language */
#define NPI_SURE 0.5    /* chance from which a piece was heard */
#define NPI_FIT                                                                \
    0.1 /* nats a word: see npi_matching_fits(); between two                   \
           languages it is far less */

static bool has_enough(const struct np_episode *episode)
{
    return episode->n_originals >= NPI_LEAST ||
           (episode->n_originals > 0 &&
            episode->n_originals * NPI_LEAST_IN >= episode->n_turns);
}

/* Unless the two are surely in different languages. */
static enum np_status same_language(struct npi_arena *arena,
                                    const struct npi_caption_track *track,
                                    const struct npi_bridge_pieces *pieces,
                                    bool *same)
{
    struct np_str theirs = track->language;
    struct np_str ours;
    struct np_str code;
    struct npi_caption_word *words = NPI_ARENA_NEW(
        arena, struct npi_caption_word, NPI_SAMPLE);
    size_t n = 0;

    if (!words)
        return NP_ERR_NOMEM;
    for (size_t p = 0; p < pieces->n; p++) {
        size_t at = 0;

        while (n < NPI_SAMPLE &&
               npi_bridge_word(pieces->items[p].text, &at, &words[n].text))
            n++;
    }
    ours = npi_caption_language(words, n);
    npi_str_split(&theirs, '-', &code);
    *same = pieces->n > 0 && (npi_str_eq_nocase(code, ours) || code.len == 0 ||
                              npi_str_eq(ours, NPI_STR("und")) ||
                              npi_str_eq_nocase(code, NPI_STR("und")));
    return NP_OK;
}

/* The first word that starts at ms or later. */
static size_t word_at(const struct npi_caption_track *track, int64_t ms)
{
    size_t lo = 0;
    size_t hi = track->n_words;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (track->words[mid].start < ms)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* Which words each piece was found in; they never overlap. */
static void take_places(const struct npi_caption_track *track,
                        const struct npi_matching *matching,
                        struct npi_bridge_pieces *pieces)
{
    size_t next = 0;

    for (size_t p = 0; p < pieces->n; p++) {
        const struct npi_match *match = &matching->sentences[p];
        struct npi_bridge_piece *piece = &pieces->items[p];

        piece->sure = match->heard * match->near;
        piece->from = word_at(track, match->start);
        piece->to = word_at(track, match->end);
        if (piece->from < next)
            piece->from = next;
        if (piece->sure < NPI_SURE || piece->to <= piece->from)
            piece->to = piece->from;
        else
            next = piece->to;
    }
}

/* A cue must have a length. */
static void leave_out_timeless(const struct npi_caption_track *track,
                               struct npi_bridge_pieces *pieces)
{
    for (size_t p = 0; p < pieces->n; p++) {
        struct npi_bridge_piece *piece = &pieces->items[p];

        if (piece->to > piece->from &&
            track->words[piece->to - 1].end <= track->words[piece->from].start)
            piece->to = piece->from;
    }
}

static enum np_status match_originals(struct npi_context *ctx,
                                      const struct npi_matching_input *input,
                                      struct npi_bridge_pieces *pieces,
                                      struct npi_bridge *bridge)
{
    struct np_episode view;
    struct npi_matching matching;
    const struct npi_matching_input asked = {
        .episode = &view, .track = input->track, .model = input->model};
    enum np_status status = npi_bridge_view(ctx->arena, input->episode, pieces,
                                            &view);

    if (!status)
        status = npi_matching_find(ctx, &asked, &matching);
    if (status)
        return status;
    bridge->fit = matching.fit;
    bridge->found = npi_matching_fits(&matching) && matching.fit >= NPI_FIT;
    if (!bridge->found)
        return NP_OK;
    take_places(input->track, &matching, pieces);
    npi_bridge_refine(input->track, pieces);
    leave_out_timeless(input->track, pieces);
    return NP_OK;
}

static enum np_status build(struct npi_context *ctx,
                            const struct npi_bridge_pieces *pieces,
                            struct npi_bridge *bridge)
{
    const struct np_episode *episode = bridge->input.episode;
    const struct npi_caption_track *track = bridge->input.track;
    struct npi_caption_track *better = NPI_ARENA_NEW(
        ctx->arena, struct npi_caption_track, 1);
    bool *original = NPI_ARENA_NEW(ctx->arena, bool, episode->n_sentences);
    enum np_status status;

    if (!better || !original)
        return NP_ERR_NOMEM;
    status = npi_bridge_track(ctx->arena, track, episode, pieces, better);
    if (!status)
        status = npi_bridge_hints(ctx->arena, track, pieces, &bridge->input,
                                  original);
    bridge->input.track = better;
    bridge->original = original;
    return status;
}

enum np_status npi_bridge_build(struct npi_context *ctx,
                                const struct npi_matching_input *input,
                                struct npi_bridge *bridge)
{
    struct npi_bridge_pieces pieces;
    bool same;
    enum np_status status;

    *bridge = (struct npi_bridge){.input = *input};
    if (!has_enough(input->episode))
        return NP_OK;
    status = npi_bridge_cut(ctx->arena, input->episode, &pieces);
    if (!status)
        status = same_language(ctx->arena, input->track, &pieces, &same);
    if (status || !same)
        return status;
    status = match_originals(ctx, input, &pieces, bridge);
    if (status || !bridge->found)
        return status;
    return build(ctx, &pieces, bridge);
}
