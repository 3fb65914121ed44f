/* Characters that may not start or end a line. */
#ifndef NPI_CUES_PLACES_KINSOKU_H
#define NPI_CUES_PLACES_KINSOKU_H

#include <nopriors/types.h>

bool npi_kinsoku_no_start(uint32_t cp); /* , 。 ” … */
bool npi_kinsoku_no_end(uint32_t cp);   /* ( “ $ … */

#endif
