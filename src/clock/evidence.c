/* What comes out of the media, put on the notes' clock. */
#include "base/stamp.h"
#include "captions/captions.h"
#include "clock/clock.h"
#include "timeline/activity.h"

/* The part of a stretch that lies in one piece, on the notes' clock. */
static struct npi_stretch part(const struct np_clock_piece *piece,
                               const struct npi_stretch *s)
{
    int64_t end = piece->media + piece->length;
    int64_t shift = piece->notes - piece->media;

    return (struct npi_stretch){
        (s->start > piece->media ? s->start : piece->media) + shift,
        (s->end < end ? s->end : end) + shift,
    };
}

/* The sound on the notes' clock, being made. */
struct heard {
    struct npi_stretch *out;
    bool *unheard;
    size_t n;
};

/* Adds one; what touches one of its kind becomes one with it. */
static void add(struct heard *h, struct npi_stretch s, bool unheard)
{
    if (s.end <= s.start)
        return;
    if (h->n > 0 && h->unheard[h->n - 1] == unheard &&
        h->out[h->n - 1].end >= s.start) {
        h->out[h->n - 1].end = s.end;
        return;
    }
    h->out[h->n] = s;
    h->unheard[h->n++] = unheard;
}

/* What of the notes is not in the media is not silent there, but unknown. The
 * last piece may be longer than the media; what nothing ends ends with it. */
static void walk(struct heard *h, const struct npi_clock_map *clock,
                 const struct npi_activity *media)
{
    size_t first = 0; /* of the stretches that may reach into the piece */
    int64_t known = 0;

    for (size_t k = 0; k < clock->n; k++) {
        const struct np_clock_piece *piece = &clock->pieces[k];

        add(h, (struct npi_stretch){known, piece->notes}, true);
        while (first < media->n && media->speech[first].end <= piece->media)
            first++;
        for (size_t i = first; i < media->n && media->speech[i].start <
                                                   piece->media + piece->length;
             i++)
            add(h, part(piece, &media->speech[i]), false);
        known = piece->notes + piece->length;
    }
    if (media->length != NP_NO_TIME)
        known = npi_clock_end_to_notes(clock, media->length);
    if (clock->pieces[clock->n - 1].length != NPI_CLOCK_OPEN)
        add(h, (struct npi_stretch){known, NPI_STAMP_MAX}, true);
}

enum np_status npi_clock_activity_to_notes(struct npi_arena *arena,
                                           const struct npi_clock_map *clock,
                                           const struct npi_activity *media,
                                           struct npi_activity *notes)
{
    size_t room = media->n + 2 * clock->n + 1;
    struct heard h = {
        .out = NPI_ARENA_NEW(arena, struct npi_stretch, room),
        .unheard = NPI_ARENA_NEW(arena, bool, room),
    };
    size_t n_heard = 0;

    *notes = *media;
    if (!h.out || !h.unheard)
        return NP_ERR_NOMEM;
    if (clock->n == 0)
        return NP_OK;
    walk(&h, clock, media);
    for (size_t i = 0; i < h.n; i++)
        n_heard += !h.unheard[i];
    *notes = (struct npi_activity){h.out, n_heard ? h.n : 0, media->length,
                                   h.unheard};
    if (media->length != NP_NO_TIME)
        notes->length = npi_clock_end_to_notes(clock, media->length);
    return NP_OK;
}

static int64_t clamp(int64_t ms, const struct npi_caption_cue *cue)
{
    return ms < cue->start ? cue->start : ms > cue->end ? cue->end : ms;
}

/* A cue's words that the notes' clock has, within what it has of the cue. */
static void put_words(const struct npi_clock_map *clock,
                      const struct npi_caption_track *media,
                      const struct npi_caption_cue *from,
                      struct npi_caption_word *words, size_t *n,
                      struct npi_caption_cue *to)
{
    int64_t last = to->start;

    to->first_word = *n;
    for (size_t i = 0; i < from->n_words; i++) {
        struct npi_caption_word word = media->words[from->first_word + i];

        word.start = clamp(npi_clock_to_notes(clock, word.start), to);
        word.end = clamp(npi_clock_end_to_notes(clock, word.end), to);
        word.start = word.start < last ? last : word.start;
        word.end = word.end < word.start ? word.start : word.end;
        last = word.end;
        words[(*n)++] = word;
    }
}

enum np_status npi_clock_captions_to_notes(
    struct npi_arena *arena, const struct npi_clock_map *clock,
    const struct npi_caption_track *media, struct npi_caption_track *notes)
{
    struct npi_caption_cue *cues = NPI_ARENA_NEW(arena, struct npi_caption_cue,
                                                 media->n_cues);
    struct npi_caption_word *words = NPI_ARENA_NEW(
        arena, struct npi_caption_word, media->n_words);

    *notes = *media;
    if (!cues || !words)
        return NP_ERR_NOMEM;
    if (clock->n == 0)
        return NP_OK;
    notes->n_cues = notes->n_words = 0;
    notes->cues = cues;
    notes->words = words;
    for (size_t i = 0; i < media->n_cues; i++) {
        struct npi_caption_cue cue = media->cues[i];

        if (npi_clock_span_to_notes(clock, cue.start, cue.end, &cue.start,
                                    &cue.end) <= 0)
            continue;
        put_words(clock, media, &media->cues[i], words, &notes->n_words, &cue);
        cues[notes->n_cues++] = cue;
    }
    return NP_OK;
}
