/* When cues are shown: borrowing, gaps, frames, and what gives way when there
 * is no time for all. Times by hand, and properties over many slots. */
#include "base/str.h"
#include "cues/timing.h"
#include "support/oom.h"

#include <stdlib.h>

#define MANY 3000

static struct npi_timing_rule rule_24(void)
{
    struct npi_settings settings;
    struct npi_timing_rule rule;
    npi_settings_defaults(&settings);
    npi_timing_rule_init(&rule, &settings, (struct npi_frame_rate){24, 1});
    return rule;
}

static void fit(const struct npi_timing_rule *rule, struct npi_slot *slots,
                size_t n)
{
    struct npi_arena arena;
    npi_arena_init(&arena);
    assert_int_equal(npi_timing_fit(&arena, rule, slots, n), NP_OK);
    npi_arena_release(&arena);
}

/* What holds whatever happens. */
static void check_order(const struct npi_timing_rule *rule,
                        const struct npi_slot *slots, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        assert_true(slots[i].start >= 0);
        assert_true(slots[i].stop > slots[i].start);
        assert_true(slots[i].stop - slots[i].start <= rule->longest);
        if (i)
            assert_true(slots[i].start >= slots[i - 1].stop);
    }
}

/* What holds as long as there is room. */
static void check_rules(const struct npi_timing_rule *rule,
                        const struct npi_slot *slots, size_t n)
{
    check_order(rule, slots, n);
    for (size_t i = 0; i < n; i++) {
        assert_true(slots[i].stop - slots[i].start >= rule->shortest);
        assert_true(slots[i].stop <= rule->last);
        if (!i)
            continue;
        int64_t gap = slots[i].start - slots[i - 1].stop;
        if (gap != rule->gap && gap < rule->open_gap)
            fail_msg("gap of %d ms before %zu", (int)gap, i);
    }
}

/* Two frames of 1/24 s are 83.3 ms; three to eleven frames, under 500 ms, are
 * closed; twelve stay. */
static void test_gaps(void **state)
{
    struct npi_timing_rule rule = rule_24();
    struct npi_slot slots[] = {
        {.begin = 0, .end = 2000, .needs = 1000},
        {.begin = 2000, .end = 4000, .needs = 1000}, /* no gap */
        {.begin = 4300, .end = 6000, .needs = 1000}, /* 300 ms: closed */
        {.begin = 6900, .end = 8000, .needs = 1000}, /* 900 ms: stays */
    };
    (void)state;
    rule.last = 8000;
    fit(&rule, slots, 4);
    check_rules(&rule, slots, 4);
    assert_int_equal(rule.gap, 84);
    assert_int_equal(rule.open_gap, 500);
    assert_int_equal(slots[1].start, 2000);
    assert_int_equal(slots[0].stop, 1916);
    assert_int_equal(slots[2].start - slots[1].stop, 84);
    assert_true(slots[3].start - slots[2].stop >= 500);
    assert_int_equal(slots[2].stop, 6000);
}

/* A cue that cannot be read in its time takes it from both neighbours, no more
 * than lead and lag; they keep enough. */
static void test_borrows(void **state)
{
    struct npi_timing_rule rule = rule_24();
    struct npi_slot slots[] = {
        {.begin = 0, .end = 5000, .needs = 2000},
        {.begin = 5000, .end = 6000, .needs = 1700},
        {.begin = 6000, .end = 11000, .needs = 2000},
    };
    (void)state;
    rule.last = 11000;
    fit(&rule, slots, 3);
    check_rules(&rule, slots, 3);
    assert_true(slots[1].stop - slots[1].start >= 1700);
    assert_true(slots[1].start >= 5000 - rule.lead);
    assert_true(slots[1].stop <= 6000 + rule.lag);
}

/* Where the words' time is not sure, lead and lag are not all that may be
 * borrowed; where it is, they are. */
static void test_borrows_unsure(void **state)
{
    for (int64_t unsure = 0; unsure <= 800; unsure += 800) {
        struct npi_timing_rule rule = rule_24();
        struct npi_slot slots[] = {
            {.begin = 0, .end = 5000, .needs = 2000, .unsure = unsure},
            {.begin = 5000, .end = 6000, .needs = 3400, .unsure = unsure},
            {.begin = 6000, .end = 11000, .needs = 2000, .unsure = unsure},
        };
        (void)state;
        rule.last = 11000;
        fit(&rule, slots, 3);
        check_rules(&rule, slots, 3);
        assert_int_equal(slots[1].stop - slots[1].start >= 3400, unsure > 0);
        assert_true(slots[1].start >= 5000 - rule.lead - unsure);
        assert_true(slots[1].stop <= 6000 + rule.lag + unsure);
    }
}

/* A neighbour that needs all its time gives none: one cue too fast is better
 * than two. */
static void test_spares_poor(void **state)
{
    struct npi_timing_rule rule = rule_24();
    struct npi_slot slots[] = {
        {.begin = 0, .end = 5000, .needs = 4916},
        {.begin = 5000, .end = 6000, .needs = 1400},
        {.begin = 6000, .end = 11000, .needs = 2000},
    };
    (void)state;
    rule.last = 11000;
    fit(&rule, slots, 3);
    check_rules(&rule, slots, 3);
    assert_true(slots[0].stop - slots[0].start >= 4916);
    assert_true(slots[1].stop - slots[1].start >= 1400);
}

/* Seven seconds are enough for anything; silence after is left empty. */
static void test_longest(void **state)
{
    struct npi_timing_rule rule = rule_24();
    struct npi_slot slots[] = {
        {.begin = 0, .end = 7000, .needs = 2000},
        {.begin = 7300, .end = 9000, .needs = 1000},
        {.begin = 30000, .end = 32000, .needs = 1000},
    };
    (void)state;
    rule.last = 32000;
    fit(&rule, slots, 3);
    check_rules(&rule, slots, 3);
}

/* Frames as films and television have them: starts lie on frames, and no gap
 * comes out under two of them by rounding. */
static void test_frame_rates(void **state)
{
    static const struct npi_frame_rate rates[] = {
        {24, 1},       {25, 1}, {30, 1},  {24000, 1001}, {30000, 1001},
        {60000, 1001}, {50, 1}, {120, 1}, {10, 1},       {1000000, 41667},
    };
    (void)state;
    for (size_t r = 0; r < sizeof rates / sizeof rates[0]; r++) {
        struct npi_settings settings;
        struct npi_timing_rule rule;
        struct npi_slot slots[200];
        npi_settings_defaults(&settings);
        npi_timing_rule_init(&rule, &settings, rates[r]);
        rule.last = 200 * 1777;
        for (size_t i = 0; i < 200; i++)
            slots[i] = (struct npi_slot){.begin = (int64_t)i * 1777,
                                         .end = (int64_t)i * 1777 + 1700,
                                         .needs = 1000 + (int64_t)i * 5};
        fit(&rule, slots, 200);
        check_rules(&rule, slots, 200);
        for (size_t i = 0; i < 200; i++) {
            int64_t frame = npi_frame_at(rates[r], slots[i].start);
            assert_int_equal(npi_frame_ms(rates[r], frame), slots[i].start);
            if (i && slots[i].start - slots[i - 1].stop < 500)
                assert_true((slots[i].start - slots[i - 1].stop) *
                                rates[r].num >=
                            2 * 1000 * rates[r].den);
        }
    }
}

/* Rates that no video has are taken for 24. */
static void test_odd_rates(void **state)
{
    static const struct npi_frame_rate rates[] = {
        {0, 1},
        {1, 0},
        {-24, 1},
        {90000, 1},
        {1, 1},
        {INT64_MAX, 1},
        {INT64_MAX, INT64_MAX},
        {INT64_MIN, -1},
    };
    struct npi_settings settings;
    (void)state;
    npi_settings_defaults(&settings);
    for (size_t r = 0; r < sizeof rates / sizeof rates[0]; r++) {
        struct npi_timing_rule rule;
        npi_timing_rule_init(&rule, &settings, rates[r]);
        assert_int_equal(rule.rate.num, 24);
        assert_int_equal(rule.rate.den, 1);
    }
}

/* Frames and ms are inverse. */
static void test_frames(void **state)
{
    static const struct npi_frame_rate film = {24000, 1001};
    (void)state;
    for (int64_t frame = 0; frame < 200000; frame += 7) {
        int64_t ms = npi_frame_ms(film, frame);
        assert_int_equal(npi_frame_at(film, ms), frame);
        assert_int_equal(npi_frame_at(film, ms + 41),
                         frame + (ms + 41 >= npi_frame_ms(film, frame + 1)));
        if (frame)
            assert_int_equal(npi_frame_at(film, ms - 1), frame - 1);
    }
}

/* Thousands of cues at one instant in a long film: spread out around it, each
 * shown long enough. */
static void test_crowd_with_room(void **state)
{
    static struct npi_slot slots[MANY];
    struct npi_timing_rule rule = rule_24();
    (void)state;
    for (size_t i = 0; i < MANY; i++)
        slots[i] = (struct npi_slot){
            .begin = 3600000, .end = 3600000, .needs = 900};
    rule.last = 2 * 3600000;
    fit(&rule, slots, MANY);
    check_rules(&rule, slots, MANY);
    assert_true(slots[0].start < 3600000 && slots[MANY - 1].start > 3600000);
}

/* And in a second: there is no room, but order and no overlap remain. */
static void test_crowd_without_room(void **state)
{
    static struct npi_slot slots[MANY];
    (void)state;
    for (int64_t last = 0; last < 4000; last = last * 3 + 1) {
        struct npi_timing_rule rule = rule_24();
        for (size_t i = 0; i < MANY; i++)
            slots[i] = (struct npi_slot){.begin = last, .end = last};
        rule.last = last;
        fit(&rule, slots, MANY);
        check_order(&rule, slots, MANY);
    }
}

/* Small linear congruential numbers: the same in every run. */
static uint32_t seed;
static int64_t up_to(int64_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (int64_t)(seed >> 8) % n;
}

/* Random dialogues of every pace. Where words come slower than cues may be
 * short, all rules hold; else order does. */
static void test_random(void **state)
{
    static struct npi_slot slots[200];
    (void)state;
    for (seed = 1; seed < 400; seed++) {
        uint32_t keep = seed;
        struct npi_timing_rule rule = rule_24();
        size_t n = (size_t)up_to(200) + 1;
        int64_t pace = up_to(4000) + 1;
        int64_t at = 0;
        for (size_t i = 0; i < n; i++) {
            int64_t lasts = up_to(pace);
            slots[i] = (struct npi_slot){.begin = at,
                                         .end = at +
                                                (lasts < 7000 ? lasts : 7000),
                                         .needs = up_to(4000)};
            at += lasts + (up_to(3) ? 0 : up_to(1500));
        }
        rule.last = at;
        fit(&rule, slots, n);
        if ((int64_t)n * 970 < at)
            check_rules(&rule, slots, n);
        else
            check_order(&rule, slots, n);
        seed = keep;
    }
}

static enum np_status work(void *user)
{
    struct npi_arena arena;
    struct npi_slot slots[] = {
        {.begin = 0, .end = 500, .needs = 900},
        {.begin = 500, .end = 1000, .needs = 900},
        {.begin = 1000, .end = 9000, .needs = 900},
    };
    (void)user;
    npi_arena_init(&arena);
    struct npi_timing_rule rule = rule_24();
    rule.last = 9000;
    enum np_status status = npi_timing_fit(&arena, &rule, slots, 3);
    npi_arena_release(&arena);
    return status;
}

static void test_no_memory(void **state)
{
    (void)state;
    test_each_allocation(work, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_borrows),
        cmocka_unit_test(test_borrows_unsure),
        cmocka_unit_test(test_spares_poor),
        cmocka_unit_test(test_longest),
        cmocka_unit_test(test_frame_rates),
        cmocka_unit_test(test_odd_rates),
        cmocka_unit_test(test_frames),
        cmocka_unit_test(test_crowd_with_room),
        cmocka_unit_test(test_crowd_without_room),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
