/* The chapters: every outline entry whose stamp is believed and that the media
 * has. */
#include "timeline/chapters.h"

#include "timeline/diags.h"
#include "timeline/say.h"

/* The chapter of the nearest entry above that is one. chapter_of: for each
 * row of the outline so far. */
static size_t find_parent(const struct np_episode *episode,
                          const size_t *chapter_of, size_t row)
{
    size_t above = episode->outline[row].parent;

    while (above < row && chapter_of[above] == NP_NONE)
        above = episode->outline[above].parent;
    return above < row ? chapter_of[above] : NP_NONE;
}

/* sentences: what their times rest on. */
static void set_place(const struct npi_timing *timing,
                      const struct np_episode *episode,
                      const struct np_timed_sentence *sentences, size_t mark,
                      struct np_chapter *chapter)
{
    const struct npi_place *place = &timing->places[mark];

    if (place->sentence == NP_NONE)
        return;
    chapter->sentence = place->sentence;
    chapter->turn = episode->sentences[place->sentence].turn;
    chapter->confidence = place->confidence;
    chapter->evidence = npi_clues_kinds(&timing->clues, mark, place->sentence);
    chapter->evidence |= sentences[place->sentence].evidence &
                         NP_EVIDENCE_CAPTIONS;
    if (!chapter->evidence)
        chapter->evidence = NP_EVIDENCE_LENGTH;
}

static void set_places(struct npi_context *ctx,
                       const struct np_episode *episode,
                       const struct npi_timing *timing,
                       const struct np_timed_sentence *sentences, size_t n,
                       struct np_chapter *chapters)
{
    size_t c = 0;

    for (size_t m = 0; timing && c < n && m < timing->marks.n; m++) {
        struct npi_said time;

        if (timing->marks.items[m].entry == NP_NONE)
            continue;
        set_place(timing, episode, sentences, m, &chapters[c]);
        time = npi_say_time(chapters[c].start);
        if (chapters[c].sentence == NP_NONE)
            NPI_DIAG2(ctx->diags, ENTRY_UNPLACED,
                      episode->outline[chapters[c].entry].span,
                      npi_said_str(&time), chapters[c].title);
        c++;
    }
}

static bool is_same_place(const struct np_chapter *a,
                          const struct np_chapter *b)
{
    return a->start == b->start && a->sentence == b->sentence;
}

/* Chapters of one stamp at one sentence rest on each other's evidence. */
static void share_evidence(struct np_chapter *chapters, size_t n)
{
    for (size_t from = 0, to; from < n; from = to) {
        unsigned evidence = 0;

        for (to = from; to < n && is_same_place(&chapters[from], &chapters[to]);
             to++)
            evidence |= chapters[to].evidence;
        if (evidence & ~(unsigned)NP_EVIDENCE_LENGTH)
            evidence &= ~(unsigned)NP_EVIDENCE_LENGTH;
        for (size_t c = from; c < to; c++)
            chapters[c].evidence = evidence;
    }
}

/* From the back: the nearest later start of each level or above. */
static void set_ends(struct np_timeline *timeline, struct np_chapter *chapters,
                     size_t *stack)
{
    size_t depth = 0; /* stack of later chapters, each of a higher level */

    for (size_t c = timeline->n_chapters; c-- > 0;) {
        while (depth > 0 &&
               chapters[stack[depth - 1]].level > chapters[c].level)
            depth--;
        chapters[c].end = depth > 0 ? chapters[stack[depth - 1]].start
                                    : timeline->end;
        stack[depth++] = c;
    }
}

enum np_status npi_chapters_make(struct npi_context *ctx,
                                 const struct np_episode *episode,
                                 const struct npi_beliefs *beliefs,
                                 const struct npi_timing *timing,
                                 struct np_timeline *timeline)
{
    size_t n = beliefs->n_inside;
    struct np_chapter *chapters = NPI_ARENA_NEW(ctx->arena, struct np_chapter,
                                                n);
    size_t *chapter_of = NPI_ARENA_NEW(ctx->arena, size_t, episode->n_outline);
    size_t *stack = NPI_ARENA_NEW(ctx->arena, size_t, n);

    if (!chapters || !chapter_of || !stack)
        return NP_ERR_NOMEM;
    for (size_t row = 0; row < episode->n_outline; row++)
        chapter_of[row] = NP_NONE;
    for (size_t c = 0; c < n; c++) {
        size_t row = beliefs->entries[c];
        const struct np_entry *entry = &episode->outline[row];

        chapter_of[row] = c;
        chapters[c] = (struct np_chapter){
            .entry = row,
            .parent = find_parent(episode, chapter_of, row),
            .level = entry->level,
            .title = entry->title,
            .start = entry->start,
            .turn = NP_NONE,
            .sentence = NP_NONE,
        };
    }
    timeline->chapters = chapters;
    timeline->n_chapters = n;
    set_ends(timeline, chapters, stack);
    set_places(ctx, episode, timing, timeline->sentences, n, chapters);
    share_evidence(chapters, n);
    return NP_OK;
}
