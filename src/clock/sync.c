/* The search from end to end, and what is believed of it. */
#include "clock/sync.h"

#include "base/stamp.h"
#include "clock/diags.h"
#include "clock/sync_parts.h"
#include "timeline/say.h"

#include <math.h>
#include <stdlib.h>

#define REACH 1200000 /* ms by which offsets may exceed what lengths tell */
#define HABIT 3.0     /* nats: breaks are rare */
#define COVER 0.5     /* of the captions, or of the sound, that must fit */
#define EXCESS 0.15   /* starts that meet, beyond chance */
#define SLIDE 150     /* ms by which one offset may be found differently */

static bool can_tell(const struct npi_syncing *s)
{
    return s->n_events >= NPI_SYNC_FEWEST &&
           s->sound.n_starts >= NPI_SYNC_FEWEST;
}

/* Offsets that the lengths allow, and 20 minutes to each side; of what is
 * shorter, its own length: beyond it nothing would meet. */
static void set_reach(struct npi_syncing *s, int64_t length)
{
    int64_t end = s->events[s->n_events - 1].at;
    int64_t more = length - end;

    int64_t reach = length > end ? length : end;

    reach = reach < REACH ? reach : REACH;
    s->low = (more < 0 ? more : 0) - reach;
    s->high = (more > 0 ? more : 0) + reach;
    s->price = (float)(log((double)(s->high - s->low) / NPI_SYNC_NEAR) +
                       log((double)s->n_events) + HABIT);
}

/* How often starts meet, and how often they would by chance. */
static void count_meets(const struct npi_syncing *s,
                        const struct npi_sync_piece *pieces, size_t n,
                        struct npi_sync *sync)
{
    size_t events = 0;
    size_t meet = 0;
    size_t near = 0;

    for (size_t k = 0; k < n; k++)
        for (size_t i = pieces[k].first; i <= pieces[k].last; i++) {
            int64_t ms = s->events[i].at + pieces[k].offset;
            size_t frame = ms < 0 ? SIZE_MAX : (size_t)(ms / NPI_SYNC_BIN);

            events++;
            meet += frame < s->sound.n_frames &&
                    s->sound.far[frame] < NPI_SYNC_FAR - 1;
        }
    for (size_t f = 0; f < s->sound.n_frames; f++)
        near += s->sound.far[f] < NPI_SYNC_FAR - 1;
    sync->share = events > 0 ? (double)meet / (double)events : 0;
    sync->chance = (double)near / (double)s->sound.n_frames;
}

/* Pieces of a few captions could be anywhere: they must hold much of the
 * captions, or of the sound. */
static bool covers(const struct npi_syncing *s,
                   const struct npi_sync_piece *pieces, size_t n)
{
    size_t events = 0;
    int64_t sound = 0;

    for (size_t k = 0; k < n; k++) {
        events += pieces[k].last - pieces[k].first + 1;
        sound += s->events[pieces[k].last].at - s->events[pieces[k].first].at;
    }
    return (double)events >= COVER * (double)s->n_events ||
           (double)sound >= COVER * (double)s->sound.n_frames * NPI_SYNC_BIN;
}

/* Captions stand a little before or behind what is said, always alike: an
 * offset so small is no other clock. */
static void forget_habit(struct npi_sync_piece *pieces, size_t n)
{
    int64_t habit = pieces[0].offset;

    if (llabs(habit) >= NPI_SYNC_SAME)
        return;
    for (size_t k = 0; k < n; k++)
        pieces[k].offset -= habit;
}

/* Offsets that differ by less than a break are one that slides. */
static bool slides(const struct npi_sync_piece *pieces, size_t n)
{
    for (size_t k = 1; k < n; k++)
        for (size_t i = 0; i < k; i++) {
            int64_t by = llabs(pieces[k].offset - pieces[i].offset);

            if (by > SLIDE && by < NPI_SYNC_LEAST)
                return true;
        }
    return false;
}

static enum np_status write_cuts(struct npi_context *ctx, struct npi_syncing *s,
                                 const struct npi_sync_piece *pieces, size_t n,
                                 struct npi_cuts *cuts)
{
    struct npi_cut *items = NPI_ARENA_NEW(ctx->arena, struct npi_cut, n);

    if (!items)
        return NP_ERR_NOMEM;
    if (n > 1 && npi_sync_learn(s, pieces, n))
        return NP_ERR_NOMEM;
    cuts->offset = pieces[0].offset;
    for (size_t k = 1; k < n; k++) {
        int64_t more = pieces[k].offset - pieces[k - 1].offset;

        items[k - 1] = (struct npi_cut){
            .at = npi_sync_break(s, &pieces[k - 1], &pieces[k]),
            .removed = more < 0 ? -more : 0,
            .inserted = more > 0 ? more : 0,
        };
        if (k > 1 && items[k - 1].at < items[k - 2].at + items[k - 2].removed)
            items[k - 1].at = items[k - 2].at + items[k - 2].removed;
    }
    cuts->items = items;
    cuts->n = n - 1;
    return NP_OK;
}

static bool refine(const struct npi_syncing *s, struct npi_sync_piece *pieces,
                   size_t n)
{
    bool steady = true;

    for (size_t k = 0; k < n; k++)
        steady = npi_sync_refine(s, &pieces[k]) && steady;
    return steady && !slides(pieces, n);
}

static bool is_sure(const struct npi_syncing *s,
                    const struct npi_sync_piece *pieces, size_t n,
                    const struct npi_sync *sync)
{
    return sync->gain >= NPI_SYNC_SURE && covers(s, pieces, n) &&
           sync->share >= sync->chance + EXCESS;
}

/* The way once more, from the exact offsets, with odds learnt on it. */
static enum np_status find_again(struct npi_syncing *s,
                                 struct npi_sync_piece **pieces, size_t *n)
{
    double gain;

    npi_sync_learn_odds(s, *pieces, *n);
    npi_sync_set_places(s, *pieces, *n);
    return npi_sync_find_path(s, pieces, n, &gain);
}

static enum np_status judge(struct npi_context *ctx, struct npi_syncing *s,
                            struct npi_sync_piece *pieces, size_t n,
                            struct npi_sync *sync)
{
    bool steady = refine(s, pieces, n);
    enum np_status status;

    sync->verdict = NPI_SYNC_UNSURE;
    count_meets(s, pieces, n, sync);
    if (!is_sure(s, pieces, n, sync))
        return NP_OK;
    sync->verdict = steady ? NPI_SYNC_MANY : NPI_SYNC_DRIFT;
    if (!steady || n > NPI_SYNC_BREAKS + 1)
        return NP_OK;
    status = find_again(s, &pieces, &n);
    if (status || n == 0)
        return status;
    (void)refine(s, pieces, n);
    forget_habit(pieces, n);
    sync->verdict = n == 1 && pieces[0].offset == 0 ? NPI_SYNC_SAME_CLOCK
                                                    : NPI_SYNC_OTHER_CUT;
    return sync->verdict == NPI_SYNC_OTHER_CUT
               ? write_cuts(ctx, s, pieces, n, &sync->cuts)
               : NP_OK;
}

static enum np_status find(struct npi_context *ctx, struct npi_syncing *s,
                           const struct npi_activity *activity,
                           struct npi_sync *sync)
{
    struct npi_sync_piece *pieces;
    size_t n;
    enum np_status status = npi_sync_list_events(s);

    if (!status)
        status = npi_sync_listen(s, activity);
    if (status || !can_tell(s))
        return status;
    set_reach(s, activity->length);
    status = npi_sync_find_places(s);
    if (!status)
        status = npi_sync_find_path(s, &pieces, &n, &sync->gain);
    sync->gain -= (double)s->price;
    return status ? status : judge(ctx, s, pieces, n, sync);
}

enum np_status npi_sync_find(struct npi_context *ctx,
                             const struct npi_caption_track *captions,
                             const struct npi_activity *activity,
                             struct npi_sync *sync)
{
    struct npi_arena arena;
    struct npi_syncing s = {
        .arena = &arena, .cancel = ctx->cancel, .captions = captions};
    enum np_status status = NP_OK;

    *sync = (struct npi_sync){.verdict = NPI_SYNC_FEW,
                              .cuts = {.to = NP_NO_TIME}};
    npi_arena_init(&arena);
    if (activity->length >= NPI_SYNC_BIN && activity->length <= NPI_STAMP_MAX)
        status = find(ctx, &s, activity, sync);
    npi_arena_release(&arena);
    return status;
}

/* "12.0" */
static struct npi_said seconds(int64_t ms)
{
    struct npi_buf buf;
    struct npi_said said;

    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_put_fixed(&buf, (double)llabs(ms) / 1000, 1);
    said = npi_say_text(npi_buf_str(&buf));
    npi_buf_release(&buf);
    return said;
}

static void say_found(struct npi_context *ctx, const struct npi_sync *sync)
{
    struct npi_said by = seconds(sync->cuts.offset);

    if (sync->cuts.offset > 0)
        NPI_DIAG1(ctx->diags, SYNC_LATER, NPI_NOWHERE, npi_said_str(&by));
    if (sync->cuts.offset < 0)
        NPI_DIAG1(ctx->diags, SYNC_EARLIER, NPI_NOWHERE, npi_said_str(&by));
    for (size_t i = 0; i < sync->cuts.n; i++) {
        const struct npi_cut *cut = &sync->cuts.items[i];
        struct npi_said at = npi_say_time(cut->at);

        by = seconds(cut->inserted + cut->removed);
        if (cut->inserted)
            NPI_DIAG2(ctx->diags, SYNC_INSERTED, NPI_NOWHERE, npi_said_str(&by),
                      npi_said_str(&at));
        else
            NPI_DIAG2(ctx->diags, SYNC_REMOVED, NPI_NOWHERE, npi_said_str(&by),
                      npi_said_str(&at));
    }
}

void npi_sync_say(struct npi_context *ctx, const struct npi_sync *sync)
{
    struct npi_said share = npi_say_count((size_t)lround(sync->share * 100));
    struct npi_said chance = npi_say_count((size_t)lround(sync->chance * 100));
    struct npi_said most = npi_say_count(NPI_SYNC_BREAKS);

    switch (sync->verdict) {
    case NPI_SYNC_SAME_CLOCK:
        NPI_DIAG2(ctx->diags, SYNC_SAME, NPI_NOWHERE, npi_said_str(&share),
                  npi_said_str(&chance));
        break;
    case NPI_SYNC_OTHER_CUT:
        say_found(ctx, sync);
        break;
    case NPI_SYNC_FEW:
        NPI_DIAG0(ctx->diags, SYNC_FEW, NPI_NOWHERE);
        break;
    case NPI_SYNC_UNSURE:
        NPI_DIAG2(ctx->diags, SYNC_UNSURE, NPI_NOWHERE, npi_said_str(&share),
                  npi_said_str(&chance));
        break;
    case NPI_SYNC_DRIFT:
        NPI_DIAG0(ctx->diags, SYNC_DRIFT, NPI_NOWHERE);
        break;
    case NPI_SYNC_MANY:
        NPI_DIAG1(ctx->diags, SYNC_MANY, NPI_NOWHERE, npi_said_str(&most));
        break;
    }
}
