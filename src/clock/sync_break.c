/* Where one offset gives way to the next: somewhere between the last captions
 * of the one piece and the first of the other. Each frame of sound there is
 * evidence too: how likely is it where captions say something, or say nothing,
 * as against anywhere? What the pieces hold tells that, by how long a frame's
 * speech or silence lasts: a minute of silence, or of what never pauses, is no
 * conversation. */
#include "clock/sync_parts.h"

#include <math.h>

#define ALIKE 20        /* frames beside each other tell no more than one */
#define UNSEEN 25.0     /* frames of each kind that might have been */
#define AT_PAUSE 2.0    /* nats: breaks come between captions, */
#define AT_SENTENCE 1.0 /* and between sentences */
#define AT_QUIET 1.0    /* where the sound pauses, */
#define QUIET 10        /* within so many frames */
#define OUTSIDE (-2.0)  /* nats of a caption that has no sound at all */
#define SAME_NATS 0.5   /* places that differ by less are alike */
#define BESIDE 2        /* events looked at beyond the pieces' ends */

/* Frames that a run of silence or of speech has at least to be of the second,
 * the third, the fourth kind. */
static const size_t lasting[2][3] = {{30, 100, 300}, {400, 1200, 3000}};

/* The last cue that starts at or before ms; NP_NONE if none does. */
static size_t cue_at(const struct npi_caption_track *track, int64_t ms)
{
    size_t low = 0;
    size_t high = track->n_cues;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (track->cues[middle].start <= ms)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? low - 1 : NP_NONE;
}

enum said { PAUSE, SAID, UNTOLD };

/* What the captions have at ms, by the last cue that has started. */
static enum said said_at(const struct npi_caption_track *track, size_t cue,
                         int64_t ms)
{
    if (cue == NP_NONE || ms >= track->cues[cue].end)
        return PAUSE;
    return track->cues[cue].sound ? UNTOLD : SAID;
}

static void list_kinds(const struct npi_sound *sound, unsigned char *kinds)
{
    for (size_t f = 0; f < sound->n_frames;) {
        size_t speech = sound->speech[f] ? 1 : 0;
        size_t end = f + 1;
        size_t kind;

        while (end < sound->n_frames && sound->speech[end] == sound->speech[f])
            end++;
        kind = speech * NPI_SYNC_KINDS / 2;
        for (size_t k = 0; k < 3; k++)
            kind += end - f >= lasting[speech][k];
        for (; f < end; f++)
            kinds[f] = (unsigned char)kind;
    }
}

/* The frames of a piece, counted by kind and by what is said. */
static void count_piece(const struct npi_syncing *s, const unsigned char *kinds,
                        const struct npi_sync_piece *piece,
                        double counts[2][NPI_SYNC_KINDS])
{
    const struct npi_caption_track *track = s->captions;
    int64_t end = s->events[piece->last].at;
    size_t cue = cue_at(track, s->events[piece->first].at);

    for (int64_t ms = s->events[piece->first].at; ms < end;
         ms += NPI_SYNC_BIN) {
        int64_t frame = (ms + piece->offset) / NPI_SYNC_BIN;
        enum said said;

        while (cue + 1 < track->n_cues && track->cues[cue + 1].start <= ms)
            cue++;
        said = said_at(track, cue, ms);
        if (said != UNTOLD && frame >= 0 && frame < (int64_t)s->sound.n_frames)
            counts[said][kinds[frame]]++;
    }
}

static double sum_of(const double *counts)
{
    double sum = 0;

    for (size_t k = 0; k < NPI_SYNC_KINDS; k++)
        sum += counts[k];
    return sum;
}

enum np_status npi_sync_learn(struct npi_syncing *s,
                              const struct npi_sync_piece *pieces, size_t n)
{
    unsigned char *kinds = NPI_ARENA_NEW(s->arena, unsigned char,
                                         s->sound.n_frames);
    double counts[3][NPI_SYNC_KINDS]; /* of pauses, of what is said, of all */

    if (!kinds)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < NPI_SYNC_KINDS; k++)
            counts[i][k] = UNSEEN;
    list_kinds(&s->sound, kinds);
    for (size_t i = 0; i < n; i++)
        count_piece(s, kinds, &pieces[i], counts);
    for (size_t f = 0; f < s->sound.n_frames; f++)
        counts[2][kinds[f]]++;
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < NPI_SYNC_KINDS; k++)
            s->frame_nats[i][k] = log(counts[i][k] / sum_of(counts[i]) /
                                      (counts[2][k] / sum_of(counts[2]))) /
                                  ALIKE;
    s->kinds = kinds;
    return NP_OK;
}

/* The evidence of one frame for the offset. */
static double frame_nats(const struct npi_syncing *s, int64_t ms,
                         int64_t offset)
{
    enum said said = said_at(s->captions, cue_at(s->captions, ms), ms);
    int64_t frame = (ms + offset) / NPI_SYNC_BIN;

    if (ms + offset < 0 || frame >= (int64_t)s->sound.n_frames)
        return OUTSIDE / ALIKE;
    return said == UNTOLD ? 0 : s->frame_nats[said][s->kinds[frame]];
}

/* That of the captions' starts in [from, to). */
static double event_nats(const struct npi_syncing *s, size_t first, size_t last,
                         int64_t from, int64_t to, int64_t offset)
{
    double sum = 0;

    for (size_t i = first; i <= last; i++) {
        float nats;

        if (s->events[i].at < from || s->events[i].at >= to)
            continue;
        nats = npi_sync_nats(s, i, offset);
        sum += isinf(nats) ? OUTSIDE : (double)nats;
    }
    return sum;
}

/* What speaks for a break at ms before anything is heard. */
static double prior(const struct npi_caption_track *track, int64_t ms)
{
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

/* Whether the sound pauses at ms, or beside it. */
static bool is_quiet(const struct npi_syncing *s, int64_t ms)
{
    int64_t first = ms / NPI_SYNC_BIN - QUIET;

    for (int64_t f = first < 0 ? 0 : first;
         f <= first + 2 * QUIET && f < (int64_t)s->sound.n_frames; f++)
        if (!s->sound.speech[f])
            return true;
    return false;
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

/* What is joined is joined in pauses: at the end of the side before, and where
 * the side behind goes on. */
static double joins(const struct npi_syncing *s, int64_t before, int64_t after)
{
    return (is_quiet(s, before) ? AT_QUIET : 0) +
           (is_quiet(s, after) ? AT_QUIET : 0);
}

/* Moves the break along frame by frame: what comes to the side before speaks
 * for it there, and no longer behind. Of places that are alike (a pause) the
 * middle one is taken. */
int64_t npi_sync_break(const struct npi_syncing *s,
                       const struct npi_sync_piece *before,
                       const struct npi_sync_piece *after)
{
    struct seam seam = seam_of(s, before, after);
    double frames = 0;
    double most = -HUGE_VAL;
    int64_t first = seam.low;
    int64_t last = first;

    for (int64_t at = seam.low; at <= seam.high; at += NPI_SYNC_BIN) {
        double nats = frames + prior(s->captions, at) +
                      joins(s, at + seam.before,
                            at + seam.missing + seam.after) +
                      event_nats(s, seam.first, seam.last, INT64_MIN, at,
                                 seam.before) +
                      event_nats(s, seam.first, seam.last, at + seam.missing,
                                 INT64_MAX, seam.after);

        if (nats > most + SAME_NATS) {
            most = nats;
            first = last = at;
        } else if (nats > most - SAME_NATS && at == last + NPI_SYNC_BIN) {
            last = at;
        }
        frames += frame_nats(s, at, seam.before) -
                  frame_nats(s, at + seam.missing, seam.after);
    }
    return first + (last - first) / 2;
}
