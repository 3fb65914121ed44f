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

/* settings must be resolved for the episode's language
 * (npi_settings_resolve). All text of the dialogue appears exactly once and in
 * order. */
enum np_status npi_cues_build(struct npi_context *ctx,
                              const struct np_episode *episode,
                              const struct np_timeline *timeline,
                              const struct npi_settings *settings,
                              struct npi_frame_rate rate, struct np_cues *cues);

/* The style check: every breach of the settings' rules, in cue order. */
enum np_status
npi_cues_check(struct npi_context *ctx, const struct np_cues *cues,
               const struct npi_settings *settings, struct npi_frame_rate rate,
               const struct np_breach **breaches, size_t *n_breaches);

#endif
