/* The parts of the bridge. Internal to it. */
#ifndef NPI_MATCHING_BRIDGE_PARTS_H
#define NPI_MATCHING_BRIDGE_PARTS_H

#include "matching/bridge_common.h"
#include "matching/matching.h"

#define NPI_PIECE_WORDS 24 /* longer sentences are cut */
#define NPI_PLAIN_PARTS 3

/* A sentence of an original, or a part of a very long one. */
struct npi_bridge_piece {
    struct np_str text; /* trimmed, not empty */
    size_t original;    /* index into the episode's */
    size_t n_words;
    bool begins; /* a sentence begins with it */
    bool plain;  /* of a sentence so long that its marks must be missing: the
                    captions' own cues tell more */
    size_t from; /* the captions' words that say it; from == to: not heard */
    size_t to;
    double sure; /* chance that it is there */
};

struct npi_bridge_pieces {
    struct npi_bridge_piece *items;
    size_t n;
    size_t *first; /* n_originals + 1: an original's first piece */
};

_Static_assert(NPI_PIECE_WORDS <= NPI_COMMON_OURS, "a piece fits the table");

/* Cuts all originals, in their order. NP_ERR_NOMEM. */
enum np_status npi_bridge_cut(struct npi_arena *arena,
                              const struct np_episode *episode,
                              struct npi_bridge_pieces *pieces);

/* The pieces as an episode's dialogue. NP_ERR_NOMEM. */
enum np_status npi_bridge_view(struct npi_arena *arena,
                               const struct np_episode *episode,
                               const struct npi_bridge_pieces *pieces,
                               struct np_episode *view);

/* The next word, as captions.h divides text into words; false at the end. */
bool npi_bridge_word(struct np_str text, size_t *at, struct np_str *word);

/* Moves the ends of what was heard to the words that the pieces begin and end
 * with: the matching does not look at the commonest words. */
void npi_bridge_refine(const struct npi_caption_track *track,
                       struct npi_bridge_pieces *pieces);

/* The piece's words, timed by the captions' words that it was found in:
 * words[n_words]. */
void npi_bridge_time(const struct npi_caption_track *track,
                     const struct npi_bridge_piece *piece,
                     struct npi_caption_word *words);

/* The captions with the pieces in the place of the words they were found in.
 * Sounds are left out. NP_ERR_NOMEM. */
enum np_status npi_bridge_track(struct npi_arena *arena,
                                const struct npi_caption_track *track,
                                const struct np_episode *episode,
                                const struct npi_bridge_pieces *pieces,
                                struct npi_caption_track *better);

/* What is known of the dialogue's sentences from the pieces that were heard:
 * hints and guesses of input, and original[n_sentences]. NP_ERR_NOMEM. */
enum np_status npi_bridge_hints(struct npi_arena *arena,
                                const struct npi_caption_track *track,
                                const struct npi_bridge_pieces *pieces,
                                struct npi_matching_input *input,
                                bool *original);

/* Guesses of input, from what is known: by sentence when it starts, in s,
 * negative where that is not known. NP_ERR_NOMEM. */
enum np_status npi_bridge_guess(struct npi_arena *arena, const double *known,
                                struct npi_matching_input *input);

#endif
