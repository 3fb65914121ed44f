/* Episodes for tests of the timeline: built piece by piece, or read from case
 * files (tests/cases/timeline/). Lines of a case file, fields separated by
 * TABs; stamps are m:ss or h:mm:ss, "-" is none:
 *   media    44:05
 *   entry    2  0:33  Title  5     level, stamp, title, and where it belongs:
 *                                  a sentence (from 0), 4..6 (any of these),
 *                                  - set aside, ? unplaced, * anywhere
 *   heading  Title
 *   turn     Name
 *   say      -  A sentence.  12.5  stamp, text, and when it starts in seconds
 *                                  (2.5 s off at most), * any time
 *   expect   outline-order         a diagnostic; none else may be there
 *   cue      0:02.5  0:04  Text    of captions, in order
 *   given                          the captions are given by the user
 *   left-out                       they are of another episode
 *   rests    3..5  captions        sentences rest on this evidence
 *   lacks    6  captions           and do not on this
 *   near     0.5                   s that starts may be off, instead of 2.5
 */
#ifndef TESTS_SUPPORT_EPISODE_H
#define TESTS_SUPPORT_EPISODE_H

#include "base/str.h"
#include "timeline/timeline.h"

#include <stdlib.h>
#include <string.h>

struct episode {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct np_entry *entries;
    struct np_heading *headings;
    struct np_sentence *sentences;
    struct np_turn *turns;
    size_t entries_cap, headings_cap, sentences_cap, turns_cap;
    struct np_episode episode;
    struct npi_timeline_input input;
    struct np_timeline timeline;
};

static inline void episode_init(struct episode *e)
{
    *e = (struct episode){.input = {.length = NP_NO_TIME}};
    npi_arena_init(&e->arena);
    npi_diags_init(&e->diags, &e->arena);
    e->ctx = (struct npi_context){&e->arena, &e->diags, NULL};
}

static inline void episode_release(struct episode *e)
{
    npi_arena_release(&e->arena);
}

static inline void *episode_grow(struct episode *e, void *items, size_t n,
                                 size_t *cap, size_t size)
{
    void *grown = npi_arena_grow(&e->arena, items, n, cap, size);
    if (!grown)
        abort();
    return grown;
}

/* Texts are borrowed. */
static inline void episode_entry(struct episode *e, unsigned level, int64_t ms,
                                 struct np_str title)
{
    size_t n = e->episode.n_outline++;
    size_t parent = n;
    e->entries = episode_grow(e, e->entries, n, &e->entries_cap,
                              sizeof(*e->entries));
    while (parent > 0 && e->entries[parent - 1].level >= level)
        parent--;
    e->entries[n] = (struct np_entry){
        .title = title,
        .level = level,
        .parent = parent > 0 ? parent - 1 : NP_NONE,
        .start = ms,
        .end = NP_NO_TIME,
        .grain = 1000,
        .span = NPI_NOWHERE,
    };
}

static inline void episode_heading(struct episode *e, struct np_str text)
{
    size_t n = e->episode.n_headings++;
    e->headings = episode_grow(e, e->headings, n, &e->headings_cap,
                               sizeof(*e->headings));
    e->headings[n] = (struct np_heading){
        .text = text, .start = NP_NO_TIME, .sentence = e->episode.n_sentences};
}

static inline void episode_turn(struct episode *e)
{
    size_t n = e->episode.n_turns++;
    e->turns = episode_grow(e, e->turns, n, &e->turns_cap, sizeof(*e->turns));
    e->turns[n] = (struct np_turn){.speaker = NP_NONE,
                                   .first_sentence = e->episode.n_sentences,
                                   .heading = NP_NONE};
}

static inline void episode_say(struct episode *e, int64_t ms,
                               struct np_str text)
{
    size_t n = e->episode.n_sentences++;
    if (!e->episode.n_turns)
        episode_turn(e);
    e->sentences = episode_grow(e, e->sentences, n, &e->sentences_cap,
                                sizeof(*e->sentences));
    e->sentences[n] = (struct np_sentence){
        .text = text,
        .turn = e->episode.n_turns - 1,
        .stamp = ms,
        .grain = 1000,
        .span = NPI_NOWHERE,
    };
    e->turns[e->episode.n_turns - 1].n_sentences++;
}

static inline enum np_status episode_build(struct episode *e)
{
    e->episode.outline = e->entries;
    e->episode.headings = e->headings;
    e->episode.sentences = e->sentences;
    e->episode.turns = e->turns;
    e->input.episode = &e->episode;
    return npi_timeline_build(&e->ctx, &e->input, &e->timeline);
}

static inline bool episode_has_diag(const struct episode *e, const char *code)
{
    for (size_t i = 0; i < e->diags.n; i++)
        if (strcmp(e->diags.items[i].kind->code, code) == 0)
            return true;
    return false;
}

/* What every timeline promises, whatever the notes say; false says nothing
 * more, so that a fuzz target can use it too. */
static inline bool episode_is_sound(const struct episode *e)
{
    const struct np_timeline *t = &e->timeline;
    int64_t before = 0;
    if (t->n_sentences != e->episode.n_sentences)
        return false;
    for (size_t i = 0; i < t->n_sentences; i++) {
        const struct np_timed_sentence *s = &t->sentences[i];
        if (s->start < before || s->end < s->start || s->evidence == 0 ||
            !(s->confidence >= 0 && s->confidence <= 1))
            return false;
        before = s->end;
    }
    if (e->input.length != NP_NO_TIME &&
        (t->end != e->input.length || t->end_estimated))
        return false;
    if (t->cut_short && e->input.length == NP_NO_TIME)
        return false;
    if (!t->cut_short && before > t->end)
        return false;
    before = 0;
    size_t place = 0;
    for (size_t i = 0; i < t->n_chapters; i++) {
        const struct np_chapter *c = &t->chapters[i];
        if (c->start < before || c->end < c->start || c->end > t->end ||
            (t->cut_short && c->start >= t->end) ||
            c->start != e->episode.outline[c->entry].start ||
            (c->parent != NP_NONE && c->parent >= i) ||
            !(c->confidence >= 0 && c->confidence <= 1))
            return false;
        before = c->start;
        if (c->sentence == NP_NONE)
            continue;
        if (c->sentence < place || c->sentence >= t->n_sentences ||
            c->turn != e->episode.sentences[c->sentence].turn)
            return false;
        place = c->sentence;
    }
    return true;
}

#endif
