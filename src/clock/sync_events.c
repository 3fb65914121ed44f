/* The two patterns that are compared: where captions start, and where speech
 * starts. */
#include "base/str.h"
#include "base/utf8.h"
#include "clock/sync_parts.h"

#include <math.h>
#include <string.h>

#define SMOOTH 7        /* frames to each side that decide by majority */
#define GAP 250         /* ms without captions that are a pause */
#define APART 200       /* ms between two events, at least */
#define HELD 400        /* ms that a word takes, and more for its letters, */
#define HELD_LETTER 60  /* before it is one with a pause behind it */
#define MODEL 40.0      /* events that the model weighs against what is seen */
#define MEETS 0.6       /* how often speech starts with a strong event, */
#define MEETS_WEAK 0.35 /* and with another */

static size_t frame_of(int64_t ms, size_t n_frames)
{
    if (ms <= 0)
        return 0;
    return (uint64_t)ms / NPI_SYNC_BIN < n_frames ? (size_t)(ms / NPI_SYNC_BIN)
                                                  : n_frames;
}

static void fill(const struct npi_activity *activity, unsigned char *frames,
                 size_t n)
{
    for (size_t i = 0; i < activity->n; i++) {
        const struct npi_stretch *s = &activity->speech[i];
        size_t end = frame_of(s->end + NPI_SYNC_BIN / 2, n);

        for (size_t f = frame_of(s->start + NPI_SYNC_BIN / 2, n); f < end; f++)
            frames[f] = 1;
    }
}

static void smooth(const unsigned char *raw, unsigned char *frames, size_t n)
{
    size_t sum = 0;

    for (size_t f = 0; f < n && f < SMOOTH; f++)
        sum += raw[f];
    for (size_t f = 0; f < n; f++) {
        sum += f + SMOOTH < n ? raw[f + SMOOTH] : 0u;
        frames[f] = sum > SMOOTH;
        sum -= f >= SMOOTH ? raw[f - SMOOTH] : 0u;
    }
}

static void find_starts(struct npi_sound *sound)
{
    size_t far = NPI_SYNC_FAR;

    for (size_t f = 0; f < sound->n_frames; f++) {
        bool start = sound->speech[f] && (f == 0 || !sound->speech[f - 1]);

        far = start ? 0 : far < NPI_SYNC_FAR ? far + 1 : far;
        sound->far[f] = (unsigned char)far;
        if (start)
            sound->starts[sound->n_starts++] = (int64_t)f * NPI_SYNC_BIN;
    }
    far = NPI_SYNC_FAR;
    for (size_t f = sound->n_frames; f-- > 0;) {
        far = sound->far[f] == 0 ? 0 : far < NPI_SYNC_FAR ? far + 1 : far;
        if (far < sound->far[f])
            sound->far[f] = (unsigned char)far;
    }
}

/* A start meets the event with a chance that falls off evenly with their
 * distance, or by accident, anywhere alike. */
static void set_odds(struct npi_syncing *s, int64_t length)
{
    double rate = (double)s->sound.n_starts / (double)length;

    for (int strong = 0; strong <= 1; strong++) {
        double meets = strong ? MEETS : MEETS_WEAK;

        for (int far = 0; far <= NPI_SYNC_FAR; far++) {
            double close = 1 - (double)far * NPI_SYNC_BIN / NPI_SYNC_NEAR;
            double times = close > 0 ? close / (NPI_SYNC_NEAR * rate) : 0;

            s->odds.nats[strong][far] = (float)log(1 - meets + meets * times);
        }
    }
}

/* As the model has it, in so many events; then as the pieces have it. */
void npi_sync_learn_odds(struct npi_syncing *s,
                         const struct npi_sync_piece *pieces, size_t n)
{
    double all[NPI_SYNC_FAR + 1];
    double met[2][NPI_SYNC_FAR + 1];

    for (size_t far = 0; far <= NPI_SYNC_FAR; far++)
        all[far] = 1;
    for (size_t f = 0; f < s->sound.n_frames; f++)
        all[s->sound.far[f]]++;
    for (size_t far = 0; far <= NPI_SYNC_FAR; far++)
        for (int strong = 0; strong <= 1; strong++)
            met[strong][far] = MODEL * all[far] / (double)s->sound.n_frames *
                               exp((double)s->odds.nats[strong][far]);
    for (size_t k = 0; k < n; k++)
        for (size_t i = pieces[k].first; i <= pieces[k].last; i++) {
            int64_t ms = s->events[i].at + pieces[k].offset;
            size_t frame = frame_of(ms, s->sound.n_frames);

            if (ms >= 0 && frame < s->sound.n_frames)
                met[s->events[i].strong][s->sound.far[frame]]++;
        }
    for (int strong = 0; strong <= 1; strong++) {
        double sum = 0;

        for (size_t far = 0; far <= NPI_SYNC_FAR; far++)
            sum += met[strong][far];
        for (size_t far = 0; far <= NPI_SYNC_FAR; far++)
            s->odds.nats[strong][far] = (float)log(
                met[strong][far] / sum /
                (all[far] / (double)s->sound.n_frames));
    }
}

enum np_status npi_sync_listen(struct npi_syncing *s,
                               const struct npi_activity *activity)
{
    struct npi_sound *sound = &s->sound;
    size_t n = (size_t)(activity->length / NPI_SYNC_BIN);
    unsigned char *raw = NPI_ARENA_NEW(s->arena, unsigned char, n);

    *sound = (struct npi_sound){
        .speech = NPI_ARENA_NEW(s->arena, unsigned char, n),
        .far = NPI_ARENA_NEW(s->arena, unsigned char, n),
        .starts = NPI_ARENA_NEW(s->arena, int64_t, n / 2 + 1),
        .n_frames = n,
    };
    if (!raw || !sound->speech || !sound->far || !sound->starts)
        return NP_ERR_NOMEM;
    fill(activity, raw, n);
    smooth(raw, sound->speech, n);
    find_starts(sound);
    set_odds(s, activity->length);
    return NP_OK;
}

float npi_sync_nats(const struct npi_syncing *s, size_t i, int64_t offset)
{
    const struct npi_sync_event *event = &s->events[i];
    int64_t ms = event->at + offset;
    size_t frame = frame_of(ms, s->sound.n_frames);

    if (ms < 0 || frame == s->sound.n_frames)
        return -HUGE_VALF;
    return s->odds.nats[event->strong][s->sound.far[frame]];
}

/* Quotes and brackets may stand behind the mark. */
bool npi_sync_ends_sentence(struct np_str text)
{
    static const char *const marks[] = {".", "!", "?", "。", "！", "？", "…"};
    static const char *const closing[] = {"\"", "'", ")", "”", "’", "」"};

    for (size_t i = 0; i < sizeof(closing) / sizeof(*closing); i++)
        if (npi_str_ends(text, npi_str(closing[i])))
            text.len -= strlen(closing[i]);
    for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
        if (npi_str_ends(text, npi_str(marks[i])))
            return true;
    return false;
}

static void add_event(struct npi_syncing *s, int64_t at, bool strong)
{
    struct npi_sync_event *last = s->n_events ? &s->events[s->n_events - 1]
                                              : NULL;

    if (!s->events || (last && at - last->at < APART))
        return;
    s->events[s->n_events++] = (struct npi_sync_event){at, strong};
}

/* Words with times of their own tell pauses inside a cue. */
static void add_words(struct npi_syncing *s, const struct npi_caption_cue *cue)
{
    const struct npi_caption_word *words = &s->captions->words[cue->first_word];

    for (size_t i = 1; i < cue->n_words; i++) {
        const struct npi_caption_word *last = &words[i - 1];
        int64_t held = HELD + HELD_LETTER * (int64_t)npi_utf8_count(last->text);

        if (words[i].timed &&
            (npi_sync_ends_sentence(last->text) || words[i].new_speaker ||
             words[i].start - last->end >= GAP ||
             (last->timed && words[i].start - last->start >= held)))
            add_event(s, words[i].start, true);
    }
}

enum np_status npi_sync_list_events(struct npi_syncing *s)
{
    const struct npi_caption_track *track = s->captions;
    const struct npi_caption_cue *last = NULL;

    s->events = NPI_ARENA_NEW(s->arena, struct npi_sync_event,
                              track->n_cues + track->n_words);
    if (!s->events)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < track->n_cues; i++) {
        const struct npi_caption_cue *cue = &track->cues[i];

        if (cue->sound || cue->n_words == 0)
            continue;
        add_event(s, cue->start,
                  !last || cue->start - last->end >= GAP ||
                      npi_sync_ends_sentence(last->text) ||
                      track->words[cue->first_word].new_speaker);
        add_words(s, cue);
        last = cue;
    }
    return NP_OK;
}
