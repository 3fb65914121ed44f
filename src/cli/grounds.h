/* What a time rests on, as tables show it. */
#ifndef NPI_CLI_GROUNDS_H
#define NPI_CLI_GROUNDS_H

#include "cli/page.h"
#include <nopriors/episode.h>
#include <nopriors/timeline.h>

/* The strongest kind of a set of evidence, by its name. */
struct np_str npi_evidence_word(unsigned evidence);
/* Characters a second of sentences [from, to) in ms; "–" if it cannot be
 * told. */
struct np_str npi_piece_cps(struct npi_page *page,
                            const struct np_episode *episode, size_t from,
                            size_t to, int64_t ms);
/* "Andrej: 一旦特斯拉…": who begins to say what; no more than columns of it. */
struct np_str npi_piece_words(struct npi_page *page,
                              const struct np_episode *episode, size_t sentence,
                              size_t columns);

#endif
