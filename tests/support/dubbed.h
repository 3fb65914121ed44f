/* Captions and the sound of a made-up conversation, for tests of finding
 * another cut. Same seed, same conversation. */
#ifndef TESTS_SUPPORT_DUBBED_H
#define TESTS_SUPPORT_DUBBED_H

#include "base/str.h"
#include "captions/captions.h"
#include "timeline/activity.h"

#include <stdlib.h>
#include <string.h>

#define DUBBED_CUES 1200
#define DUBBED_STRETCHES 20000

struct dubbed {
    uint32_t random;
    struct npi_caption_cue cues[DUBBED_CUES];
    struct npi_caption_word words[DUBBED_CUES];
    struct npi_caption_track track;
    struct npi_stretch speech[DUBBED_STRETCHES];
    struct npi_activity sound;
};

static inline uint32_t dubbed_random(struct dubbed *d, uint32_t n)
{
    d->random = d->random * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)(d->random >> 8) * n) >> 24);
}

/* ms: cues of 1 to 6 s without a gap between most of them, sentences of one to
 * three cues; speech with a pause before `weak` percent of the cues and
 * `strong` percent of the sentences, and here and there inside. */
static inline void dubbed_make_as(struct dubbed *d, uint32_t seed,
                                  int64_t length, uint32_t weak,
                                  uint32_t strong)
{
    int64_t at = 500;
    bool ended = true;
    *d = (struct dubbed){.random = seed * 2654435761u + 1};
    while (at + 6000 < length && d->track.n_cues < DUBBED_CUES) {
        size_t n = d->track.n_cues++;
        int64_t lasts = 1000 + dubbed_random(d, 5000);
        bool pause = dubbed_random(d, 100) < (ended ? strong : weak);
        int64_t from = at + (int64_t)dubbed_random(d, 160) - 80;
        struct npi_stretch *last = d->sound.n ? &d->speech[d->sound.n - 1]
                                              : NULL;
        ended = dubbed_random(d, 100) < 50;
        d->cues[n] = (struct npi_caption_cue){.start = at,
                                              .end = at + lasts,
                                              .first_word = n,
                                              .n_words = 1,
                                              .text = ended ? NPI_STR("well.")
                                                            : NPI_STR("well")};
        d->words[n] = (struct npi_caption_word){
            .text = d->cues[n].text, .start = at, .end = at + lasts};
        if (last && pause && last->end > from - 200)
            last->end = from - 200 - (int64_t)dubbed_random(d, 200);
        if (last && !pause)
            last->end = at + lasts;
        else
            d->speech[d->sound.n++] = (struct npi_stretch){from, at + lasts};
        if (lasts > 3000 && dubbed_random(d, 100) < 30) {
            last = &d->speech[d->sound.n - 1];
            last->end = at + 1000 + dubbed_random(d, 1000);
            d->speech[d->sound.n++] = (struct npi_stretch){
                last->end + 180 + dubbed_random(d, 200), at + lasts};
        }
        at += lasts + (dubbed_random(d, 100) < 10 ? 400 : 0);
    }
    d->track.cues = d->cues;
    d->track.words = d->words;
    d->track.n_words = d->track.n_cues;
    d->sound.speech = d->speech;
    d->sound.length = length;
}

static inline void dubbed_make(struct dubbed *d, uint32_t seed, int64_t length)
{
    dubbed_make_as(d, seed, length, 40, 80);
}

/* Nearly every cue ends with a pause, as people caption who take care. */
static inline void dubbed_make_clear(struct dubbed *d, uint32_t seed,
                                     int64_t length)
{
    dubbed_make_as(d, seed, length, 85, 97);
}

enum dubbed_filling { DUBBED_SILENCE, DUBBED_MUSIC, DUBBED_TALK };

static inline void dubbed_put(struct npi_stretch *out, size_t *n, int64_t start,
                              int64_t end)
{
    if (end <= start || *n == DUBBED_STRETCHES)
        return;
    if (*n > 0 && out[*n - 1].end >= start)
        out[*n - 1].end = end > out[*n - 1].end ? end : out[*n - 1].end;
    else
        out[(*n)++] = (struct npi_stretch){start, end};
}

static inline void dubbed_fill(struct dubbed *d, struct npi_stretch *out,
                               size_t *n, int64_t start, int64_t end,
                               enum dubbed_filling filling)
{
    if (filling == DUBBED_MUSIC)
        dubbed_put(out, n, start + 200, end - 200);
    for (int64_t at = start + 300; filling == DUBBED_TALK && at < end - 300;) {
        int64_t stop = at + 500 + dubbed_random(d, 4000);
        dubbed_put(out, n, at, stop < end - 300 ? stop : end - 300);
        at = stop + 200 + dubbed_random(d, 600);
    }
}

/* At `at` of the sound as it is, puts in `ms`, or takes out -ms. */
static inline void dubbed_cut(struct dubbed *d, int64_t at, int64_t ms,
                              enum dubbed_filling filling)
{
    struct npi_stretch *out = malloc(sizeof(*out) * DUBBED_STRETCHES);
    int64_t behind = ms < 0 ? at - ms : at;
    size_t n = 0;
    if (!out)
        abort();
    for (size_t i = 0; i < d->sound.n; i++)
        dubbed_put(out, &n, d->speech[i].start,
                   d->speech[i].end < at ? d->speech[i].end : at);
    if (ms > 0)
        dubbed_fill(d, out, &n, at, at + ms, filling);
    for (size_t i = 0; i < d->sound.n; i++)
        dubbed_put(out, &n,
                   (d->speech[i].start > behind ? d->speech[i].start : behind) +
                       ms,
                   d->speech[i].end + ms);
    memcpy(d->speech, out, n * sizeof(*out));
    free(out);
    d->sound.n = n;
    d->sound.length += ms;
}

/* What is heard in [start, end) is something else. */
static inline void dubbed_replace(struct dubbed *d, int64_t start, int64_t end,
                                  enum dubbed_filling filling)
{
    dubbed_cut(d, start, start - end, filling);
    dubbed_cut(d, start, end - start, filling);
}

/* A share of the frames of 10 ms, in percent, is heard wrongly. */
static inline void dubbed_noise(struct dubbed *d, uint32_t percent)
{
    struct npi_stretch *out = malloc(sizeof(*out) * DUBBED_STRETCHES);
    size_t n = 0;
    size_t i = 0;
    if (!out)
        abort();
    for (int64_t at = 0; at < d->sound.length; at += 10) {
        while (i < d->sound.n && d->speech[i].end <= at)
            i++;
        bool speech = i < d->sound.n && d->speech[i].start <= at;
        if (speech != (dubbed_random(d, 100) < percent))
            dubbed_put(out, &n, at, at + 10);
    }
    memcpy(d->speech, out, n * sizeof(*out));
    free(out);
    d->sound.n = n;
}

/* Captions only in [start, end). */
static inline void dubbed_keep(struct dubbed *d, int64_t start, int64_t end)
{
    size_t n = 0;
    for (size_t i = 0; i < d->track.n_cues; i++)
        if (d->cues[i].start >= start && d->cues[i].end <= end) {
            d->cues[n] = d->cues[i];
            d->words[n] = d->words[i];
            d->cues[n].first_word = n;
            n++;
        }
    d->track.n_cues = d->track.n_words = n;
}

#endif
