/* How sure a time is, in a word. */
#ifndef NPI_CLI_SURE_H
#define NPI_CLI_SURE_H

#include "cli/page.h"
#include <nopriors/timeline.h>

enum npi_sure { NPI_SURE_HIGH, NPI_SURE_MEDIUM, NPI_SURE_LOW, NPI_SURE_N };

/* Of the place of a chapter in the dialogue, and of the timeline's confidence
 * (0..1) in the time of a sentence. What nothing but the text's length places
 * is never sure: nobody has seen it there. */
enum npi_sure npi_sure_of_place(const struct np_chapter *chapter);
enum npi_sure npi_sure_of_time(double confidence);
bool npi_is_placed_by_length(const struct np_chapter *chapter);
/* It needs no help, whatever it rests on. */
bool npi_is_likely_right(const struct np_chapter *chapter);
const char *npi_sure_word(enum npi_sure sure); /* message id: "high" */

/* "; found in the dialogue: 3 surely, 2 probably, 1 not; placed by length: 4";
 * nothing when there are no chapters or no dialogue. */
void npi_sure_put(struct npi_page *page, const struct np_timeline *timeline);

#endif
