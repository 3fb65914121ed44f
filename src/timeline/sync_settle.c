/* The way's pieces made exact: each offset by the starts that meet, each break
 * by the sound between the last caption before and the first one behind. */
#include "timeline/sync_parts.h"

#include <math.h>
#include <stdlib.h>

#define ROUNDS 3
#define DRIFT 300  /* ms that starts run apart over a piece */
#define DRIFTERS 8 /* events that can tell */

/* Nats for a frame of sound, at a break: frames beside each other are alike, so
 * that each tells little. */
#define SILENT_SPEECH 0.12 /* captions say something, the sound does not */
#define SPOKEN_PAUSE 0.03  /* the other way round: captions may lack words */
#define AT_PAUSE 2.0       /* breaks come between captions, */
#define AT_SENTENCE 1.0    /* and between sentences */
#define BESIDE 2           /* events looked at beyond the pieces' ends */

/* ms from the nearest start of speech to ms; NPI_SYNC_NEAR if none is near. */
static int64_t nearest(const struct npi_sound *sound, int64_t ms)
{
    size_t low = 0;
    size_t high = sound->n_starts;
    int64_t best = NPI_SYNC_NEAR;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (sound->starts[middle] < ms)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < sound->n_starts && sound->starts[low] - ms < best)
        best = sound->starts[low] - ms;
    if (low > 0 && ms - sound->starts[low - 1] < llabs(best))
        best = sound->starts[low - 1] - ms;
    return best;
}

static int by_size(const void *left, const void *right)
{
    const int64_t *a = left;
    const int64_t *b = right;

    return (*a > *b) - (*a < *b);
}

#define MIDDLE_OF 512 /* residuals that a median is taken of */

/* The median of how much later starts are than the offset has them. */
static int64_t middle(const struct npi_syncing *s,
                      const struct npi_sync_piece *piece)
{
    int64_t off[MIDDLE_OF];
    size_t step = (piece->last - piece->first) / MIDDLE_OF + 1;
    size_t n = 0;

    for (size_t i = piece->first; i <= piece->last && n < MIDDLE_OF;
         i += step) {
        int64_t by = nearest(&s->sound, s->events[i].at + piece->offset);

        if (llabs(by) < NPI_SYNC_NEAR)
            off[n++] = by;
    }
    if (n == 0)
        return 0;
    qsort(off, n, sizeof(*off), by_size);
    return off[n / 2];
}

/* How far the starts that meet run apart from the first event to the last: a
 * straight line through them. */
static double drift(const struct npi_syncing *s,
                    const struct npi_sync_piece *piece)
{
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    double span = (double)(s->events[piece->last].at -
                           s->events[piece->first].at);

    for (size_t i = piece->first; i <= piece->last; i++) {
        int64_t by = nearest(&s->sound, s->events[i].at + piece->offset);
        double at = (double)(s->events[i].at - s->events[piece->first].at);

        if (llabs(by) >= NPI_SYNC_NEAR)
            continue;
        n += 1;
        x += at;
        y += (double)by;
        xx += at * at;
        xy += at * (double)by;
    }
    if (n < DRIFTERS || n * xx - x * x <= 0)
        return 0;
    return (n * xy - x * y) / (n * xx - x * x) * span;
}

bool npi_sync_refine(const struct npi_syncing *s, struct npi_sync_piece *piece)
{
    for (int k = 0; k < ROUNDS; k++)
        piece->offset += middle(s, piece);
    return fabs(drift(s, piece)) < DRIFT;
}

/* The last cue that starts at or before ms; NP_NONE if none does. */
static size_t cue_at(const struct npi_caption_track *track, int64_t ms)
{
    size_t low = 0;
    size_t high = track->n_cues;

    while (low < high) {
        size_t middle_cue = low + (high - low) / 2;

        if (track->cues[middle_cue].start <= ms)
            low = middle_cue + 1;
        else
            high = middle_cue;
    }
    return low > 0 ? low - 1 : NP_NONE;
}

/* What the sound at `ms + offset` costs, if ms is said there. */
static double frame_cost(const struct npi_syncing *s, int64_t ms,
                         int64_t offset)
{
    size_t cue = cue_at(s->captions, ms);
    int64_t frame = (ms + offset) / NPI_SYNC_BIN;
    bool speech = ms + offset >= 0 && frame < (int64_t)s->sound.n_frames &&
                  s->sound.speech[frame];

    if (cue != NP_NONE && s->captions->cues[cue].sound)
        return 0;
    if (cue == NP_NONE || ms >= s->captions->cues[cue].end)
        return speech ? SPOKEN_PAUSE : 0;
    return speech ? 0 : SILENT_SPEECH;
}

/* Starts of captions in [from, to), as evidence. */
static double events_cost(const struct npi_syncing *s, size_t first,
                          size_t last, int64_t from, int64_t to, int64_t offset)
{
    double sum = 0;

    for (size_t i = first; i <= last; i++) {
        if (s->events[i].at < from || s->events[i].at >= to)
            continue;
        float nats = npi_sync_nats(s, i, offset);

        sum -= isinf(nats) ? -2.0 : (double)nats;
    }
    return sum;
}

/* What speaks for a break at ms before anything is heard. */
static double prior(const struct npi_syncing *s, int64_t ms)
{
    const struct npi_caption_track *track = s->captions;
    size_t cue = cue_at(track, ms);

    if (cue == NP_NONE)
        return AT_PAUSE + AT_SENTENCE;
    if (ms - track->cues[cue].start < NPI_SYNC_BIN && cue > 0)
        cue--; /* between it and the one before */
    if (ms < track->cues[cue].end - NPI_SYNC_BIN)
        return 0;
    return npi_sync_ends_sentence(track->cues[cue].text)
               ? AT_PAUSE + AT_SENTENCE
               : AT_PAUSE;
}

/* The ends of the search, and what the pieces make of it. */
struct seam {
    size_t first; /* events */
    size_t last;
    int64_t low; /* ms of the notes where the break may be */
    int64_t high;
    int64_t missing; /* ms behind it that the media lacks */
    int64_t before;  /* offsets */
    int64_t after;
};

static struct seam seam_of(const struct npi_syncing *s,
                           const struct npi_sync_piece *before,
                           const struct npi_sync_piece *after)
{
    struct seam seam = {
        .first = before->last - before->first > BESIDE ? before->last - BESIDE
                                                       : before->first,
        .last = after->last - after->first > BESIDE ? after->first + BESIDE
                                                    : after->last,
        .before = before->offset,
        .after = after->offset,
    };

    seam.missing = seam.before > seam.after ? seam.before - seam.after : 0;
    seam.low = s->events[seam.first].at;
    seam.high = s->events[seam.last].at - seam.missing;
    if (seam.high < seam.low)
        seam.high = seam.low;
    return seam;
}

/* Moves the break along frame by frame: the sound that comes to the side before
 * is paid there, and no longer behind. */
int64_t npi_sync_break(const struct npi_syncing *s,
                       const struct npi_sync_piece *before,
                       const struct npi_sync_piece *after)
{
    struct seam seam = seam_of(s, before, after);
    double frames = 0;
    double least = HUGE_VAL;
    int64_t best = seam.low;

    for (int64_t at = seam.low; at <= seam.high; at += NPI_SYNC_BIN) {
        double cost = frames - prior(s, at) +
                      events_cost(s, seam.first, seam.last, INT64_MIN, at,
                                  seam.before) +
                      events_cost(s, seam.first, seam.last, at + seam.missing,
                                  INT64_MAX, seam.after);

        if (cost < least) {
            least = cost;
            best = at;
        }
        frames += frame_cost(s, at, seam.before) -
                  frame_cost(s, at + seam.missing, seam.after);
    }
    return best;
}
