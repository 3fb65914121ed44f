/* The door's first half: the dialogue cut into cues (cut.h), then all cues of
 * the episode given their time (timing.h), and a word on what did not fit. */
#include "cues/cues.h"

#include "base/str.h"
#include "cues/cut.h"
#include "cues/diags.h"
#include "cues/fit.h"
#include "cues/typography.h"

#include <string.h>

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

static struct npi_segment_rule segment_rule(const struct npi_settings *s)
{
    int64_t length = clamp(s->line_length, 1, NPI_LINE_LIMIT / 2);
    return (struct npi_segment_rule){
        .line = {.limit = (uint32_t)length * 2,
                 .lines = (unsigned)clamp(s->lines, 1, NP_CUE_LINES)},
        .speed = clamp(s->reading_speed, 1, INT32_MAX),
        .shortest = s->shortest,
        .longest = s->longest,
        .slack = s->lead + s->lag,
    };
}

static struct npi_text_rule text_rule(const struct npi_settings *s)
{
    return (struct npi_text_rule){
        .counting = s->counting,
        .drops_marks = s->end_marks == NPI_END_MARKS_DROP,
        .spaces_marks = s->inner_marks == NPI_INNER_MARKS_SPACE,
    };
}

/* ms: a reader does not see less, and it is not worth a word. */
#define SEEN 1000

/* A time that the notes' author wrote, here or in the outline. */
#define WRITTEN                                                                \
    (NP_EVIDENCE_STAMP | NP_EVIDENCE_OUTLINE_WORDS | NP_EVIDENCE_HEADING)

/* ms that a slot is shown away from its words, beyond what may be borrowed. */
static int64_t displaced(const struct npi_slot *slot,
                         const struct npi_settings *s)
{
    int64_t early = slot->begin - slot->start - s->lead;
    int64_t late = slot->start - slot->begin - s->lag;
    return (early > late ? early : late) - slot->unsure;
}

/* Cues of one kind of trouble: how many, the first ones that follow each other,
 * and the worst. */
struct trouble {
    size_t n;
    size_t first;
    size_t last;
    int64_t worst; /* ms */
};

static void note(struct trouble *trouble, size_t cue, int64_t ms)
{
    if (!trouble->n++)
        trouble->first = trouble->last = cue;
    else if (cue == trouble->last + 1)
        trouble->last = cue;
    if (ms > trouble->worst)
        trouble->worst = ms;
}

/* True if a written time may be what squeezes them: it is theirs, or that of
 * the words before or behind, which they have to make room for. */
static bool is_by_stamp(const struct npi_drafts *d,
                        const struct np_timeline *timeline,
                        const struct trouble *trouble)
{
    size_t first = d->cues[trouble->first].first_sentence;
    size_t last = d->cues[trouble->last].last_sentence + 1;

    for (size_t i = first ? first - 1 : 0;
         i <= last && i < timeline->n_sentences; i++)
        if (timeline->sentences[i].evidence & WRITTEN)
            return true;
    return false;
}

static void say(struct npi_context *ctx, const struct np_diag_kind *kind,
                struct np_span span, const struct trouble *trouble)
{
    struct npi_buf numbers;
    npi_buf_init(&numbers, 64);
    npi_buf_put_u64(&numbers, trouble->n);
    size_t cut = numbers.len;
    npi_buf_put_fixed(&numbers, (double)trouble->worst / 1000, 2);
    struct np_str text = npi_buf_str(&numbers);
    npi_diag_add(ctx->diags, kind, span, npi_str_sub(text, 0, cut),
                 npi_str_sub(text, cut, text.len), npi_str(NULL),
                 npi_str(NULL));
    npi_buf_release(&numbers);
}

static void report(struct npi_context *ctx, const struct np_episode *episode,
                   const struct np_timeline *timeline,
                   const struct npi_drafts *d, const struct npi_settings *s)
{
    static const struct np_diag_kind *const kinds[2][2] = {
        {&NPI_D_CUES_CROWDED, &NPI_D_CUES_CROWDED_STAMP},
        {&NPI_D_CUES_SHORT, &NPI_D_CUES_SHORT_STAMP}};
    struct trouble troubles[2] = {0};
    for (size_t i = 0; i < d->n; i++) {
        const struct npi_slot *slot = &d->slots[i];
        int64_t by = displaced(slot, s);
        if (by >= SEEN)
            note(&troubles[0], i, by);
        if (slot->stop - slot->start < s->shortest)
            note(&troubles[1], i, s->shortest);
    }
    for (size_t k = 0; k < 2; k++) {
        const struct trouble *trouble = &troubles[k];
        if (trouble->n)
            say(ctx, kinds[k][is_by_stamp(d, timeline, trouble)],
                episode->sentences[d->cues[trouble->first].first_sentence].span,
                trouble);
    }
}

/* The slots too, if anybody asks. */
static enum np_status keep(struct npi_context *ctx, const struct npi_drafts *d,
                           struct np_cues *cues, struct npi_slot **slots)
{
    struct np_cue *kept = NPI_ARENA_NEW(ctx->arena, struct np_cue, d->n);
    if (!kept)
        return NP_ERR_NOMEM;
    if (slots) {
        *slots = NPI_ARENA_NEW(ctx->arena, struct npi_slot, d->n);
        if (!*slots)
            return NP_ERR_NOMEM;
        if (d->n)
            memcpy(*slots, d->slots, d->n * sizeof **slots);
    }
    if (d->n)
        memcpy(kept, d->cues, d->n * sizeof *kept);
    *cues = (struct np_cues){kept, d->n};
    return NP_OK;
}

enum np_status npi_cues_build(struct npi_context *ctx,
                              const struct np_episode *episode,
                              const struct np_timeline *timeline,
                              const struct npi_settings *settings,
                              struct npi_frame_rate rate, struct np_cues *cues)
{
    return npi_cues_build_with(ctx, NULL, NULL, episode, timeline, settings,
                               rate, cues, NULL);
}

enum np_status npi_cues_build_with(
    struct npi_context *ctx, const struct npi_lexicon *lexicon,
    const struct npi_second_room *second, const struct np_episode *episode,
    const struct np_timeline *timeline, const struct npi_settings *settings,
    struct npi_frame_rate rate, struct np_cues *cues, struct npi_slot **slots)
{
    struct npi_arena scratch;
    npi_arena_init(&scratch);
    struct npi_drafts drafts = {.arena = &scratch};
    struct npi_segment_rule rule = segment_rule(settings);
    rule.second = second;
    *cues = (struct np_cues){0};
    struct np_episode shown;
    enum np_status status = npi_typography_apply(&scratch, settings, episode,
                                                 &shown);
    if (status == NP_OK)
        status = npi_cues_cut(ctx, &shown, timeline, lexicon, &rule,
                              text_rule(settings), &drafts);
    if (status == NP_OK)
        status = npi_cues_fit(
            &scratch, &(struct npi_fit){settings, rate, timeline, drafts.slots},
            drafts.cues, drafts.n);
    if (status == NP_OK)
        status = keep(ctx, &drafts, cues, slots);
    if (status == NP_OK)
        report(ctx, episode, timeline, &drafts, settings);
    npi_arena_release(&scratch);
    return status;
}
