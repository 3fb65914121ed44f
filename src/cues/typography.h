/* The dialogue's signs as the profile wants them: [typography]. */
#ifndef NPI_CUES_TYPOGRAPHY_H
#define NPI_CUES_TYPOGRAPHY_H

#include "base/arena.h"
#include "profile/settings.h"
#include <nopriors/episode.h>

/* The episode with the text of its sentences rewritten: full-width forms,
 * spaces beside Latin words, ellipses, dashes, quotes. Beside Chinese and
 * Japanese only, so that Latin text stays as it is. What is done at a line's
 * end or inside a line is stretch.h's. New texts live in arena, all else is the
 * episode's. NP_ERR_NOMEM. */
enum np_status npi_typography_apply(struct npi_arena *arena,
                                    const struct npi_settings *settings,
                                    const struct np_episode *episode,
                                    struct np_episode *shown);

/* True if the settings leave all signs of the dialogue in the cues as they
 * are. */
bool npi_typography_is_plain(const struct npi_settings *settings);

/* Direction marks, joiners, controls. */
bool npi_typography_shows_nothing(uint32_t cp);

/* White space, signs and what shows nothing: what may differ between a cue and
 * the dialogue. All else is there, in order, save that full-width letters and
 * digits may have become half-width ones (npi_cp_halfwidth). */
bool npi_typography_may_change(uint32_t cp);

#endif
