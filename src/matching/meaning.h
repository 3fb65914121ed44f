/* What a text's words may mean on the other side, as hashes of folded words. */
#ifndef NPI_MATCHING_MEANING_H
#define NPI_MATCHING_MEANING_H

#include "lexicon/lexicon.h"

#define NPI_MEANINGS 24 /* of a word that are looked at */

struct npi_meaning {
    uint64_t hashes[NPI_MEANINGS];
    size_t n;
    bool glossary; /* a user says so */
    size_t len;    /* bytes of the key */
};

/* What a key means; n 0 if nothing says. lexicon may be NULL. */
void npi_meaning_find(const struct npi_lexicon *lexicon, struct np_str key,
                      struct npi_meaning *meaning);

/* The longest key that text begins with. */
void npi_meaning_longest(const struct npi_lexicon *lexicon, struct np_str text,
                         struct npi_meaning *meaning);

/* A hash of the two CJK characters that text begins with; 0 if it does not. */
uint64_t npi_pair_hash(struct np_str text);

/* A word's parts: runs of letters and digits, apostrophes between them. Start
 * with {.text = word}. */
struct npi_pieces_of {
    struct np_str text;
    size_t at;
};

bool npi_pieces_next(struct npi_pieces_of *pieces, struct np_str *piece);

#endif
