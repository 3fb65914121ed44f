/* Protects finding another cut by ear: what is there is found, what is not is
 * not, and what cannot be told is said. Each case on several made-up
 * conversations. */
#include "clock/sync.h"
#include "support/dubbed.h"
#include "support/oom.h"

#include <math.h>

#define S(seconds) ((int64_t)((seconds)*1000))
#define MINUTES 44
#define SEEDS 6

struct cut {
    double at; /* s of the notes */
    double ms; /* s put in, or taken out */
    enum dubbed_filling filling;
};

/* Cuts at the notes' places, made from the back so that those stay right. */
static void make_cuts(struct dubbed *d, const struct cut *cuts, size_t n)
{
    while (n-- > 0)
        dubbed_cut(d, S(cuts[n].at), S(cuts[n].ms), cuts[n].filling);
}

static struct npi_sync find(struct npi_arena *arena, const struct dubbed *d)
{
    struct npi_diags diags;
    struct npi_sync sync;
    npi_diags_init(&diags, arena);
    struct npi_context ctx = {arena, &diags, NULL};
    assert_int_equal(npi_sync_find(&ctx, &d->track, &d->sound, &sync), NP_OK);
    npi_sync_say(&ctx, &sync);
    assert_true(diags.n > 0 && npi_diags_count(&diags, NP_ERROR) == 0);
    return sync;
}

static void expect(const struct npi_sync *sync, enum npi_sync_verdict verdict,
                   const char *what, uint32_t seed)
{
    if (sync->verdict != verdict)
        fail_msg("%s, seed %u: verdict %d, not %d (gain %.1f, %.2f of %.2f)",
                 what, (unsigned)seed, (int)sync->verdict, (int)verdict,
                 sync->gain, sync->share, sync->chance);
}

static void near(double have, double want, double by, const char *what,
                 uint32_t seed)
{
    if (fabs(have - want) > by)
        fail_msg("%s, seed %u: %.3f, not %.3f", what, (unsigned)seed, have,
                 want);
}

/* offset and cuts as they should be found; breaks as near as `by`. */
static void expect_cuts(const struct npi_sync *sync, double offset,
                        const struct cut *cuts, size_t n, double by,
                        const char *what, uint32_t seed)
{
    expect(sync, NPI_SYNC_OTHER_CUT, what, seed);
    near((double)sync->cuts.offset / 1000, offset, 0.1, what, seed);
    if (sync->cuts.n != n)
        fail_msg("%s, seed %u: %zu breaks, not %zu", what, (unsigned)seed,
                 sync->cuts.n, n);
    for (size_t i = 0; i < n; i++) {
        const struct npi_cut *cut = &sync->cuts.items[i];
        near((double)(cut->inserted - cut->removed) / 1000, cuts[i].ms, 0.1,
             what, seed);
        near((double)cut->at / 1000, cuts[i].at, by, what, seed);
    }
}

/* Moves a cut to where the captions pause, as people cut. */
static double border(const struct dubbed *d, double at)
{
    size_t i = 0;
    while (i + 1 < d->track.n_cues && d->cues[i].end < S(at))
        i++;
    return (double)d->cues[i].end / 1000;
}

typedef void one_seed(struct dubbed *d, uint32_t seed);

static void each_clear_seed(one_seed *one)
{
    struct dubbed *d = malloc(sizeof(*d));
    assert_non_null(d);
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        dubbed_make_clear(d, seed, S(60 * MINUTES));
        one(d, seed);
    }
    free(d);
}

static void each_seed(one_seed *one)
{
    struct dubbed *d = malloc(sizeof(*d));
    assert_non_null(d);
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        dubbed_make(d, seed, S(60 * MINUTES));
        one(d, seed);
    }
    free(d);
}

static void one_same(struct dubbed *d, uint32_t seed)
{
    struct npi_arena arena;
    npi_arena_init(&arena);
    struct npi_sync sync = find(&arena, d);
    expect(&sync, NPI_SYNC_SAME_CLOCK, "same", seed);
    assert_true(sync.cuts.n == 0 && sync.cuts.offset == 0);
    assert_true(sync.share > sync.chance);
    npi_arena_release(&arena);
}

static void test_same(void **state)
{
    (void)state;
    each_seed(one_same);
}

static void one_offset(struct dubbed *d, uint32_t seed)
{
    static const double offsets[] = {12, -12, 0.4, 600, -300};
    for (size_t i = 0; i < sizeof(offsets) / sizeof(*offsets); i++) {
        struct npi_arena arena;
        dubbed_make(d, seed, S(60 * MINUTES));
        dubbed_cut(d, 0, S(offsets[i]), (enum dubbed_filling)(seed % 3));
        npi_arena_init(&arena);
        struct npi_sync sync = find(&arena, d);
        expect_cuts(&sync, offsets[i], NULL, 0, 0, "offset", seed);
        npi_arena_release(&arena);
    }
}

static void test_offset(void **state)
{
    (void)state;
    each_seed(one_offset);
}

/* 12 s in front and 45 s at 10:00, whatever they are filled with: between two
 * cues exactly, else within the cue. */
static void one_break(struct dubbed *d, uint32_t seed)
{
    for (int filling = 0; filling < 3; filling++)
        for (int tears = 0; tears < 2; tears++) {
            struct npi_arena arena;
            dubbed_make_clear(d, seed, S(60 * MINUTES));
            struct cut cuts[] = {{0, 12, (enum dubbed_filling)filling},
                                 {tears ? 600 : border(d, 600), 45,
                                  (enum dubbed_filling)filling}};
            make_cuts(d, cuts, 2);
            npi_arena_init(&arena);
            struct npi_sync sync = find(&arena, d);
            expect_cuts(&sync, 12, cuts + 1, 1,
                        filling == DUBBED_TALK ? 8 : 0.5,
                        tears ? "break in a cue" : "break", seed);
            npi_arena_release(&arena);
        }
}

static void test_break(void **state)
{
    (void)state;
    each_clear_seed(one_break);
}

static void one_missing(struct dubbed *d, uint32_t seed)
{
    struct npi_arena arena;
    double at = border(d, 600);
    const struct cut cut = {at, at - border(d, 645), DUBBED_SILENCE};
    make_cuts(d, &cut, 1);
    npi_arena_init(&arena);
    struct npi_sync sync = find(&arena, d);
    expect_cuts(&sync, 0, &cut, 1, 6, "missing", seed);
    npi_arena_release(&arena);
}

static void test_missing(void **state)
{
    (void)state;
    each_clear_seed(one_missing);
}

static void one_eight(struct dubbed *d, uint32_t seed)
{
    static const double sizes[] = {30, -20, 60, 15, -40, 90, -10, 45};
    struct cut cuts[8];
    struct npi_arena arena;
    for (size_t i = 0; i < 8; i++)
        cuts[i] = (struct cut){border(d, 290.0 * (double)(i + 1)), sizes[i],
                               (enum dubbed_filling)((i + seed) % 3)};
    make_cuts(d, cuts, 8);
    npi_arena_init(&arena);
    struct npi_sync sync = find(&arena, d);
    expect_cuts(&sync, 0, cuts, 8, 15, "eight breaks", seed);
    npi_arena_release(&arena);
}

static void test_eight(void **state)
{
    (void)state;
    each_clear_seed(one_eight);
}

/* More breaks than are believed: said, none taken. */
static void one_many(struct dubbed *d, uint32_t seed)
{
    struct cut cuts[11];
    struct npi_arena arena;
    for (size_t i = 0; i < 11; i++)
        cuts[i] = (struct cut){border(d, 210.0 * (double)(i + 1)), 30,
                               DUBBED_TALK};
    make_cuts(d, cuts, 11);
    npi_arena_init(&arena);
    struct npi_sync sync = find(&arena, d);
    expect(&sync, NPI_SYNC_MANY, "eleven breaks", seed);
    assert_true(sync.cuts.n == 0 && sync.cuts.offset == 0);
    npi_arena_release(&arena);
}

static void test_many(void **state)
{
    (void)state;
    each_seed(one_many);
}

/* 15 s of music over the talk, or in a pause of it: no break. */
static void one_music(struct dubbed *d, uint32_t seed)
{
    for (int way = 0; way < 4; way++) {
        struct npi_arena arena;
        dubbed_make(d, seed, S(60 * MINUTES));
        dubbed_replace(d, S(900), S(915),
                       way % 2 ? DUBBED_MUSIC : DUBBED_SILENCE);
        if (way >= 2) { /* nobody is captioned there either */
            size_t n = 0;
            for (size_t i = 0; i < d->track.n_cues; i++)
                if (d->cues[i].end <= S(900) || d->cues[i].start >= S(915)) {
                    d->cues[n] = d->cues[i];
                    d->cues[n].first_word = n;
                    d->words[n++] = d->words[i];
                }
            d->track.n_cues = d->track.n_words = n;
        }
        npi_arena_init(&arena);
        struct npi_sync sync = find(&arena, d);
        expect(&sync, NPI_SYNC_SAME_CLOCK, "music", seed);
        npi_arena_release(&arena);
    }
}

static void test_music(void **state)
{
    (void)state;
    each_seed(one_music);
}

static void one_noise(struct dubbed *d, uint32_t seed)
{
    const struct cut cuts[] = {{0, 12, DUBBED_TALK},
                               {border(d, 600), 45, DUBBED_SILENCE}};
    struct npi_arena arena;
    make_cuts(d, cuts, 2);
    dubbed_noise(d, 10);
    npi_arena_init(&arena);
    struct npi_sync sync = find(&arena, d);
    expect_cuts(&sync, 12, cuts + 1, 1, 0.5, "noise", seed);
    npi_arena_release(&arena);
}

static void test_noise(void **state)
{
    (void)state;
    each_seed(one_noise);
}

static void one_half(struct dubbed *d, uint32_t seed)
{
    const struct cut cuts[] = {{0, 12, DUBBED_TALK},
                               {border(d, 600), 45, DUBBED_MUSIC}};
    struct npi_arena arena;
    make_cuts(d, cuts, 2);
    dubbed_keep(d, S(300), S(300 + 30 * MINUTES));
    npi_arena_init(&arena);
    struct npi_sync sync = find(&arena, d);
    expect_cuts(&sync, 12, cuts + 1, 1, 0.5, "half the captions", seed);
    npi_arena_release(&arena);
}

static void test_half(void **state)
{
    (void)state;
    each_clear_seed(one_half);
}

/* Six minutes out of the middle. */
static void one_part(struct dubbed *d, uint32_t seed)
{
    struct npi_arena arena;
    dubbed_cut(d, S(1300), S(1300 - 60 * MINUTES), DUBBED_SILENCE);
    dubbed_cut(d, 0, S(-900), DUBBED_SILENCE);
    npi_arena_init(&arena);
    struct npi_sync sync = find(&arena, d);
    expect_cuts(&sync, -900, NULL, 0, 0, "a part", seed);
    npi_arena_release(&arena);
}

static void test_part(void **state)
{
    (void)state;
    each_seed(one_part);
}

/* Another conversation, noise, silence, one sound: no opinion. */
static void one_unrelated(struct dubbed *d, uint32_t seed)
{
    struct dubbed *other = malloc(sizeof(*other));
    struct npi_arena arena;
    assert_non_null(other);
    dubbed_make(other, seed + 1000, S(60 * MINUTES));
    npi_arena_init(&arena);
    const struct npi_activity sound = d->sound;
    d->sound = other->sound;
    struct npi_sync sync = find(&arena, d);
    expect(&sync, NPI_SYNC_UNSURE, "unrelated", seed);
    d->sound = sound;
    dubbed_noise(d, 50);
    sync = find(&arena, d);
    expect(&sync, NPI_SYNC_UNSURE, "noise alone", seed);
    d->sound.n = 0;
    sync = find(&arena, d);
    expect(&sync, NPI_SYNC_FEW, "silence", seed);
    d->sound.n = 1;
    d->speech[0] = (struct npi_stretch){0, d->sound.length};
    sync = find(&arena, d);
    expect(&sync, NPI_SYNC_FEW, "one sound", seed);
    npi_arena_release(&arena);
    free(other);
}

static void test_unrelated(void **state)
{
    (void)state;
    each_seed(one_unrelated);
}

/* 24 against 25 pictures a second, and a clock that is a thousandth off: no
 * constant offset, so none is found. */
static void one_faster(struct dubbed *d, uint32_t seed)
{
    static const double scales[] = {24.0 / 25, 25.0 / 24, 1.001, 0.999};
    for (size_t k = 0; k < sizeof(scales) / sizeof(*scales); k++) {
        struct npi_arena arena;
        dubbed_make(d, seed, S(60 * MINUTES));
        for (size_t i = 0; i < d->sound.n; i++) {
            d->speech[i].start = (int64_t)((double)d->speech[i].start *
                                           scales[k]);
            d->speech[i].end = (int64_t)((double)d->speech[i].end * scales[k]);
        }
        d->sound.length = (int64_t)((double)d->sound.length * scales[k]);
        npi_arena_init(&arena);
        struct npi_sync sync = find(&arena, d);
        expect(&sync, k < 2 ? NPI_SYNC_UNSURE : NPI_SYNC_DRIFT, "faster", seed);
        npi_arena_release(&arena);
    }
}

static void test_faster(void **state)
{
    (void)state;
    each_seed(one_faster);
}

static void test_few(void **state)
{
    struct npi_arena arena;
    struct dubbed *d = malloc(sizeof(*d));
    (void)state;
    assert_non_null(d);
    npi_arena_init(&arena);
    dubbed_make(d, 1, S(20));
    struct npi_sync sync = find(&arena, d);
    expect(&sync, NPI_SYNC_FEW, "twenty seconds", 1);
    dubbed_make(d, 1, S(60 * MINUTES));
    d->track.n_cues = d->track.n_words = 0;
    sync = find(&arena, d);
    expect(&sync, NPI_SYNC_FEW, "no captions", 1);
    dubbed_make(d, 1, S(60 * MINUTES));
    d->sound.length = NP_NO_TIME;
    sync = find(&arena, d);
    expect(&sync, NPI_SYNC_FEW, "no length", 1);
    npi_arena_release(&arena);
    free(d);
}

static enum np_status find_once(void *user)
{
    struct dubbed *d = user;
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_sync sync;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    enum np_status status = npi_sync_find(&ctx, &d->track, &d->sound, &sync);
    if (status == NP_OK)
        npi_sync_say(&ctx, &sync);
    if (status == NP_OK &&
        (sync.verdict != NPI_SYNC_OTHER_CUT || sync.cuts.n != 1))
        fail_msg("another result without memory");
    npi_arena_release(&arena);
    return status;
}

static void test_no_memory(void **state)
{
    struct dubbed *d = malloc(sizeof(*d));
    (void)state;
    assert_non_null(d);
    dubbed_make(d, 1, S(600));
    dubbed_cut(d, S(300), S(30), DUBBED_SILENCE);
    test_each_allocation(find_once, d);
    free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),      cmocka_unit_test(test_offset),
        cmocka_unit_test(test_break),     cmocka_unit_test(test_missing),
        cmocka_unit_test(test_eight),     cmocka_unit_test(test_many),
        cmocka_unit_test(test_music),     cmocka_unit_test(test_noise),
        cmocka_unit_test(test_half),      cmocka_unit_test(test_part),
        cmocka_unit_test(test_unrelated), cmocka_unit_test(test_faster),
        cmocka_unit_test(test_few),       cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
