/* Two readings of the same notes, of which one has more stamps in its
 * dialogue. */
#ifndef NPI_NOTES_SAME_H
#define NPI_NOTES_SAME_H

#include <nopriors/episode.h>

/* Sentence i of a and sentence j of b: the same words, said by the same one, at
 * the same place of a turn and a paragraph. Stamps are not looked at. */
bool npi_same_sentence(const struct np_episode *a, size_t i,
                       const struct np_episode *b, size_t j);

/* All but the sentences: the same outline, headings, speakers, originals,
 * metadata. Lines and spans are not looked at. */
bool npi_same_rest(const struct np_episode *a, const struct np_episode *b);

#endif
