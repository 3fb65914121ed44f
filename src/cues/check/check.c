/* The door's second half: the style check. One table of rules, each a function
 * of one cue and those around it. Numbers are the profile's, or those of the
 * guide that the row names. */
#include "cues/check/check.h"

#include "base/str.h"
#include "cues/grapheme.h"

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
        return false; /* "times" says so */
    *value = (double)width * 500 / (double)duration(s);
    *limit = (double)s->settings->reading_speed;
    return *value > *limit;
}

static bool shortest(const struct npi_subject *s, double *value, double *limit)
{
    *value = (double)duration(s);
    *limit = (double)s->settings->shortest;
    return duration(s) > 0 && *value + s->rounding - 1 < *limit;
}

static bool longest(const struct npi_subject *s, double *value, double *limit)
{
    *value = (double)duration(s);
    *limit = (double)s->settings->longest;
    return *value - s->rounding + 1 > *limit;
}

/* What ends before it begins says nothing of the next one. */
static bool overlap(const struct npi_subject *s, double *value, double *limit)
{
    const struct np_cue *before = s->before;
    *limit = 0;
    if (!before || before->end <= before->start)
        return false;
    *value = (double)(before->end - s->cue->start);
    return *value > 0;
}

static bool times(const struct npi_subject *s, double *value, double *limit)
{
    *value = (double)duration(s);
    *limit = 1;
    return duration(s) <= 0;
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
    return ms + s->rounding < least * frame ||
           (ms - s->rounding > least * frame &&
            ms + s->rounding < open * frame);
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
     empty,
     false},
    {{"lines", true, "lines", GENERAL, N_("more lines than the profile has")},
     lines,
     true},
    {{"line-length", true, "characters", GENERAL,
      N_("a line longer than the profile has it")},
     line_length,
     true},
    {{"kinsoku", true, "lines", "W3C, clreq",
      N_("a mark at the wrong end of a line")},
     npi_rule_kinsoku,
     true},
    {{"broken-word", true, "lines", GENERAL,
      N_("a line that ends inside a word, or between a number and its unit")},
     npi_rule_broken_word,
     true},
    {{"times", true, "ms", GENERAL, N_("ends when it begins, or before")},
     times,
     false},
    {{"overlap", true, "ms", GENERAL, N_("two cues at one time")},
     overlap,
     false},
    {{"gap", true, "frames", GENERAL,
      N_("a gap that is neither closed nor long enough to be seen")},
     gap,
     false},
    {{"shortest", true, "ms", GENERAL, N_("shown too briefly")},
     shortest,
     false},
    {{"longest", true, "ms", GENERAL, N_("shown too long")}, longest, false},
    {{"reading-speed", false, "cps", GENERAL, N_("too fast to be read")},
     reading_speed,
     true},
    {{"unbalanced", false, "%", "TED",
      N_("one line is less than half of the other")},
     unbalanced,
     true},
    {{"orphan", false, "characters", "BBC",
      N_("a line of one or two characters")},
     npi_rule_orphan,
     true},
    {{"flicker", false, "ms", "BBC",
      N_("the same words go and come again at once")},
     npi_rule_flicker,
     false},
    {{"punctuation", false, "marks", CHINESE,
      N_("marks that are doubled, half-width in Chinese, or end a line where "
         "the profile drops them")},
     npi_rule_punctuation,
     true},
    {{"spaces", false, "spaces", GENERAL,
      N_("two spaces in a row, or at a line's end")},
     npi_rule_spaces,
     true},
    {{"brackets", false, "marks", GENERAL,
      N_("a bracket or a quote without its other half")},
     npi_rule_brackets,
     true},
    {{"speakers", false, "lines", CHINESE,
      N_("two people speak, and only one line has a dash")},
     npi_rule_speakers,
     false},
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

/* second: s is of the lines in the second language, whose times are those of
 * the first. */
static enum np_status judge(struct breaches *out, const struct npi_subject *s,
                            bool second)
{
    for (size_t r = 0; r < N_RULES; r++) {
        double value = 0;
        double limit = 0;
        if ((second && !rules[r].on_words) || !rules[r].test(s, &value, &limit))
            continue;
        struct np_breach *items = npi_arena_grow(out->arena, out->items, out->n,
                                                 &out->cap, sizeof *items);
        if (!items)
            return NP_ERR_NOMEM;
        out->items = items;
        items[out->n++] = (struct np_breach){
            s->index, rules[r].rule.name, rules[r].rule.hard, second, value,
            limit};
    }
    return NP_OK;
}

static void go_to(struct npi_subject *s, size_t i)
{
    s->cue = &s->cues->cues[i];
    s->before = i ? &s->cues->cues[i - 1] : NULL;
    s->index = i;
    for (unsigned k = 0; k < s->cue->n_lines; k++)
        s->widths[k] = npi_text_width(s->cue->lines[k], s->settings->counting);
}

/* The cues with the lines of their second language alone. */
static enum np_status turn_over(struct npi_arena *scratch,
                                const struct np_cues *cues,
                                struct np_cues *turned)
{
    struct np_cue *items = NPI_ARENA_NEW(scratch, struct np_cue, cues->n_cues);

    if (!items)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < cues->n_cues; i++) {
        items[i] = cues->cues[i];
        items[i].n_lines = items[i].n_second;
        for (unsigned k = 0; k < items[i].n_second; k++)
            items[i].lines[k] = items[i].second[k];
    }
    *turned = (struct np_cues){items, cues->n_cues};
    return NP_OK;
}

static enum np_status check(struct npi_context *ctx,
                            const struct npi_checked *checked,
                            const struct np_cues *turned, struct breaches *out)
{
    struct npi_source_walk walk = {.episode = checked->episode};
    struct npi_subject first = {
        .settings = checked->settings,
        .rate = checked->rate,
        .cues = checked->cues,
        .rounding = (double)checked->grain,
        .places_known = checked->episode != NULL,
    };
    struct npi_subject second = first;
    enum np_status status = NP_OK;

    second.settings = checked->second;
    second.cues = turned;
    second.places_known = false;
    for (size_t i = 0; i < first.cues->n_cues && status == NP_OK; i++) {
        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        go_to(&first, i);
        if (first.places_known)
            npi_source_find(&walk, first.cue, first.places);
        status = judge(out, &first, false);
        if (status != NP_OK || !second.settings || !first.cue->n_second)
            continue;
        go_to(&second, i);
        status = judge(out, &second, true);
    }
    return status;
}

enum np_status npi_cues_check_with(struct npi_context *ctx,
                                   const struct npi_checked *checked,
                                   const struct np_breach **breaches,
                                   size_t *n_breaches)
{
    struct breaches out = {.arena = ctx->arena};
    struct np_cues turned = {0};
    struct npi_arena scratch;
    enum np_status status = NP_OK;

    npi_arena_init(&scratch);
    if (checked->second)
        status = turn_over(&scratch, checked->cues, &turned);
    if (status == NP_OK)
        status = check(ctx, checked, &turned, &out);
    npi_arena_release(&scratch);
    *breaches = status == NP_OK ? out.items : NULL;
    *n_breaches = status == NP_OK ? out.n : 0;
    return status;
}

enum np_status
npi_cues_check(struct npi_context *ctx, const struct np_episode *episode,
               const struct np_cues *cues, const struct npi_settings *settings,
               struct npi_frame_rate rate, const struct np_breach **breaches,
               size_t *n_breaches)
{
    return npi_cues_check_with(ctx,
                               &(struct npi_checked){.episode = episode,
                                                     .cues = cues,
                                                     .settings = settings,
                                                     .rate = rate,
                                                     .grain = 1},
                               breaches, n_breaches);
}
