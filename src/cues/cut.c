/* The dialogue, turn by turn, to stretches (stretch.h), each cut into cues
 * (places.h, segment.h). Their time is another file's job. */
#include "cues/cut.h"

#include "base/str.h"
#include "base/utf8.h"
#include "cues/diags.h"
#include "cues/grapheme.h"
#include "cues/places/places.h"
#include "cues/reading.h"
#include "cues/rest.h"

/* A sentence longer than this (text without punctuation, a page of base64) is
 * taken in parts. */
#define PART_BYTES ((size_t)8 << 10)

#define CLIPPED 60 /* bytes of a cut word that a message quotes */

struct cutter {
    struct npi_context *ctx;
    const struct np_episode *episode;
    const struct np_timeline *timeline;
    const struct npi_segment_rule *rule;
    struct npi_text_rule text;
    struct npi_words words;
    struct npi_bonds bonds;
    struct npi_stretch stretch;
    struct npi_segment_room *room;
    struct npi_piece *pieces;
    struct npi_drafts *out;
};

/* A run of sentences, or a part of one that is too long. */
struct run {
    const struct np_sentence *sentences;
    struct npi_spoken spoken;
    size_t n;
    size_t bytes;
    size_t first; /* index of the first sentence */
};

static enum np_status grow(struct npi_drafts *d)
{
    struct np_cue *cues = npi_arena_grow(d->arena, d->cues, d->n, &d->cues_cap,
                                         sizeof *cues);
    if (!cues)
        return NP_ERR_NOMEM;
    d->cues = cues;
    struct npi_slot *slots = npi_arena_grow(d->arena, d->slots, d->n,
                                            &d->slots_cap, sizeof *slots);
    if (!slots)
        return NP_ERR_NOMEM;
    d->slots = slots;
    return NP_OK;
}

#define SURE 0.95 /* a sentence's place, as good as known */

/* ms that a sentence's time may be off, of at most a second: nobody would look
 * for its words farther away. */
static int64_t unsure(const struct np_timed_sentence *time)
{
    double off = SURE - time->confidence;
    return off > 0 ? (int64_t)(off * 1000) : 0;
}

static struct npi_slot slot_for(const struct npi_segment_rule *rule,
                                const struct npi_piece *piece, uint64_t width)
{
    struct npi_slot slot = {.begin = piece->begin, .end = piece->end};
    slot.own = npi_reading_time(width, rule->speed);
    slot.needs = npi_second_time(rule->second, piece->second, slot.own);
    if (slot.needs > rule->longest)
        slot.needs = rule->longest;
    if (slot.end > slot.begin + rule->longest)
        slot.end = slot.begin + rule->longest;
    return slot;
}

/* Media may end before the notes do: what is said behind its end is no cue, nor
 * is what would be seen for less than the least time. */
static bool is_outside(const struct cutter *c, const struct npi_piece *piece)
{
    return c->timeline->cut_short &&
           piece->begin + c->rule->shortest > c->timeline->end;
}

static void clip(struct npi_slot *slot, int64_t end)
{
    if (slot->end <= end)
        return;
    slot->end = end;
    if (slot->needs > end - slot->begin)
        slot->needs = end - slot->begin;
}

static enum np_status put_cue(struct cutter *c, const struct npi_piece *piece,
                              const struct run *run, size_t turn)
{
    const struct npi_stretch *s = &c->stretch;
    struct npi_drafts *d = c->out;
    if (is_outside(c, piece))
        return NP_OK;
    enum np_status status = grow(d);
    if (status != NP_OK)
        return status;
    struct np_cue *cue = &d->cues[d->n];
    *cue = (struct np_cue){
        .turn = turn,
        .speaker = c->episode->turns[turn].speaker,
        .first_sentence = run->first + s->cells[piece->from].sentence,
        .last_sentence = run->first + s->cells[piece->to - 1].sentence,
        .n_lines = piece->layout.n,
    };
    uint64_t width = 0;
    size_t from = piece->from;
    for (unsigned k = 0; k < piece->layout.n; k++) {
        cue->lines[k] = npi_stretch_line(s, from, piece->layout.ends[k]);
        width += npi_stretch_width(s, from, piece->layout.ends[k]);
        from = piece->layout.ends[k];
    }
    d->slots[d->n] = slot_for(c->rule, piece, width);
    d->slots[d->n].unsure = unsure(
        &c->timeline->sentences[cue->first_sentence]);
    if (c->timeline->cut_short)
        clip(&d->slots[d->n], c->timeline->end);
    d->n++;
    return NP_OK;
}

/* Says for each word that is longer than a line that it was cut. */
static void report_cuts(struct cutter *c, const struct run *run)
{
    const struct npi_stretch *s = &c->stretch;
    size_t word = 0; /* its first cell */
    bool said = false;
    for (size_t i = 1; i < s->n; i++) {
        if (s->cells[i].place < NPI_PLACE_FORCED) {
            word = i;
            said = false;
        } else if (s->cells[i].place != NPI_NEVER && !said) {
            size_t at = run->first + s->cells[i].sentence;
            struct np_str from = npi_stretch_line(s, word, s->n);
            NPI_DIAG1(c->ctx->diags, CUES_WORD_CUT,
                      c->episode->sentences[at].span,
                      npi_utf8_clip(from, CLIPPED));
            said = true;
        }
    }
}

static enum np_status cut_run(struct cutter *c, const struct run *run,
                              size_t turn)
{
    struct npi_stretch *s = &c->stretch;
    enum np_status status = npi_stretch_read(c->ctx->arena, run->sentences,
                                             run->n, run->bytes, c->text, s);
    if (status != NP_OK || !s->n)
        return status;
    status = npi_places_mark(&c->words, &c->bonds, s, c->rule->line.limit);
    if (status != NP_OK)
        return status;
    report_cuts(c, run);
    size_t n = npi_segment(c->room, s, &run->spoken, c->rule, c->pieces);
    for (size_t i = 0; i < n && status == NP_OK; i++)
        status = put_cue(c, &c->pieces[i], run, turn);
    return status;
}

/* The end of a part of at most PART_BYTES that starts at `from`: behind a space
 * if there is one, else between two clusters. A single larger cluster is a
 * part. */
static size_t part_end(struct np_str text, size_t from)
{
    size_t space = from;
    size_t end = from;
    for (size_t at = from; at < text.len;) {
        uint32_t cp = npi_grapheme_next(text, &at);
        if (at - from > PART_BYTES && end > from)
            return space > from ? space : end;
        end = at;
        if (cp == ' ')
            space = at;
    }
    return text.len;
}

static int64_t share(const struct np_timed_sentence *time, size_t part,
                     size_t whole)
{
    return time->start +
           (time->end - time->start) * (int64_t)part / (int64_t)whole;
}

static enum np_status cut_long(struct cutter *c, size_t index, size_t turn)
{
    struct np_sentence part = c->episode->sentences[index];
    struct np_timed_sentence whole = c->timeline->sentences[index];
    struct np_timed_sentence time = whole;
    struct np_str text = part.text;
    enum np_status status = NP_OK;
    for (size_t from = 0; from < text.len && status == NP_OK;) {
        size_t end = part_end(text, from);
        part.text = (struct np_str){text.ptr + from, end - from};
        time.start = share(&whole, from, text.len);
        time.end = share(&whole, end, text.len);
        struct run run = {&part, {&time, NULL, 0}, 1, part.text.len + 1, index};
        status = cut_run(c, &run, turn);
        from = end;
    }
    return status;
}

/* Sentence i cannot share a cue with the one before: the media lacks one of
 * them, or has something else in between. */
static bool is_apart(const struct np_timeline *timeline, size_t i)
{
    const struct np_timed_sentence *s = &timeline->sentences[i];
    return s->gone || s[-1].gone ||
           npi_rest_between(timeline, s[-1].end, s->start);
}

/* Sentences from `first` to the end of the turn that go into one stretch. */
static size_t run_length(const struct np_episode *episode,
                         const struct np_timeline *timeline, size_t first,
                         size_t end, size_t *bytes)
{
    size_t n = first;
    while (n < end && episode->sentences[n].text.len <= PART_BYTES &&
           (n == first || !is_apart(timeline, n)))
        n++;
    return npi_stretch_extent(&episode->sentences[first], n - first, bytes);
}

static enum np_status cut_turn(struct cutter *c, size_t turn)
{
    const struct np_turn *t = &c->episode->turns[turn];
    size_t end = t->first_sentence + t->n_sentences;
    enum np_status status = NP_OK;
    for (size_t i = t->first_sentence; i < end && status == NP_OK;) {
        size_t bytes;
        size_t n;
        if (c->timeline->sentences[i].gone) {
            i++;
            continue;
        }
        n = run_length(c->episode, c->timeline, i, end, &bytes);
        if (!n) {
            status = cut_long(c, i++, turn);
            continue;
        }
        struct run run = {&c->episode->sentences[i],
                          {&c->timeline->sentences[i], c->timeline->pauses,
                           c->timeline->n_pauses},
                          n,
                          bytes,
                          i};
        status = cut_run(c, &run, turn);
        i += n;
    }
    return status;
}

/* The most bytes of any stretch: what the cells must have room for. A part with
 * one cluster larger than PART_BYTES is one cell. */
static size_t most_bytes(const struct np_episode *episode,
                         const struct np_timeline *timeline)
{
    size_t most = PART_BYTES + 1;
    bool parts = false;
    size_t needed = 0;
    for (size_t t = 0; t < episode->n_turns; t++) {
        const struct np_turn *turn = &episode->turns[t];
        size_t end = turn->first_sentence + turn->n_sentences;
        for (size_t i = turn->first_sentence; i < end;) {
            size_t bytes;
            size_t n = run_length(episode, timeline, i, end, &bytes);
            parts = parts || !n;
            if (n && bytes > needed)
                needed = bytes;
            i += n ? n : 1;
        }
    }
    return parts && needed < most ? most : needed;
}

static enum np_status prepare(struct cutter *c,
                              const struct npi_lexicon *lexicon)
{
    size_t n = most_bytes(c->episode, c->timeline) + 1;
    c->stretch.cells = NPI_ARENA_NEW(c->out->arena, struct npi_cell, n + 1);
    c->pieces = NPI_ARENA_NEW(c->out->arena, struct npi_piece, n);
    c->room = npi_segment_room_new(c->out->arena, n);
    if (!c->stretch.cells || !c->pieces || !c->room)
        return NP_ERR_NOMEM;
    return npi_bonds_init(c->out->arena, c->episode, lexicon, &c->bonds);
}

enum np_status npi_cues_cut(struct npi_context *ctx,
                            const struct np_episode *episode,
                            const struct np_timeline *timeline,
                            const struct npi_lexicon *lexicon,
                            const struct npi_segment_rule *rule,
                            struct npi_text_rule text,
                            struct npi_drafts *drafts)
{
    struct cutter c = {.ctx = ctx,
                       .episode = episode,
                       .timeline = timeline,
                       .rule = rule,
                       .text = text,
                       .out = drafts};
    enum np_status status = prepare(&c, lexicon);
    for (size_t t = 0; t < episode->n_turns && status == NP_OK; t++)
        status = ctx->cancel && *ctx->cancel ? NP_ERR_INTERRUPTED
                                             : cut_turn(&c, t);
    if (c.words.failed)
        NPI_DIAG0(ctx->diags, CUES_NO_DICTIONARY, NPI_NOWHERE);
    npi_words_release(&c.words);
    return status;
}
