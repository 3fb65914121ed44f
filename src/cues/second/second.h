/* The second language of bilingual cues: which of the captions' words each cue
 * says, laid on lines of its own. */
#ifndef NPI_CUES_SECOND_SECOND_H
#define NPI_CUES_SECOND_SECOND_H

#include "captions/captions.h"
#include "cues/cues.h"
#include "cues/fit.h"
#include "cues/second/words.h"
#include "lexicon/lexicon.h"
#include "matching/matching.h"

/* What becomes of a text before it is shown. Converted text lives in arena. */
struct npi_text_filter {
    enum np_status (*apply)(void *user, struct npi_arena *arena,
                            struct np_str text, struct np_str *converted);
    void *user;
};

struct npi_second_input {
    const struct np_episode *episode;      /* the cues were made of */
    const struct np_sentence *spoken;      /* its sentences in the script of the
                                              notes; NULL: they are as they were */
    const struct npi_caption_track *track; /* of what is spoken */
    const struct npi_lexicon *lexicon;     /* or NULL */
    const struct npi_guess *guesses;     /* when each cue starts, on the track's
                                            clock; parallel to the cues */
    const struct npi_settings *settings; /* of the run, resolved */
    const struct npi_text_filter *filter; /* for the second language, or NULL */
    const struct npi_fit *fit; /* what the cues' times are from, which they get
                                  anew with the second language; or NULL */
    bool above;                /* it is shown above the first */
};

/* Gives each cue the words that say it: every word at most once, in order,
 * whole; where they cannot be told, none. The lines follow the limits of the
 * track's language, not those of the dialogue's; a text that would not fit has
 * more lines than the settings allow rather than less text. n_second: cues that
 * have words now. Another array of cues in ctx->arena; NP_ERR_NOMEM and
 * NP_ERR_INTERRUPTED leave *cues as it was. */
enum np_status npi_cues_add_second(struct npi_context *ctx,
                                   const struct npi_second_input *input,
                                   struct np_cues *cues, size_t *n_second);

/* What is to be known of n words of a track before anything is matched.
 * settings are those of the second language. NP_ERR_NOMEM. */
enum np_status npi_second_room_make(struct npi_arena *arena,
                                    const struct npi_caption_word *words,
                                    size_t n,
                                    const struct npi_settings *settings,
                                    struct npi_second_room *room);

/* The settings that text in a second language is held to, beside those of a
 * resolved run. */
struct npi_settings npi_second_settings(const struct npi_settings *settings,
                                        struct np_str language,
                                        struct np_str second);

#endif
