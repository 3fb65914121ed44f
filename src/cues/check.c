/* The door's second half: the style check. One table of rules, each a function
 * of one cue and the one before it. Numbers: Netflix's Timed Text Style Guide,
 * save "unbalanced", which is TED's advice. */
#include "cues/check.h"

#include "base/str.h"
#include "cues/grapheme.h"

/* Times are whole ms: a gap of two frames is written as 83 or 84 ms. */
#define ROUNDING 1.0

static bool line_length(const struct npi_subject *s, double *value,
                        double *limit)
{
    uint64_t most = 0;
    for (unsigned k = 0; k < s->cue->n_lines; k++)
        most = s->widths[k] > most ? s->widths[k] : most;
    *value = (double)most / 2;
    *limit = (double)s->settings->line_length;
    return *value > *limit;
}

static bool lines(const struct npi_subject *s, double *value, double *limit)
{
    *value = s->cue->n_lines;
    *limit = (double)s->settings->lines;
    return *value > *limit;
}

static int64_t duration(const struct npi_subject *s)
{
    return s->cue->end - s->cue->start;
}

static bool reading_speed(const struct npi_subject *s, double *value,
                          double *limit)
{
    uint64_t width = 0;
    for (unsigned k = 0; k < s->cue->n_lines; k++)
        width += s->widths[k];
    if (duration(s) <= 0)
        return false; /* "overlap" says so */
    *value = (double)width * 500 / (double)duration(s);
    *limit = (double)s->settings->reading_speed;
    return *value > *limit;
}

static bool shortest(const struct npi_subject *s, double *value, double *limit)
{
    *value = (double)duration(s);
    *limit = (double)s->settings->shortest;
    return *value < *limit;
}

static bool longest(const struct npi_subject *s, double *value, double *limit)
{
    *value = (double)duration(s);
    *limit = (double)s->settings->longest;
    return *value > *limit;
}

static bool overlap(const struct npi_subject *s, double *value, double *limit)
{
    int64_t by = s->before ? s->before->end - s->cue->start : 0;
    if (duration(s) <= 0 && by < 1 - duration(s))
        by = 1 - duration(s);
    *value = (double)by;
    *limit = 0;
    return by > 0;
}

static double frame_ms(const struct npi_subject *s)
{
    if (s->rate.num <= 0 || s->rate.den <= 0)
        return 1000.0 / 24;
    return 1000.0 * (double)s->rate.den / (double)s->rate.num;
}

static bool gap(const struct npi_subject *s, double *value, double *limit)
{
    if (!s->before || s->before->end > s->cue->start)
        return false;
    double frame = frame_ms(s);
    double ms = (double)(s->cue->start - s->before->end);
    double least = (double)s->settings->gap_frames;
    double open = (double)s->settings->close_gap_frames + 1;
    *value = ms / frame;
    *limit = least;
    return ms + ROUNDING < least * frame ||
           (ms - ROUNDING > least * frame && ms + ROUNDING < open * frame);
}

static bool empty(const struct npi_subject *s, double *value, double *limit)
{
    *value = s->cue->n_lines ? 0 : 1;
    *limit = 0;
    for (unsigned k = 0; k < s->cue->n_lines; k++)
        if (npi_str_trim(s->cue->lines[k]).len == 0)
            *value += 1;
    return *value > 0;
}

/* Per cent of the longest line that the shortest one has. */
static bool unbalanced(const struct npi_subject *s, double *value,
                       double *limit)
{
    uint64_t least = UINT64_MAX;
    uint64_t most = 0;
    for (unsigned k = 0; k < s->cue->n_lines; k++) {
        uint64_t width = s->widths[k];
        least = width < least ? width : least;
        most = width > most ? width : most;
    }
    *limit = 50;
    if (!most)
        return false;
    *value = (double)least * 100 / (double)most;
    return *value < *limit;
}

static const struct rule {
    const char *name;
    bool hard;
    npi_rule_test test;
} rules[] = {
    /* name, hard, test                       unit of its value */
    {"empty", true, empty},                      /* lines */
    {"lines", true, lines},                      /* lines */
    {"line-length", true, line_length},          /* characters */
    {"kinsoku", true, npi_rule_kinsoku},         /* line ends */
    {"broken-word", true, npi_rule_broken_word}, /* line ends */
    {"unbalanced", false, unbalanced},           /* per cent */
    {"overlap", true, overlap},                  /* ms */
    {"gap", true, gap},                          /* frames */
    {"shortest", true, shortest},                /* ms */
    {"longest", true, longest},                  /* ms */
    {"reading-speed", false, reading_speed},     /* characters a second */
};

struct breaches {
    struct npi_arena *arena;
    struct np_breach *items;
    size_t n;
    size_t cap;
};

static enum np_status judge(struct breaches *out, const struct npi_subject *s,
                            size_t cue)
{
    for (size_t r = 0; r < sizeof rules / sizeof rules[0]; r++) {
        double value = 0;
        double limit = 0;
        if (!rules[r].test(s, &value, &limit))
            continue;
        struct np_breach *items = npi_arena_grow(out->arena, out->items, out->n,
                                                 &out->cap, sizeof *items);
        if (!items)
            return NP_ERR_NOMEM;
        out->items = items;
        items[out->n++] = (struct np_breach){cue, rules[r].name, rules[r].hard,
                                             value, limit};
    }
    return NP_OK;
}

enum np_status
npi_cues_check(struct npi_context *ctx, const struct np_episode *episode,
               const struct np_cues *cues, const struct npi_settings *settings,
               struct npi_frame_rate rate, const struct np_breach **breaches,
               size_t *n_breaches)
{
    struct breaches out = {.arena = ctx->arena};
    struct npi_source_walk walk = {.episode = episode};
    struct npi_subject s = {
        .settings = settings, .rate = rate, .places_known = episode != NULL};
    *breaches = NULL;
    *n_breaches = 0;
    for (size_t i = 0; i < cues->n_cues; i++) {
        s.cue = &cues->cues[i];
        s.before = i ? &cues->cues[i - 1] : NULL;
        for (unsigned k = 0; k < s.cue->n_lines; k++)
            s.widths[k] = npi_text_width(s.cue->lines[k], settings->counting);
        if (episode)
            npi_source_find(&walk, s.cue, s.places);
        enum np_status status = judge(&out, &s, i);
        if (status != NP_OK)
            return status;
    }
    *breaches = out.items;
    *n_breaches = out.n;
    return NP_OK;
}
