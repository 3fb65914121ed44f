/* What comes out of the media, put on the notes' clock. */
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

/* Adds one; what touches the one before becomes one with it. */
static void add(struct npi_stretch *out, size_t *n, struct npi_stretch s)
{
    if (s.end <= s.start)
        return;
    if (*n > 0 && out[*n - 1].end >= s.start)
        out[*n - 1].end = s.end;
    else
        out[(*n)++] = s;
}

enum np_status npi_clock_activity_to_notes(struct npi_arena *arena,
                                           const struct npi_clock_map *clock,
                                           const struct npi_activity *media,
                                           struct npi_activity *notes)
{
    struct npi_stretch *out = NPI_ARENA_NEW(arena, struct npi_stretch,
                                            media->n + clock->n);
    size_t first = 0; /* of the stretches that may reach into the piece */

    *notes = *media;
    if (!out)
        return NP_ERR_NOMEM;
    if (clock->n == 0)
        return NP_OK;
    *notes = (struct npi_activity){out, 0, media->length};
    for (size_t k = 0; k < clock->n; k++) {
        const struct np_clock_piece *piece = &clock->pieces[k];

        while (first < media->n && media->speech[first].end <= piece->media)
            first++;
        for (size_t i = first; i < media->n && media->speech[i].start <
                                                   piece->media + piece->length;
             i++)
            add(out, &notes->n, part(piece, &media->speech[i]));
    }
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
