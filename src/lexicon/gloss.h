/* A dictionary's explanation of a key, written for people, to the words that a
 * text in the other language may have for it. */
#ifndef NPI_LEXICON_GLOSS_H
#define NPI_LEXICON_GLOSS_H

#include "lexicon/entries.h"

#define NPI_GLOSS_KEYS 2 /* the forms of one key: two scripts */

/* The explanations of one key. Zero it, set the first three. */
struct npi_gloss {
    struct npi_entries *entries;
    struct np_str keys[NPI_GLOSS_KEYS]; /* absent ones are skipped */
    bool is_cedict;   /* its conventions hold: CL:, "variant of", Chinese in
                         the middle of English */
    uint32_t n_parts; /* explanations so far, across calls */
};

/* Adds one explanation ("to walk; to go (on foot)"). What stands in brackets,
 * stop words and remarks of dictionaries (sb, sth, CL:…) are left out; of a
 * word with hyphens both the parts and the whole are taken. Earlier and shorter
 * explanations rank higher. */
void npi_gloss_add(struct npi_gloss *gloss, struct np_str text);

/* The folded words of a text, one space between, in entries' arena; absent if
 * there is none or when out of memory (see entries->status). */
struct np_str npi_gloss_words(struct npi_entries *entries, struct np_str text);

#endif
