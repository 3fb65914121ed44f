/* The door's second half: the style check. One table of rules, each a function
 * of one cue and those around it. Numbers are the profile's, or those of the
 * guide that the row names. */
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
    *value = s->n_lines;
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

#define GENERAL "Netflix, general"
#define CHINESE "Netflix, Chinese"

static const struct npi_rule rules[] = {
    {{"empty", true, "lines", GENERAL, N_("lines without anything to read")},
     empty},
    {{"lines", true, "lines", GENERAL, N_("more lines than the profile has")},
     lines},
    {{"line-length", true, "characters", GENERAL,
      N_("a line longer than the profile has it")},
     line_length},
    {{"kinsoku", true, "lines", "W3C, clreq",
      N_("a mark at the wrong end of a line")},
     npi_rule_kinsoku},
    {{"broken-word", true, "lines", GENERAL,
      N_("a line that ends inside a word, or between a number and its unit")},
     npi_rule_broken_word},
    {{"overlap", true, "ms", GENERAL, N_("two cues at one time, or none")},
     overlap},
    {{"gap", true, "frames", GENERAL,
      N_("a gap that is neither closed nor long enough to be seen")},
     gap},
    {{"shortest", true, "ms", GENERAL, N_("shown too briefly")}, shortest},
    {{"longest", true, "ms", GENERAL, N_("shown too long")}, longest},
    {{"reading-speed", false, "cps", GENERAL, N_("too fast to be read")},
     reading_speed},
    {{"unbalanced", false, "%", "TED",
      N_("one line is less than half of the other")},
     unbalanced},
    {{"orphan", false, "characters", "BBC",
      N_("a line of one or two characters")},
     npi_rule_orphan},
    {{"flicker", false, "ms", "BBC",
      N_("the same words go and come again at once")},
     npi_rule_flicker},
    {{"punctuation", false, "marks", CHINESE,
      N_("marks that are doubled, half-width in Chinese, or end a line where "
         "the profile drops them")},
     npi_rule_punctuation},
    {{"spaces", false, "spaces", GENERAL,
      N_("two spaces in a row, or at a line's end")},
     npi_rule_spaces},
    {{"brackets", false, "marks", GENERAL,
      N_("a bracket or a quote without its other half")},
     npi_rule_brackets},
    {{"speakers", false, "lines", CHINESE,
      N_("two people speak, and only one line has a dash")},
     npi_rule_speakers},
};

#define N_RULES (sizeof(rules) / sizeof(rules[0]))

const struct np_rule *np_rule_at(size_t i)
{
    return i < N_RULES ? &rules[i].rule : NULL;
}

const struct np_rule *np_rule_find(const char *name)
{
    for (size_t i = 0; i < N_RULES; i++)
        if (npi_str_eq(npi_str(rules[i].rule.name), npi_str(name)))
            return &rules[i].rule;
    return NULL;
}

struct breaches {
    struct npi_arena *arena;
    struct np_breach *items;
    size_t n;
    size_t cap;
};

static enum np_status judge(struct breaches *out, const struct npi_subject *s,
                            size_t cue)
{
    for (size_t r = 0; r < N_RULES; r++) {
        double value = 0;
        double limit = 0;
        if (!rules[r].test(s, &value, &limit))
            continue;
        struct np_breach *items = npi_arena_grow(out->arena, out->items, out->n,
                                                 &out->cap, sizeof *items);
        if (!items)
            return NP_ERR_NOMEM;
        out->items = items;
        items[out->n++] = (struct np_breach){cue, rules[r].rule.name,
                                             rules[r].rule.hard, value, limit};
    }
    return NP_OK;
}

static enum np_status check(struct npi_context *ctx, struct npi_subject *s,
                            struct npi_source_walk *walk,
                            const unsigned *n_lines, struct breaches *out)
{
    enum np_status status = NP_OK;

    for (size_t i = 0; i < s->cues->n_cues && status == NP_OK; i++) {
        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        s->cue = &s->cues->cues[i];
        s->before = i ? &s->cues->cues[i - 1] : NULL;
        s->index = i;
        s->n_lines = n_lines ? n_lines[i] : s->cue->n_lines;
        for (unsigned k = 0; k < s->cue->n_lines; k++)
            s->widths[k] = npi_text_width(s->cue->lines[k],
                                          s->settings->counting);
        if (s->places_known)
            npi_source_find(walk, s->cue, s->places);
        status = judge(out, s, i);
    }
    return status;
}

enum np_status
npi_cues_check(struct npi_context *ctx, const struct np_episode *episode,
               const struct np_cues *cues, const struct npi_settings *settings,
               struct npi_frame_rate rate, const struct np_breach **breaches,
               size_t *n_breaches)
{
    struct breaches out = {.arena = ctx->arena};
    struct npi_source_walk walk = {.episode = episode};
    struct npi_subject s = {.settings = settings,
                            .rate = rate,
                            .cues = cues,
                            .places_known = episode != NULL};
    enum np_status status = check(ctx, &s, &walk, NULL, &out);

    *breaches = status == NP_OK ? out.items : NULL;
    *n_breaches = status == NP_OK ? out.n : 0;
    return status;
}

enum np_status
npi_cues_lint(struct npi_context *ctx, const struct np_cues *cues,
              const unsigned *n_lines, const struct npi_settings *settings,
              struct npi_frame_rate rate, const struct np_breach **breaches,
              size_t *n_breaches)
{
    struct breaches out = {.arena = ctx->arena};
    struct npi_subject s = {.settings = settings, .rate = rate, .cues = cues};
    enum np_status status = check(ctx, &s, NULL, n_lines, &out);

    *breaches = status == NP_OK ? out.items : NULL;
    *n_breaches = status == NP_OK ? out.n : 0;
    return status;
}
