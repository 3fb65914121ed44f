/* One shape for the forms of a word, so that forms compare equal: lower case,
 * half width, accents kept, apostrophes and possessive 's gone, and for words
 * of Latin letters the commonest English endings taken off (-s, -es, -ies,
 * -ed, -ing, -ly and doubled letters before them) and irregular forms brought
 * to their base (forms.def: went, go). Both sides of a comparison go through
 * it; a stem need not be a word. */
#ifndef NPI_LEXICON_FOLD_H
#define NPI_LEXICON_FOLD_H

#include <nopriors/types.h>

#define NPI_FOLD_MAX 64 /* bytes of a folded word; longer ones are cut */

/* Writes the folded word (letters and digits only) to out, returns its length
 * in bytes; 0 if the word has no letter and no digit. */
size_t npi_word_fold(struct np_str word, char out[NPI_FOLD_MAX]);

/* A word that nearly every sentence has ("the", "to", "of"): it tells nothing.
 * folded: as npi_word_fold() makes it. */
bool npi_word_is_stop(struct np_str folded);

#endif
