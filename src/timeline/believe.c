/* Which stamps are believed.
 *
 * Two lists are judged, each by itself: the outline's stamps and those written
 * in the dialogue. Where the two disagree the alignment decides. */
#include "timeline/believe.h"

#include "base/stamp.h"
#include "base/str.h"
#include "lexicon/weight.h"
#include "timeline/diags.h"
#include "timeline/say.h"

/* Whether the media is shorter than the notes, or a stamp is wrong. */
#define NPI_FAR 2          /* times the media's length: a lone stamp's typo */
#define NPI_BREATHLESS 9.0 /* units a second that nobody keeps up */
#define NPI_ASLEEP 0.5     /* and that nobody speaks so slowly */

/* Stamps in document order, and what they stand beside. */
struct stamps {
    int64_t *times;
    size_t *owners; /* rows of the outline, or sentences */
    size_t *keep;
    size_t n;
    size_t n_keep;
};

static enum np_status stamps_init(struct npi_arena *arena, size_t room,
                                  struct stamps *stamps)
{
    *stamps = (struct stamps){
        .times = NPI_ARENA_NEW(arena, int64_t, room),
        .owners = NPI_ARENA_NEW(arena, size_t, room),
        .keep = NPI_ARENA_NEW(arena, size_t, room),
    };
    return stamps->times && stamps->owners && stamps->keep ? NP_OK
                                                           : NP_ERR_NOMEM;
}

static void stamps_add(struct stamps *stamps, int64_t ms, size_t owner)
{
    stamps->times[stamps->n] = ms;
    stamps->owners[stamps->n++] = owner;
}

static bool is_time(int64_t ms)
{
    return ms >= 0 && ms <= NPI_STAMP_MAX;
}

static bool is_beyond(const struct npi_timeline_input *input, int64_t ms)
{
    return input->length != NP_NO_TIME && ms >= input->length;
}

static double units(const struct np_episode *episode)
{
    double sum = 0;

    for (size_t s = 0; s < episode->n_sentences; s++)
        sum += npi_speech_weight(episode->sentences[s].text);
    return sum;
}

/* The stamps kept go on beyond the media: they do if several say so, or one
 * that is not far out, or the media is too short for the text anyway. That is
 * no reason to believe stamps that nobody's speech can fill. */
static bool goes_on(const struct npi_timeline_input *input,
                    const struct stamps *stamps)
{
    size_t n = stamps->n_keep;
    size_t beyond = 0;
    double last;
    double text;

    while (beyond < n &&
           is_beyond(input, stamps->times[stamps->keep[n - 1 - beyond]]))
        beyond++;
    if (!beyond)
        return false;
    last = (double)stamps->times[stamps->keep[n - 1]] / 1000;
    text = units(input->episode);
    if (input->episode->n_sentences && text < NPI_ASLEEP * last)
        return false;
    return beyond > 1 || last < NPI_FAR * (double)input->length / 1000 ||
           text > NPI_BREATHLESS * (double)input->length / 1000;
}

static enum np_status find_rise(struct npi_arena *arena, struct stamps *stamps)
{
    return npi_longest_rise(arena, stamps->times, stamps->n, stamps->keep,
                            &stamps->n_keep);
}

typedef void report_beyond(struct npi_context *ctx,
                           const struct npi_timeline_input *input,
                           size_t owner);

/* The rise of all stamps, or without those beyond the media, which are then
 * reported. */
static enum np_status judge(struct npi_context *ctx, struct npi_arena *arena,
                            const struct npi_timeline_input *input,
                            struct stamps *stamps, report_beyond *report,
                            bool *cut_short)
{
    enum np_status status = find_rise(arena, stamps);
    size_t n = stamps->n;

    if (status)
        return status;
    *cut_short = goes_on(input, stamps);
    if (*cut_short)
        return NP_OK;
    stamps->n = 0;
    for (size_t i = 0; i < n; i++)
        if (is_beyond(input, stamps->times[i]))
            report(ctx, input, stamps->owners[i]);
        else
            stamps_add(stamps, stamps->times[i], stamps->owners[i]);
    return stamps->n < n ? find_rise(arena, stamps) : NP_OK;
}

static void report_entry_beyond(struct npi_context *ctx,
                                const struct npi_timeline_input *input,
                                size_t row)
{
    const struct np_entry *entry = &input->episode->outline[row];
    struct npi_said start = npi_say_time(entry->start);
    struct npi_said length = npi_say_time(input->length);

    NPI_DIAG3(ctx->diags, OUTLINE_BEYOND, entry->span, npi_said_str(&start),
              entry->title, npi_said_str(&length));
}

/* An entry without a stamp is a group if it has some below it. */
static void report_untimed(struct npi_context *ctx,
                           const struct np_episode *episode, size_t row)
{
    bool group = row + 1 < episode->n_outline &&
                 episode->outline[row + 1].parent == row;

    if (!group && !episode->outline[row].misread)
        NPI_DIAG1(ctx->diags, OUTLINE_UNTIMED, episode->outline[row].span,
                  episode->outline[row].title);
}

static void take_entry(struct npi_context *ctx,
                       const struct npi_timeline_input *input, size_t row,
                       struct stamps *stamps)
{
    const struct np_entry *entry = &input->episode->outline[row];

    if (entry->start == NP_NO_TIME)
        report_untimed(ctx, input->episode, row);
    else if (is_time(entry->start))
        stamps_add(stamps, entry->start, row);
    else
        NPI_DIAG1(ctx->diags, OUTLINE_RANGE, entry->span, entry->title);
}

static void report_equal(struct npi_context *ctx,
                         const struct npi_timeline_input *input,
                         const struct stamps *stamps)
{
    struct npi_said n = npi_say_count(stamps->n);
    struct npi_said time;

    for (size_t i = 1; i < stamps->n; i++)
        if (stamps->times[i] != stamps->times[0])
            return;
    if (stamps->n < 2)
        return;
    time = npi_say_time(stamps->times[0]);
    NPI_DIAG2(ctx->diags, OUTLINE_EQUAL,
              input->episode->outline[stamps->owners[0]].span, npi_said_str(&n),
              npi_said_str(&time));
}

static void report_entry_order(struct npi_context *ctx,
                               const struct np_entry *entry)
{
    struct npi_said time = npi_say_time(entry->start);

    NPI_DIAG2(ctx->diags, OUTLINE_ORDER, entry->span, npi_said_str(&time),
              entry->title);
}

static enum np_status believe_outline(struct npi_context *ctx,
                                      struct npi_arena *arena,
                                      const struct npi_timeline_input *input,
                                      struct npi_beliefs *beliefs)
{
    const struct np_episode *episode = input->episode;
    struct stamps stamps;
    enum np_status status = stamps_init(arena, episode->n_outline, &stamps);

    if (status)
        return status;
    for (size_t row = 0; row < episode->n_outline; row++)
        take_entry(ctx, input, row, &stamps);
    report_equal(ctx, input, &stamps);
    status = judge(ctx, arena, input, &stamps, report_entry_beyond,
                   &beliefs->cut_short);
    if (status)
        return status;
    beliefs->entries = stamps.keep;
    for (size_t i = 0; i < stamps.n; i++) {
        if (beliefs->n_entries < stamps.n_keep &&
            stamps.keep[beliefs->n_entries] == i)
            beliefs->entries[beliefs->n_entries++] = stamps.owners[i];
        else
            report_entry_order(ctx, &episode->outline[stamps.owners[i]]);
    }
    for (size_t i = 0; i < beliefs->n_entries; i++)
        beliefs->n_inside += !is_beyond(
            input, episode->outline[beliefs->entries[i]].start);
    return NP_OK;
}

/* The stamp in the dialogue for a sentence: its own, else the heading's just
 * before it. *heading walks along. */
static int64_t dialogue_stamp(const struct np_episode *episode, size_t s,
                              size_t *heading)
{
    int64_t ms = NP_NO_TIME;

    while (*heading < episode->n_headings &&
           episode->headings[*heading].sentence <= s) {
        if (episode->headings[*heading].sentence == s &&
            episode->headings[*heading].start != NP_NO_TIME)
            ms = episode->headings[*heading].start;
        (*heading)++;
    }
    return episode->sentences[s].stamp != NP_NO_TIME
               ? episode->sentences[s].stamp
               : ms;
}

static void report_turn_beyond(struct npi_context *ctx,
                               const struct npi_timeline_input *input,
                               size_t sentence)
{
    const struct np_episode *episode = input->episode;
    size_t heading = 0;
    struct npi_said time = npi_say_time(
        dialogue_stamp(episode, sentence, &heading));
    struct npi_said length = npi_say_time(input->length);

    if (episode->sentences[sentence].anchored)
        NPI_DIAG2(ctx->diags, ANCHOR_BEYOND, episode->sentences[sentence].span,
                  npi_said_str(&time), npi_said_str(&length));
    else
        NPI_DIAG2(ctx->diags, TURN_BEYOND, episode->sentences[sentence].span,
                  npi_said_str(&time), npi_said_str(&length));
}

static void take_dialogue(const struct np_episode *episode,
                          struct stamps *stamps)
{
    size_t heading = 0;

    for (size_t s = 0; s < episode->n_sentences; s++) {
        int64_t ms = dialogue_stamp(episode, s, &heading);

        if (ms != NP_NO_TIME && is_time(ms))
            stamps_add(stamps, ms, s);
    }
}

/* The nearest stamp that is kept and has stamp i against it; k: of the kept
 * ones, the first behind it. */
static size_t rival(const struct stamps *stamps, size_t i, size_t k)
{
    for (size_t after = k; after < stamps->n_keep; after++)
        if (stamps->times[stamps->keep[after]] < stamps->times[i])
            return stamps->keep[after];
    while (k > 1 && stamps->times[stamps->keep[k - 1]] <= stamps->times[i])
        k--;
    return stamps->keep[k - 1];
}

/* A stamp that does not follow those around it; anchors are named. */
static void report_order(struct npi_context *ctx,
                         const struct np_episode *episode,
                         const struct stamps *stamps, size_t i, size_t k)
{
    size_t other = rival(stamps, i, k);
    const struct np_sentence *mine = &episode->sentences[stamps->owners[i]];
    bool against = episode->sentences[stamps->owners[other]].anchored;
    struct npi_said time = npi_say_time(stamps->times[i]);
    struct npi_said its = npi_say_time(stamps->times[other]);

    if (mine->anchored && against)
        NPI_DIAG2(ctx->diags, ANCHORS_APART, mine->span, npi_said_str(&time),
                  npi_said_str(&its));
    else if (mine->anchored)
        NPI_DIAG2(ctx->diags, ANCHOR_AGAINST, mine->span, npi_said_str(&time),
                  npi_said_str(&its));
    else if (against)
        NPI_DIAG2(ctx->diags, TURN_AGAINST, mine->span, npi_said_str(&time),
                  npi_said_str(&its));
    else
        NPI_DIAG1(ctx->diags, TURN_ORDER, mine->span, npi_said_str(&time));
}

/* Of stamps that are the same the first pins its sentence: what follows within
 * the second (or the minute, when no finer is written) goes by length. */
static void pin(struct npi_context *ctx, const struct np_episode *episode,
                const struct stamps *stamps, struct npi_beliefs *beliefs)
{
    size_t k = 0;

    for (size_t i = 0; i < stamps->n; i++) {
        if (k == stamps->n_keep || stamps->keep[k] != i) {
            report_order(ctx, episode, stamps, i, k);
            continue;
        }
        k++;
        if (beliefs->n_pins == 0 ||
            beliefs->pins[beliefs->n_pins - 1].ms < stamps->times[i])
            beliefs->pins[beliefs->n_pins++] = (struct npi_pin){
                .sentence = stamps->owners[i],
                .ms = stamps->times[i],
                .end = NP_NO_TIME};
    }
}

static enum np_status believe_dialogue(struct npi_context *ctx,
                                       struct npi_arena *arena,
                                       const struct npi_timeline_input *input,
                                       struct npi_beliefs *beliefs)
{
    struct stamps stamps;
    bool cut_short = false;
    enum np_status status = stamps_init(arena, input->episode->n_sentences,
                                        &stamps);

    if (status)
        return status;
    take_dialogue(input->episode, &stamps);
    status = judge(ctx, arena, input, &stamps, report_turn_beyond, &cut_short);
    if (status)
        return status;
    beliefs->cut_short = beliefs->cut_short || cut_short;
    beliefs->pins = NPI_ARENA_NEW(arena, struct npi_pin, stamps.n_keep);
    if (!beliefs->pins)
        return NP_ERR_NOMEM;
    pin(ctx, input->episode, &stamps, beliefs);
    return NP_OK;
}

static void report_short(struct npi_context *ctx,
                         const struct npi_timeline_input *input,
                         const struct npi_beliefs *beliefs)
{
    const struct np_episode *episode = input->episode;
    size_t inside = beliefs->n_inside;
    size_t n = beliefs->n_entries;
    struct npi_said length = npi_say_time(input->length);
    struct npi_said count = npi_say_count(n - inside);
    struct npi_said first;
    struct npi_said last;

    if (inside == n) {
        const struct npi_pin *pin = &beliefs->pins[beliefs->n_pins - 1];

        last = npi_say_time(pin->ms);
        NPI_DIAG2(ctx->diags, TURNS_GO_ON,
                  episode->sentences[pin->sentence].span, npi_said_str(&length),
                  npi_said_str(&last));
        return;
    }
    first = npi_say_time(episode->outline[beliefs->entries[inside]].start);
    last = npi_say_time(episode->outline[beliefs->entries[n - 1]].start);
    npi_diag_add(ctx->diags, &NPI_D_NOTES_GO_ON,
                 episode->outline[beliefs->entries[inside]].span,
                 npi_said_str(&length), npi_said_str(&last),
                 npi_said_str(&count), npi_said_str(&first));
}

int64_t npi_believed_length(const struct npi_timeline_input *input,
                            const struct npi_beliefs *beliefs)
{
    return beliefs->cut_short ? NP_NO_TIME : input->length;
}

enum np_status npi_believe(struct npi_context *ctx, struct npi_arena *arena,
                           const struct npi_timeline_input *input,
                           struct npi_beliefs *beliefs)
{
    enum np_status status;

    *beliefs = (struct npi_beliefs){0};
    status = believe_outline(ctx, arena, input, beliefs);
    if (!status)
        status = believe_dialogue(ctx, arena, input, beliefs);
    if (!status && beliefs->cut_short)
        report_short(ctx, input, beliefs);
    return status;
}
