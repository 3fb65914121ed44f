/* Where words begin in text that is written without spaces. */
#ifndef NPI_CUES_PLACES_WORDS_H
#define NPI_CUES_PLACES_WORDS_H

#include "cues/stretch.h"

struct UBreakIterator;

/* The dictionary, opened when it is first asked for. Zero it before use. */
struct npi_words {
    struct UBreakIterator *dictionary;
    bool failed;       /* it cannot be had: every character is a word */
    uint16_t *text;    /* UTF-16 of what is asked for */
    uint32_t *cell_of; /* parallel: the cell it came from */
    size_t cap;
};

void npi_words_release(struct npi_words *words);

/* Sets NPI_CELL_BORDER on the cells of [from, to) where a word starts, for the
 * runs of NPI_CELL_DICT among them. The runs must be whole: a run cut short is
 * segmented otherwise. Ranges are collected and looked up at once:
 * npi_words_add() any number of times, then npi_words_mark(). A dictionary
 * that fails is no error; NP_ERR_NOMEM. */
enum np_status npi_words_add(struct npi_words *words,
                             const struct npi_stretch *s, size_t from,
                             size_t to, size_t *n);
void npi_words_mark(struct npi_words *words, struct npi_stretch *s, size_t n);

#endif
