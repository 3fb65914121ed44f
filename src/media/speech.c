/* Speech and pauses by the level of the sound, as a person reads a waveform:
 * what stands out from the floor around it is speech. The floor and the height
 * of speech are measured in half a minute around each moment, so that a room, a
 * music bed or a far microphone only moves them; two thresholds between them,
 * and least lengths, keep a wavering sound from flickering.
 *
 * Music is not told from speech, save that it has few pauses. */
#include "media/speech.h"

#include "media/level.h"

#define BLOCK 500        /* levels: 5 s, each with thresholds of its own */
#define REACH 3          /* blocks on either side that they are measured in */
#define FLOOR_SHARE 0.10 /* of the levels around are floor */
#define TOP_SHARE 0.95   /* and as many lie below the height of speech */
#define DEPTH 90         /* steps: a floor further down tells nothing more */
#define ENTER 0.40       /* of the way up: speech, for sure */
#define LEAVE 0.25       /* below it: a pause, for sure */
#define ENTER_LEAST 12   /* steps above the floor */
#define LEAVE_LEAST 8
#define SILENCE 56 /* a level below is silence, whatever is around it */

#define PAUSE (NPI_PAUSE_MS / NPI_LEVEL_MS)
#define SOUND 6 /* levels: what is shorter is a click, not speech */

#define BINS 256

struct thresholds {
    double enter;
    double leave;
};

static void count(const uint8_t *levels, size_t n, size_t block, int sign,
                  int64_t *bins)
{
    size_t end = (block + 1) * BLOCK;

    for (size_t i = block * BLOCK; i < end && i < n; i++)
        bins[levels[i]] += sign;
}

/* The level below which a share of the known ones lies. */
static unsigned level_at(const int64_t *bins, double share)
{
    int64_t total = 0;
    int64_t sum = 0;
    unsigned level = 0;

    for (unsigned i = 0; i < NPI_LEVEL_NONE; i++)
        total += bins[i];
    while (level + 1 < NPI_LEVEL_NONE &&
           (double)(sum + bins[level]) <= share * (double)total)
        sum += bins[level++];
    return level;
}

static double higher(double a, double b)
{
    return a > b ? a : b;
}

static struct thresholds thresholds_of(const int64_t *bins)
{
    double top = level_at(bins, TOP_SHARE);
    double floor = higher(level_at(bins, FLOOR_SHARE), top - DEPTH);
    double way = top - floor;

    return (struct thresholds){
        .enter = higher(floor + higher(ENTER * way, ENTER_LEAST), SILENCE),
        .leave = higher(floor + higher(LEAVE * way, LEAVE_LEAST), SILENCE - 4),
    };
}

/* Of each block, from the levels REACH blocks around it. */
static void measure(const uint8_t *levels, size_t n, size_t n_blocks,
                    struct thresholds *blocks)
{
    int64_t bins[BINS] = {0};

    for (size_t b = 0; b < REACH && b < n_blocks; b++)
        count(levels, n, b, 1, bins);
    for (size_t b = 0; b < n_blocks; b++) {
        if (b + REACH < n_blocks)
            count(levels, n, b + REACH, 1, bins);
        if (b > REACH)
            count(levels, n, b - REACH - 1, -1, bins);
        blocks[b] = thresholds_of(bins);
    }
}

/* Between the middles of two blocks the thresholds go over into each other. */
static struct thresholds thresholds_at(const struct thresholds *blocks,
                                       size_t n_blocks, size_t i)
{
    double place = ((double)i - BLOCK / 2.0) / BLOCK;
    size_t before = place > 0 ? (size_t)place : 0;
    size_t after = before + 1 < n_blocks ? before + 1 : before;
    double share = place > (double)before ? place - (double)before : 0;
    const struct thresholds *a = &blocks[before];
    const struct thresholds *b = &blocks[after];

    return (struct thresholds){
        .enter = a->enter + share * (b->enter - a->enter),
        .leave = a->leave + share * (b->leave - a->leave),
    };
}

/* Walking along the levels. */
struct walk {
    bool speaking;
    size_t start; /* of the stretch */
    size_t end;   /* just behind its last level that is no pause */
    size_t rise;  /* where the levels last rose above leave */
    size_t loud;  /* levels of the stretch above enter */
    struct npi_stretch *stretches;
    size_t n;
    size_t cap;
};

static enum np_status end_stretch(struct npi_arena *arena, struct walk *walk)
{
    struct npi_stretch *stretches;

    walk->speaking = false;
    if (walk->loud < SOUND)
        return NP_OK;
    stretches = npi_arena_grow(arena, walk->stretches, walk->n, &walk->cap,
                               sizeof(*stretches));
    if (!stretches)
        return NP_ERR_NOMEM;
    walk->stretches = stretches;
    stretches[walk->n++] = (struct npi_stretch){
        .start = (int64_t)walk->start * NPI_LEVEL_MS,
        .end = (int64_t)walk->end * NPI_LEVEL_MS,
    };
    return NP_OK;
}

/* One level; what is not known changes nothing. */
static enum np_status take(struct npi_arena *arena, struct walk *walk, size_t i,
                           uint8_t level, struct thresholds at)
{
    if (level == NPI_LEVEL_NONE) {
        walk->end = walk->speaking ? i + 1 : walk->end;
        walk->rise = walk->speaking ? walk->rise : i + 1;
        return NP_OK;
    }
    if (level < at.leave)
        walk->rise = i + 1;
    if (!walk->speaking && level >= at.enter) {
        walk->speaking = true;
        walk->start = walk->rise;
        walk->loud = 0;
    }
    if (!walk->speaking)
        return NP_OK;
    walk->loud += level >= at.enter;
    if (level >= at.leave)
        walk->end = i + 1;
    return i + 1 - walk->end >= PAUSE ? end_stretch(arena, walk) : NP_OK;
}

static bool stopped(const struct npi_context *ctx, size_t i)
{
    return i % BLOCK == 0 && ctx->cancel && *ctx->cancel;
}

enum np_status npi_speech_find(struct npi_context *ctx, const uint8_t *levels,
                               size_t n, struct npi_activity *activity)
{
    size_t n_blocks = (n + BLOCK - 1) / BLOCK;
    struct thresholds *blocks = NPI_ARENA_NEW(ctx->arena, struct thresholds,
                                              n_blocks);
    struct walk walk = {0};
    enum np_status status = blocks ? NP_OK : NP_ERR_NOMEM;

    *activity = (struct npi_activity){.length = (int64_t)n * NPI_LEVEL_MS};
    if (status == NP_OK)
        measure(levels, n, n_blocks, blocks);
    for (size_t i = 0; i < n && status == NP_OK; i++)
        status = stopped(ctx, i) ? NP_ERR_INTERRUPTED
                                 : take(ctx->arena, &walk, i, levels[i],
                                        thresholds_at(blocks, n_blocks, i));
    if (status == NP_OK && walk.speaking)
        status = end_stretch(ctx->arena, &walk);
    activity->speech = walk.stretches;
    activity->n = walk.n;
    return status;
}
