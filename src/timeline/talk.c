/* See talk.h. Phrases of speech are of all lengths, and stray about as far as
 * they are long; beats do not. */
#include "timeline/talk.h"

#include <math.h>

#define SPEECH 0.55 /* of the time, at least */
#define PAUSE 3.0   /* s: no speaker's pause, what is longer does not count */
#define UNEVEN 0.15 /* their deviation, of their mean, at least */
#define LEAST 10    /* stretches */

static double s(int64_t ms)
{
    return (double)ms / 1000;
}

bool npi_talk_is_heard(const struct npi_activity *activity)
{
    int64_t before = 0;
    double pauses = 0;
    double sum = 0;
    double squares = 0;
    double n = 0;
    double mean;

    for (size_t i = 0; i < activity->n; i++) {
        const struct npi_stretch *one = &activity->speech[i];
        double length = s(one->end - one->start);
        double pause = s(one->start - before);

        before = one->end;
        if (activity->unheard && activity->unheard[i])
            continue;
        pauses += pause < PAUSE ? pause : 0;
        sum += length;
        squares += length * length;
        n++;
    }
    if (n < LEAST || sum < SPEECH * (sum + pauses))
        return false;
    mean = sum / n;
    return sqrt(fmax(squares / n - mean * mean, 0)) > UNEVEN * mean;
}
