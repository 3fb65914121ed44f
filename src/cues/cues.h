/* The stage's door: sentences with times to cues a person can read. */
#ifndef NPI_CUES_CUES_H
#define NPI_CUES_CUES_H

#include "base/context.h"
#include "profile/settings.h"
#include <nopriors/cues.h>
#include <nopriors/episode.h>
#include <nopriors/timeline.h>

/* The length of one video frame in seconds is den / num: 24/1 without media. */
struct npi_frame_rate {
    int64_t num;
    int64_t den;
};

/* The dialogue as cues, in order, never overlapping, each within one turn; all
 * of its text that is said before the timeline's end appears exactly once, save
 * for signs and white space (typography.h): they are as the settings want them,
 * and left out at a break (between two sentences of one line a space is put
 * where the script writes one). settings must be resolved for the episode's
 * language (npi_settings_resolve); a rate that makes no sense is taken for
 * 24/1. Lines live in ctx->arena. What could not be kept is a diagnostic;
 * NP_ERR_NOMEM, NP_ERR_INTERRUPTED leave *cues empty.
 *
 * How characters count, for a line and for the reading speed alike: all of
 * them, punctuation and spaces too (Netflix, "How is reading speed measured?
 * Do punctuation and spaces count?": "Spaces and punctuation are counted",
 * half-width ones "as 0.5 character" in character-based languages). A line
 * break counts nothing. */
enum np_status npi_cues_build(struct npi_context *ctx,
                              const struct np_episode *episode,
                              const struct np_timeline *timeline,
                              const struct npi_settings *settings,
                              struct npi_frame_rate rate, struct np_cues *cues);

/* The same with a lexicon (or NULL) at hand: what it has an entry for is one
 * word; and cut so that the words of a second language (or NULL), whose times
 * are on the timeline's clock, can be shared out (second/words.h). slots: when
 * the words of each cue are spoken (timing.h), or NULL. */
struct npi_lexicon;
struct npi_second_room;
struct npi_slot;
enum np_status npi_cues_build_with(
    struct npi_context *ctx, const struct npi_lexicon *lexicon,
    const struct npi_second_room *second, const struct np_episode *episode,
    const struct np_timeline *timeline, const struct npi_settings *settings,
    struct npi_frame_rate rate, struct np_cues *cues, struct npi_slot **slots);

/* The style check: every breach of the settings' rules, in cue order. It looks
 * at the cues as they are and shares no decision with npi_cues_build().
 * episode: the dialogue the cues were made from, which tells a broken word
 * from a space left out at a break. NP_ERR_NOMEM leaves *n_breaches 0. */
enum np_status
npi_cues_check(struct npi_context *ctx, const struct np_episode *episode,
               const struct np_cues *cues, const struct npi_settings *settings,
               struct npi_frame_rate rate, const struct np_breach **breaches,
               size_t *n_breaches);

/* The same for cues of two languages, and for anybody's subtitles. */
struct npi_checked {
    const struct np_episode
        *episode;               /* NULL: there is no dialogue to look into;
                                   only breaks inside a cue are judged */
    const struct np_cues *cues; /* without it in any order, and overlapping */
    const struct npi_settings *settings; /* resolved */
    /* Of the second language; NULL: its lines, if there are any, are not looked
     * at. */
    const struct npi_settings *second;
    struct npi_frame_rate rate;
    int64_t grain; /* ms: how exactly the times are written */
};
enum np_status npi_cues_check_with(struct npi_context *ctx,
                                   const struct npi_checked *checked,
                                   const struct np_breach **breaches,
                                   size_t *n_breaches);

#endif
