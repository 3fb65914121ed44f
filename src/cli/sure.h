/* How sure a time is, in a word. */
#ifndef NPI_CLI_SURE_H
#define NPI_CLI_SURE_H

#include "cli/page.h"
#include <nopriors/timeline.h>

enum npi_sure { NPI_SURE_HIGH, NPI_SURE_MEDIUM, NPI_SURE_LOW, NPI_SURE_N };

/* confidence is 0..1, as the timeline gives it. */
enum npi_sure npi_sure_of(double confidence);
const char *npi_sure_word(enum npi_sure sure); /* message id: "high" */

/* "; found in the dialogue: 3 surely, 2 probably"; nothing when there are no
 * chapters or no dialogue. */
void npi_sure_put(struct npi_page *page, const struct np_timeline *timeline);

#endif
