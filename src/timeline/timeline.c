/* The stage's door: the episode to times.
 *
 * believe (which stamps) -> timing (the alignment's passes: marks, clues,
 * align, curve, pace, place) -> sentences, chapters, check. */
#include "timeline/timeline.h"

#include "base/stamp.h"

#include "timeline/captions.h"
#include "timeline/chapters.h"
#include "timeline/check.h"
#include "timeline/diags.h"
#include "timeline/sentences.h"
#include "timeline/silences.h"
#include "timeline/snap.h"
#include "timeline/talk.h"

/* ms that the last chapter has when nothing tells its end. */
#define NPI_LAST_CHAPTER 60000

static enum np_status check_input(struct npi_context *ctx,
                                  const struct np_episode *episode,
                                  const struct npi_beliefs *beliefs,
                                  bool captions)
{
    if (beliefs->n_entries || beliefs->n_pins)
        return NP_OK;
    if (episode->n_sentences && captions)
        return NP_OK;
    if (episode->n_sentences)
        NPI_DIAG0(ctx->diags, NO_TIMES, NPI_NOWHERE);
    else
        NPI_DIAG0(ctx->diags, NOTHING_TIMED, NPI_NOWHERE);
    return NP_ERR_NOTES;
}

/* The end of the episode: the media's, else where the dialogue ends and the
 * outline's last range, else the usual length of a chapter after the last. */
static void find_end(const struct npi_timeline_input *input,
                     const struct npi_beliefs *beliefs, int64_t dialogue_end,
                     struct np_timeline *timeline)
{
    const struct np_entry *outline = input->episode->outline;
    size_t n = beliefs->n_entries;
    int64_t end = dialogue_end;

    timeline->end_estimated = input->length == NP_NO_TIME;
    for (size_t i = 0; i < n; i++) {
        const struct np_entry *entry = &outline[beliefs->entries[i]];

        if (entry->end != NP_NO_TIME && entry->end > end &&
            entry->end <= NPI_STAMP_MAX)
            end = entry->end;
    }
    if (n && end <= outline[beliefs->entries[n - 1]].start) {
        int64_t last = outline[beliefs->entries[n - 1]].start;
        int64_t first = outline[beliefs->entries[0]].start;

        end = last + (last > first ? (last - first) / (int64_t)(n - 1)
                                   : NPI_LAST_CHAPTER);
    }
    timeline->end = timeline->end_estimated ? end : input->length;
    timeline->cut_short = beliefs->cut_short;
}

/* The dialogue's timing: by what the notes say, and then, with that, by the
 * captions. Captions that say nothing of it leave notes that say nothing
 * without times. */
static enum np_status find_timing(struct npi_context *work,
                                  const struct npi_timeline_input *input,
                                  struct npi_beliefs *beliefs,
                                  struct npi_timing *timing,
                                  struct np_timeline *timeline)
{
    struct npi_matching matching = {0};
    bool known = beliefs->n_entries || beliefs->n_pins;
    enum np_status status = NP_OK;

    if (known)
        status = npi_timing_find(work, input, beliefs, timing);
    if (!status && input->captions)
        status = npi_captions_pin(work, work->arena, input,
                                  known ? timing : NULL, beliefs, &matching);
    timeline->captions_apart = beliefs->captions_apart;
    timeline->captions_left_out = !status && input->captions && matching.n == 0;
    if (!status && !beliefs->n_entries && !beliefs->n_pins) {
        NPI_DIAG0(work->diags, NO_TIMES, NPI_NOWHERE);
        return NP_ERR_NOTES;
    }
    if (status || matching.n == 0)
        return status;
    return npi_timing_find(work, input, beliefs, timing);
}

/* The dialogue's times. Sound that does not fit it is put aside: it may be
 * another recording, or in another language. */
static enum np_status
find_times(struct npi_context *ctx, struct npi_context *work,
           const struct npi_timeline_input *input, struct npi_beliefs *beliefs,
           struct npi_timing *timing, struct npi_snap *snap,
           struct np_timeline *timeline)
{
    struct npi_timeline_input silent = *input;
    enum np_status status = find_timing(work, input, beliefs, timing, timeline);

    if (!status)
        status = npi_snap_find(work, input, beliefs, timing, snap);
    if (status || !snap->misfit)
        return status;
    if (!input->captions && npi_talk_is_heard(input->activity))
        NPI_DIAG0(ctx->diags, PAUSES_MISFIT, NPI_NOWHERE);
    else
        NPI_DIAG0(ctx->diags, PAUSES_UNUSED, NPI_NOWHERE);
    silent.activity = NULL;
    return npi_timing_find(work, &silent, beliefs, timing);
}

static enum np_status build(struct npi_context *ctx, struct npi_context *work,
                            const struct npi_timeline_input *input,
                            struct np_timeline *timeline)
{
    const struct np_episode *episode = input->episode;
    struct npi_beliefs beliefs;
    struct npi_timing timing;
    struct npi_snap snap;
    struct np_timed_sentence *sentences = NULL;
    int64_t end = 0;
    bool dialogue = episode->n_sentences > 0;
    enum np_status status = npi_believe(ctx, work->arena, input, &beliefs);

    if (!status)
        status = check_input(ctx, episode, &beliefs, input->captions);
    if (!status && dialogue)
        status = find_times(ctx, work, input, &beliefs, &timing, &snap,
                            timeline);
    if (!status && dialogue)
        npi_captions_place(&beliefs, &timing);
    if (!status && dialogue)
        status = npi_sentences_time(ctx->arena, input, &beliefs, &timing,
                                    &sentences, &end);
    if (status)
        return status;
    if (dialogue)
        npi_snap_tell(&snap, &beliefs, sentences, episode->n_sentences);
    timeline->sentences = sentences;
    timeline->n_sentences = episode->n_sentences;
    if (dialogue)
        status = npi_silences_list(
            ctx->arena, snap.misfit ? NULL : input->activity,
            timeline->captions_left_out ? NULL : input->captions, timeline);
    if (status)
        return status;
    find_end(input, &beliefs, end, timeline);
    if (dialogue)
        npi_timing_check(ctx, episode, &timing, timeline->end);
    return npi_chapters_make(ctx, episode, &beliefs, dialogue ? &timing : NULL,
                             timeline);
}

enum np_status npi_timeline_build(struct npi_context *ctx,
                                  const struct npi_timeline_input *input,
                                  struct np_timeline *timeline)
{
    struct npi_arena arena;
    struct npi_context work = *ctx;
    enum np_status status;

    *timeline = (struct np_timeline){0};
    npi_arena_init(&arena);
    work.arena = &arena;
    status = build(ctx, &work, input, timeline);
    npi_arena_release(&arena);
    return status;
}
