/* Bilingual cues. The cues are matched with the captions as the sentences were
 * (matching/), each by itself: within the time that is known of its sentence,
 * words, lengths and the captions' own borders tell which words it says. */
#include "cues/second/second.h"

#include "base/str.h"
#include "cues/second/parts.h"
#include "matching/model.h"

#include <string.h>

/* When a cue is said is known far better than when a sentence is before
 * anything is matched: s that its guess may be off on top of what it says
 * itself, and how likely it is altogether wrong. */
#define GUESS_ERROR 2.0
#define GUESS_FLOOR 0.02

static bool same_language(struct np_str a, struct np_str b)
{
    struct np_str first;
    struct np_str second;

    npi_str_split(&a, '-', &first);
    npi_str_split(&b, '-', &second);
    return npi_str_eq_nocase(first, second);
}

struct npi_settings npi_second_settings(const struct npi_settings *settings,
                                        struct np_str language,
                                        struct np_str second)
{
    struct npi_settings own = *settings;

    if (same_language(language, second))
        return own;
    own.line_length = 0;
    own.counting = NPI_COUNT_AUTO;
    own.reading_speed = 0;
    own.end_marks = NPI_END_MARKS_AUTO;
    npi_settings_resolve(&own, second);
    return own;
}

static enum np_status write_all(struct npi_context *ctx,
                                struct npi_second_layer *layer,
                                const struct npi_matching *matching,
                                const struct npi_word_run *runs,
                                struct np_cue *cues)
{
    enum np_status status = NP_OK;

    for (size_t i = 0; status == NP_OK && i < matching->n; i++) {
        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        if (runs[i].to > runs[i].from)
            status = npi_second_lay(ctx->arena, layer,
                                    matching->words + runs[i].from,
                                    runs[i].to - runs[i].from, &cues[i]);
    }
    return status;
}

/* Only now it is known how long each takes to be read. */
static enum np_status fit(struct npi_arena *scratch, const struct npi_fit *fit,
                          const struct npi_second_room *room,
                          const struct npi_word_run *runs, struct np_cue *cues,
                          size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct npi_slot *slot = &fit->slots[i];
        uint32_t width = room->words[runs[i].to].before -
                         room->words[runs[i].from].before;
        int64_t needs = npi_second_time(room, width, slot->own);

        slot->needs = needs < fit->settings->longest ? needs
                                                     : fit->settings->longest;
    }
    return npi_cues_fit(scratch, fit, cues, n);
}

static enum np_status fill(struct npi_context *ctx, struct npi_arena *scratch,
                           const struct npi_second_input *input,
                           const struct npi_matching *matching,
                           const struct np_cues *cues, struct np_cue *kept)
{
    struct npi_settings settings = npi_second_settings(
        input->settings, input->episode->language, input->track->language);
    struct npi_second_layer *layer = npi_second_layer_open(scratch, &settings,
                                                           input->filter);
    struct npi_word_run *runs = NPI_ARENA_NEW(scratch, struct npi_word_run,
                                              cues->n_cues);
    struct npi_second_room room;
    enum np_status status = layer && runs ? NP_OK : NP_ERR_NOMEM;

    if (status == NP_OK)
        status = npi_second_room_make(scratch, matching->words,
                                      matching->n_words, &settings, &room);
    if (status == NP_OK)
        status = npi_second_runs(scratch, matching, &room, cues, input->guesses,
                                 runs);
    if (status == NP_OK && input->fit)
        status = fit(scratch, input->fit, &room, runs, kept, cues->n_cues);
    if (status == NP_OK)
        status = write_all(ctx, layer, matching, runs, kept);
    if (layer)
        npi_second_layer_close(layer);
    return status;
}

/* Cues without words of their own (nothing but punctuation) are sentences too:
 * who looks for them finds none. */
static enum np_status match(struct npi_context *work,
                            const struct npi_second_input *input,
                            const struct np_cues *cues,
                            struct npi_matching *matching)
{
    struct np_episode view;
    struct npi_matching_model model = npi_matching_model_default;
    const struct npi_matching_input asked = {
        .episode = &view,
        .track = input->track,
        .lexicon = input->lexicon,
        .guesses = input->guesses,
        .model = &model,
    };
    enum np_status status = npi_second_view(work->arena, input->episode,
                                            input->spoken, cues, &view);

    model.guess_error = GUESS_ERROR;
    model.guess_floor = GUESS_FLOOR;
    return status == NP_OK ? npi_matching_find(work, &asked, matching) : status;
}

static size_t count(struct np_cue *cues, size_t n, bool above)
{
    size_t with = 0;

    for (size_t i = 0; i < n; i++) {
        cues[i].second_above = above && cues[i].n_second > 0;
        with += cues[i].n_second > 0;
    }
    return with;
}

enum np_status npi_cues_add_second(struct npi_context *ctx,
                                   const struct npi_second_input *input,
                                   struct np_cues *cues, size_t *n_second)
{
    struct np_cue *kept = NPI_ARENA_NEW(ctx->arena, struct np_cue,
                                        cues->n_cues);
    struct npi_context work = *ctx;
    struct npi_arena scratch;
    struct npi_matching matching;
    enum np_status status;

    *n_second = 0;
    if (!kept)
        return NP_ERR_NOMEM;
    if (cues->n_cues == 0)
        return NP_OK;
    memcpy(kept, cues->cues, cues->n_cues * sizeof(*kept));
    npi_arena_init(&scratch);
    work.arena = &scratch;
    status = match(&work, input, cues, &matching);
    if (status == NP_OK && matching.n > 0)
        status = fill(ctx, &scratch, input, &matching, cues, kept);
    npi_arena_release(&scratch);
    if (status != NP_OK)
        return status;
    *n_second = count(kept, cues->n_cues, input->above);
    cues->cues = kept;
    return status;
}
