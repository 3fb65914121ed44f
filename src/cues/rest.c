/* Where the media has something put in (see np_timeline.clock), cues rest. */
#include "cues/rest.h"

struct rest {
    int64_t start;
    int64_t end;
};

/* The stretch before piece k; before piece n the one behind the last. Empty if
 * nothing was put in there. */
static struct rest before(const struct np_timeline *timeline, size_t k)
{
    const struct np_clock_piece *piece = &timeline->clock[k];

    return (struct rest){
        k > 0 ? piece[-1].media + piece[-1].length : 0,
        k < timeline->n_clock ? piece->media : timeline->end,
    };
}

bool npi_rest_between(const struct np_timeline *timeline, int64_t end,
                      int64_t start)
{
    for (size_t k = 1; k < timeline->n_clock; k++) {
        struct rest rest = before(timeline, k);

        if (rest.start < rest.end && end <= rest.start && rest.end <= start)
            return true;
    }
    return false;
}

static void keep_out(const struct rest *rest, int64_t shortest,
                     struct np_cue *cue)
{
    if (cue->start < rest->start && cue->end > rest->start &&
        rest->start - cue->start >= shortest)
        cue->end = rest->start;
    else if (cue->start >= rest->start && cue->start < rest->end &&
             cue->end - rest->end >= shortest)
        cue->start = rest->end;
}

void npi_rest_keep(const struct np_timeline *timeline, int64_t shortest,
                   struct np_cue *cues, size_t n)
{
    size_t k = 0;

    for (size_t i = 0; timeline->n_clock && i < n; i++) {
        while (k < timeline->n_clock &&
               before(timeline, k).end <= cues[i].start)
            k++;
        for (size_t r = k; r <= timeline->n_clock; r++) {
            struct rest rest = before(timeline, r);

            if (rest.start >= cues[i].end)
                break;
            if (rest.start < rest.end)
                keep_out(&rest, shortest, &cues[i]);
        }
    }
}
