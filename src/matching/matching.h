/* The stage's door: which of the captions' words each sentence of the dialogue
 * says, whatever the two languages. Pure: no clock, no file.
 *
 * Neither side need be whole: captions may have words that the notes leave out
 * (advertising, asides) and lack stretches that the notes have. */
#ifndef NPI_MATCHING_MATCHING_H
#define NPI_MATCHING_MATCHING_H

#include "base/context.h"
#include "captions/captions.h"
#include "lexicon/lexicon.h"
#include <nopriors/episode.h>

struct npi_matching_model;

/* "The sentence starts at about this time": what a stamp says. */
struct npi_hint {
    size_t sentence;
    double time; /* s, on the captions' clock */
    double odds; /* how much likelier it is there than somewhere else */
};

/* Where the sentence may start, as far as is known without captions. */
struct npi_guess {
    double mean;      /* s, on the captions' clock */
    double deviation; /* s */
};

struct npi_matching_input {
    const struct np_episode *episode; /* with at least one sentence */
    const struct npi_caption_track *track;
    const struct npi_lexicon *lexicon; /* may be NULL */
    const struct npi_hint *hints;      /* in order of their sentences */
    size_t n_hints;
    const struct npi_guess *guesses; /* parallel to the sentences, or NULL */
    const struct npi_matching_model *model; /* NULL: the default */
};

/* One sentence. Starts never decrease. */
struct npi_match {
    int64_t start; /* ms, the captions' clock: of its first word (median) */
    int64_t end;   /* of its last word */
    double heard;  /* chance that the captions have it; start and end mean
                      little when they do not */
    double near;   /* chance that start is right within two seconds, if it is
                      heard at all */
    bool original; /* rests on the original text beside the translation */
    size_t from;   /* of npi_matching.words: those that say it, in order and */
    size_t to;     /* each of one sentence at most; from == to: none */
};

struct npi_matching {
    const struct npi_match *sentences; /* parallel to the episode's */
    size_t n;
    /* What was matched: the captions' words, or the originals' where the notes
     * have them. Text is the track's or the episode's. */
    const struct npi_caption_word *words;
    size_t n_words;
    double fit;   /* how much better than chance the words fit where sentences
                     were found: nats a word of the captions */
    double heard; /* share of the sentences that were found */
    double near;  /* mean of theirs */
    double taken; /* share of the captions' words that they say */
};

/* Whether captions and notes are of one episode. */
bool npi_matching_fits(const struct npi_matching *matching);

/* NP_ERR_NOMEM, NP_ERR_INTERRUPTED. A track without words gives n 0. Results
 * live in ctx->arena. */
enum np_status npi_matching_find(struct npi_context *ctx,
                                 const struct npi_matching_input *input,
                                 struct npi_matching *matching);

#endif
