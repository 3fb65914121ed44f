/* The parts of second.c. Internal to it. */
#ifndef NPI_CUES_SECOND_PARTS_H
#define NPI_CUES_SECOND_PARTS_H

#include "cues/second/second.h"

/* Of the words that were matched: those that a cue shows. */
struct npi_word_run {
    size_t from;
    size_t to; /* from == to: none */
};

/* The cues as a dialogue, each a sentence, in the turns of the episode; its
 * originals with them. spoken: as in npi_second_input. NP_ERR_NOMEM. */
enum np_status npi_second_view(struct npi_arena *arena,
                               const struct np_episode *episode,
                               const struct np_sentence *spoken,
                               const struct np_cues *cues,
                               struct np_episode *view);

/* Breaks texts of one language. */
struct npi_second_layer;
/* NULL when out of memory. The layer lives in scratch;
 * npi_second_layer_close() gives back what is not there. */
struct npi_second_layer *
npi_second_layer_open(struct npi_arena *scratch,
                      const struct npi_settings *settings,
                      const struct npi_text_filter *filter);
void npi_second_layer_close(struct npi_second_layer *layer);
/* Sets places[w].place of n words: what a break before each costs (places.h),
 * by the text alone. NP_ERR_NOMEM. */
enum np_status npi_second_places(struct npi_second_layer *layer,
                                 const struct npi_caption_word *words, size_t n,
                                 struct npi_second_word *places);

/* Sets cue->second to these words, a space between two where there was one, or
 * where the script writes one between two cues. The text goes to arena;
 * NP_ERR_NOMEM. */
enum np_status npi_second_lay(struct npi_arena *arena,
                              struct npi_second_layer *layer,
                              const struct npi_caption_word *words, size_t n,
                              struct np_cue *cue);

/* runs: one for each cue, whose words they are. room: of the words that were
 * matched. NP_ERR_NOMEM. */
enum np_status
npi_second_runs(struct npi_arena *scratch, const struct npi_matching *matching,
                const struct npi_second_room *room, const struct np_cues *cues,
                const struct npi_guess *guesses, struct npi_word_run *runs);

#endif
