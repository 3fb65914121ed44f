/* How sure a time is, in a word. */
#ifndef NPI_CLI_SURE_H
#define NPI_CLI_SURE_H

#include "cli/page.h"
#include <nopriors/timeline.h>

enum npi_sure { NPI_SURE_HIGH, NPI_SURE_MEDIUM, NPI_SURE_LOW, NPI_SURE_N };

/* The timeline's confidence, 0..1: of the place of a chapter in the dialogue,
 * of the time of a sentence. */
enum npi_sure npi_sure_of_place(double confidence);
enum npi_sure npi_sure_of_time(double confidence);
const char *npi_sure_word(enum npi_sure sure); /* message id: "high" */

/* "; found in the dialogue: 3 surely, 2 probably"; nothing when there are no
 * chapters or no dialogue. */
void npi_sure_put(struct npi_page *page, const struct np_timeline *timeline);

#endif
