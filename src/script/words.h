/* Where the words of a Chinese text begin. */
#ifndef NPI_SCRIPT_WORDS_H
#define NPI_SCRIPT_WORDS_H

#include <nopriors/types.h>

struct UBreakIterator;

struct npi_script_words {
    struct UBreakIterator *dictionary; /* ICU's; opened when first needed */
    size_t *at; /* n borders, both ends of the text too */
    size_t n, cap;
};

void npi_script_words_release(struct npi_script_words *words);

/* Sets words->at for text, which is UTF-8. Where ICU does not help there is no
 * border but the ends. NP_ERR_NOMEM. */
enum np_status npi_script_words_cut(struct npi_script_words *words,
                                    struct np_str text);

#endif
