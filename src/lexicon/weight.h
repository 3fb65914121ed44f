/* How long a text takes to say, in units of one syllable. */
#ifndef NPI_LEXICON_WEIGHT_H
#define NPI_LEXICON_WEIGHT_H

#include <nopriors/types.h>

/* At least a small positive number for any text, so that no sentence has no
 * length. */
double npi_speech_weight(struct np_str text);

#endif
