/* Whether sound goes like somebody who talks. */
#ifndef NPI_TIMELINE_TALK_H
#define NPI_TIMELINE_TALK_H

#include "timeline/activity.h"

/* False of music, noise and what is nearly silent, as far as stretches tell:
 * they take too little of the time, or are as even as nobody speaks. */
bool npi_talk_is_heard(const struct npi_activity *activity);

#endif
