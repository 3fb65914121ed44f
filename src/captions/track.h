/* From a draft to the track: order, ends, words with times. */
#ifndef NPI_CAPTIONS_TRACK_H
#define NPI_CAPTIONS_TRACK_H

#include "captions/tokens.h"

/* Sorts the draft's cues by start and leaves out those that stand for no time.
 */
void npi_track_sort(struct npi_draft *draft);

/* Joins cues that start together and gives every cue an end behind its start
 * and not behind the next one's start. */
void npi_track_settle(struct npi_pieces *pieces);

/* Text and words with their times, into the draft's context's arena. */
void npi_track_write(const struct npi_pieces *pieces,
                     struct npi_caption_track *track);

/* All of it; the draft's status tells. Name and format are the caller's. */
enum np_status npi_track_make(struct npi_draft *draft,
                              struct npi_caption_track *track);

/* What language the words are in, from scripts and common words: a BCP 47 tag
 * of constant data, "und" if nothing tells. */
struct np_str npi_caption_language(const struct npi_caption_word *words,
                                   size_t n);

/* Letters, digits and hyphens in the shape of BCP 47. */
bool npi_caption_is_tag(struct np_str tag);

#endif
