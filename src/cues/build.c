/* The door's first half: the dialogue cut into cues (cut.h), then all cues of
 * the episode given their time (timing.h), and a word on what did not fit. */
#include "cues/cues.h"

#include "base/str.h"
#include "cues/cut.h"
#include "cues/diags.h"
#include "cues/rest.h"

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

/* Frames and rounding are not worth a word. */
#define UNSAID 50

/* ms that a slot is shown away from its words, beyond what may be borrowed. */
static int64_t displaced(const struct npi_slot *slot,
                         const struct npi_settings *s)
{
    int64_t early = slot->begin - slot->start - s->lead;
    int64_t late = slot->start - slot->begin - s->lag;
    return early > late ? early : late;
}

/* Cues of one kind of trouble: how many, which first, and the worst. */
struct trouble {
    size_t n;
    size_t first;
    int64_t worst; /* ms */
};

static void note(struct trouble *trouble, size_t cue, int64_t ms)
{
    if (!trouble->n++)
        trouble->first = cue;
    if (ms > trouble->worst)
        trouble->worst = ms;
}

static void say(struct npi_context *ctx, const struct np_diag_kind *kind,
                struct np_span span, size_t n, int64_t ms)
{
    struct npi_buf numbers;
    npi_buf_init(&numbers, 64);
    npi_buf_put_u64(&numbers, n);
    size_t cut = numbers.len;
    npi_buf_put_fixed(&numbers, (double)ms / 1000, 2);
    struct np_str text = npi_buf_str(&numbers);
    npi_diag_add(ctx->diags, kind, span, npi_str_sub(text, 0, cut),
                 npi_str_sub(text, cut, text.len), npi_str(NULL),
                 npi_str(NULL));
    npi_buf_release(&numbers);
}

static void report(struct npi_context *ctx, const struct np_episode *episode,
                   const struct npi_drafts *d, const struct npi_settings *s)
{
    struct trouble far = {0};
    struct trouble brief = {0};
    for (size_t i = 0; i < d->n; i++) {
        const struct npi_slot *slot = &d->slots[i];
        int64_t by = displaced(slot, s);
        if (by > UNSAID)
            note(&far, i, by);
        if (slot->stop - slot->start < s->shortest)
            note(&brief, i, s->shortest);
    }
    const struct np_sentence *sentences = episode->sentences;
    if (far.n)
        say(ctx, &NPI_D_CUES_CROWDED,
            sentences[d->cues[far.first].first_sentence].span, far.n,
            far.worst);
    if (brief.n)
        say(ctx, &NPI_D_CUES_SHORT,
            sentences[d->cues[brief.first].first_sentence].span, brief.n,
            brief.worst);
}

static enum np_status fit(struct npi_drafts *d, struct npi_timing_rule *rule,
                          const struct np_timeline *timeline)
{
    rule->last = timeline->end;
    for (size_t i = 0; i < d->n; i++)
        if (d->slots[i].end > rule->last)
            rule->last = d->slots[i].end;
    enum np_status status = npi_timing_fit(d->arena, rule, d->slots, d->n);
    for (size_t i = 0; i < d->n; i++) {
        d->cues[i].start = d->slots[i].start;
        d->cues[i].end = d->slots[i].stop;
    }
    npi_rest_keep(timeline, rule->shortest, d->cues, d->n);
    return status;
}

static enum np_status keep(struct npi_context *ctx, const struct npi_drafts *d,
                           struct np_cues *cues)
{
    struct np_cue *kept = NPI_ARENA_NEW(ctx->arena, struct np_cue, d->n);
    if (!kept)
        return NP_ERR_NOMEM;
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
    struct npi_arena scratch;
    npi_arena_init(&scratch);
    struct npi_drafts drafts = {.arena = &scratch};
    struct npi_segment_rule rule = segment_rule(settings);
    struct npi_timing_rule timing;
    npi_timing_rule_init(&timing, settings, rate);
    *cues = (struct np_cues){0};
    enum np_status status = npi_cues_cut(ctx, episode, timeline, &rule,
                                         settings->counting, &drafts);
    if (status == NP_OK)
        status = fit(&drafts, &timing, timeline);
    if (status == NP_OK)
        status = keep(ctx, &drafts, cues);
    if (status == NP_OK)
        report(ctx, episode, &drafts, settings);
    npi_arena_release(&scratch);
    return status;
}
