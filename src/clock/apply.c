/* The timeline's times, one after the other, on the media's clock. Order and
 * promises stay what they are, since the map is monotone. */
#include "clock/apply.h"

#include "clock/diags.h"
#include "timeline/say.h"

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static void map_sentence(const struct npi_clock_map *clock,
                         struct np_timed_sentence *s)
{
    int64_t length = s->end - s->start;
    int64_t start;
    int64_t end;
    int64_t there = npi_clock_span_to_media(clock, s->start, s->end, &start,
                                            &end);

    s->gone = length > 0 ? 2 * there < length : npi_clock_gone(clock, s->start);
    s->start = start;
    s->end = s->gone ? start : end;
}

/* Sentences that are gone must not push back the ones behind them: they stand
 * where the last one before them ended, at least. */
static void map_sentences(const struct npi_clock_map *clock,
                          const struct np_timeline *timeline,
                          struct np_timed_sentence *out)
{
    int64_t before = 0;

    for (size_t i = 0; i < timeline->n_sentences; i++) {
        out[i] = timeline->sentences[i];
        map_sentence(clock, &out[i]);
        if (out[i].start < before)
            out[i].start = before;
        if (out[i].end < out[i].start)
            out[i].end = out[i].start;
        before = out[i].end;
    }
}

/* A pause that something was put into is as much longer; one that the media
 * lacks is none. */
static size_t map_pauses(const struct npi_clock_map *clock,
                         const struct np_timeline *old, struct np_pause *out)
{
    size_t n = 0;

    for (size_t i = 0; i < old->n_pauses; i++) {
        const struct np_pause *pause = &old->pauses[i];

        if (npi_clock_gone(clock, pause->start) &&
            npi_clock_gone(clock, pause->end))
            continue;
        out[n].start = npi_clock_end_to_media(clock, pause->start);
        out[n].end = npi_clock_to_media(clock, pause->end);
        if (out[n].start > out[n].end)
            out[n].start = out[n].end;
        n++;
    }
    return n;
}

/* Whether the media has anything of [start, end), which lies before its end. */
static bool is_there(const struct npi_clock_map *clock, int64_t start,
                     int64_t end)
{
    int64_t a;
    int64_t b;

    if (end <= start)
        return !npi_clock_gone(clock, start);
    return npi_clock_span_to_media(clock, start, end, &a, &b) > 0;
}

/* The chapters that are left, and for each old one which it is now. A parent
 * spans its children, so that it is there if one of them is. */
static size_t map_chapters(const struct npi_clock_map *clock,
                           const struct np_timeline *old, int64_t end,
                           struct np_chapter *out, size_t *now)
{
    size_t n = 0;

    for (size_t c = 0; c < old->n_chapters; c++) {
        struct np_chapter chapter = old->chapters[c];

        now[c] = NP_NONE;
        chapter.start = npi_clock_to_media(clock, chapter.start);
        if (!is_there(clock, old->chapters[c].start, old->chapters[c].end) ||
            chapter.start >= end)
            continue;
        chapter.end = chapter.end >= old->end
                          ? end
                          : least(npi_clock_to_media(clock, chapter.end), end);
        if (chapter.parent != NP_NONE)
            chapter.parent = now[chapter.parent];
        now[c] = n;
        out[n++] = chapter;
    }
    return n;
}

static void say_gone(struct npi_context *ctx, const struct np_episode *episode,
                     const struct np_timeline *old, const size_t *now,
                     size_t kept, bool asked)
{
    struct npi_said count = npi_say_count(old->n_chapters - kept);
    struct npi_said first;

    for (size_t c = 0; c < old->n_chapters; c++) {
        const struct np_chapter *chapter = &old->chapters[c];

        if (now[c] != NP_NONE)
            continue;
        first = npi_say_time(chapter->start);
        if (asked)
            NPI_DIAG2(ctx->diags, CHAPTERS_LEFT,
                      episode->outline[chapter->entry].span,
                      npi_said_str(&count), npi_said_str(&first));
        else
            NPI_DIAG2(ctx->diags, CHAPTERS_GONE,
                      episode->outline[chapter->entry].span,
                      npi_said_str(&count), npi_said_str(&first));
        return;
    }
}

/* The pieces up to the end: the last one need not be open any more. A cut
 * behind the end leaves none: the clocks are the same. */
static size_t clip_pieces(const struct npi_clock_map *clock, int64_t end,
                          struct np_clock_piece *out)
{
    size_t n = 0;

    for (size_t k = 0; k < clock->n && clock->pieces[k].media < end; k++) {
        out[n] = clock->pieces[k];
        out[n].length = least(out[n].length, end - out[n].media);
        n++;
    }
    return n == 1 && out[0].notes == 0 && out[0].media == 0 &&
                   out[0].length == end
               ? 0
               : n;
}

/* What is not gone goes on behind the media's end. */
static bool runs_over(const struct np_timed_sentence *sentences, size_t n,
                      int64_t end)
{
    for (size_t i = n; i-- > 0;)
        if (!sentences[i].gone)
            return sentences[i].end > end;
    return false;
}

/* Neither a chapter nor a sentence lies in the media. */
static bool is_nothing_left(const struct np_timeline *now,
                            const struct np_timeline *old)
{
    if (now->n_chapters > 0 || old->n_chapters + old->n_sentences == 0)
        return false;
    for (size_t i = 0; i < now->n_sentences; i++)
        if (!now->sentences[i].gone && now->sentences[i].start < now->end)
            return false;
    return true;
}

static void say_nothing_left(struct npi_context *ctx, int64_t end)
{
    const struct npi_said last = npi_say_time(end);

    NPI_DIAG1(ctx->diags, NOTHING_LEFT, NPI_NOWHERE, npi_said_str(&last));
}

enum np_status npi_clock_apply_to_sentences(struct npi_arena *arena,
                                            const struct npi_clock_map *clock,
                                            struct np_timeline *timeline)
{
    size_t n = timeline->n_sentences;
    struct np_timed_sentence *sentences = NPI_ARENA_NEW(
        arena, struct np_timed_sentence, n);

    if (!sentences)
        return NP_ERR_NOMEM;
    if (clock->n == 0)
        return NP_OK;
    map_sentences(clock, timeline, sentences);
    timeline->sentences = sentences;
    timeline->cut_short = !timeline->end_estimated &&
                          runs_over(sentences, n, timeline->end);
    return NP_OK;
}

/* Whether the clock tells the media's end, since the notes go on behind it. */
static bool ends(const struct npi_clock_map *clock, int64_t notes)
{
    const struct np_clock_piece *last = &clock->pieces[clock->n - 1];

    return last->notes + last->length <= notes;
}

enum np_status npi_clock_apply(struct npi_context *ctx,
                               const struct npi_clock_map *clock,
                               const struct np_episode *episode, int64_t length,
                               bool asked, struct np_timeline *timeline)
{
    const struct np_timeline old = *timeline;
    struct np_timed_sentence *sentences = NPI_ARENA_NEW(
        ctx->arena, struct np_timed_sentence, old.n_sentences);
    struct np_chapter *chapters = NPI_ARENA_NEW(ctx->arena, struct np_chapter,
                                                old.n_chapters);
    size_t *now = NPI_ARENA_NEW(ctx->arena, size_t, old.n_chapters);
    struct np_clock_piece *pieces = NPI_ARENA_NEW(
        ctx->arena, struct np_clock_piece, clock->n);
    struct np_pause *pauses = NPI_ARENA_NEW(ctx->arena, struct np_pause,
                                            old.n_pauses);

    if (!sentences || !chapters || !now || !pieces || !pauses)
        return NP_ERR_NOMEM;
    if (clock->n == 0)
        return NP_OK;
    timeline->end = length != NP_NO_TIME
                        ? length
                        : npi_clock_end_to_media(clock, old.end);
    timeline->end_estimated = length == NP_NO_TIME && !ends(clock, old.end);
    map_sentences(clock, &old, sentences);
    timeline->sentences = sentences;
    timeline->cut_short = old.cut_short ||
                          runs_over(sentences, old.n_sentences, timeline->end);
    timeline->n_chapters = map_chapters(clock, &old, timeline->end, chapters,
                                        now);
    timeline->chapters = chapters;
    timeline->n_pauses = map_pauses(clock, &old, pauses);
    timeline->pauses = pauses;
    timeline->n_clock = clip_pieces(clock, timeline->end, pieces);
    timeline->clock = pieces;
    if (is_nothing_left(timeline, &old))
        say_nothing_left(ctx, old.end);
    else if (timeline->n_chapters < old.n_chapters)
        say_gone(ctx, episode, &old, now, timeline->n_chapters, asked);
    return NP_OK;
}
