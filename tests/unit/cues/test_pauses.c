/* Pauses inside a sentence: a clause's end that is near one falls on it, and
 * the next cue begins when speech goes on. */
#include "cues/pauses.h"
#include "cues/places/places.h"
#include "support/dialogue.h"

/* Two clauses of twelve characters and a mark in ten seconds: by length the
 * first one ends at 5.2 s. */
static const char two[] =
    "我们在这里研究了很多问题，后来大家又讨论了一些事情。";

#define PAUSES 3

static const struct {
    const char *what;
    unsigned evidence;
    double confidence;
    struct np_pause pauses[PAUSES];
    int64_t end, begin; /* of the first cue, of the second one; ms */
} rows[] = {
    {"none", NP_EVIDENCE_CAPTIONS, 1, {{0}}, 5116, 5200},
    {"near, behind", NP_EVIDENCE_CAPTIONS, 1, {{5600, 6200}}, 5600, 6200},
    {"near, before", NP_EVIDENCE_CAPTIONS, 1, {{4300, 4900}}, 4300, 4900},
    {"of the sound", NP_EVIDENCE_PAUSE, 1, {{5600, 6200}}, 5600, 6200},
    {"no silence", NP_EVIDENCE_CAPTIONS, 1, {{5600, 5600}}, 5516, 5600},
    {"far", NP_EVIDENCE_CAPTIONS, 1, {{8000, 8600}}, 5116, 5200},
    {"the nearer one",
     NP_EVIDENCE_CAPTIONS,
     1,
     {{4000, 4500}, {5300, 5900}, {6200, 6900}},
     5300,
     5900},
    {"not this sentence's",
     NP_EVIDENCE_CAPTIONS,
     0.5,
     {{5600, 6200}},
     5116,
     5200},
    {"by length", NP_EVIDENCE_LENGTH, 1, {{5600, 6200}}, 5116, 5200},
};

static bool about(int64_t a, int64_t b)
{
    return a - b <= 42 && b - a <= 42; /* a frame */
}

static void test_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct dialogue d;
        dialogue_init(&d, "zh");
        dialogue_set(&d, "subtitles.lines=1");
        dialogue_add(&d, 0, 10000, 0, false, npi_str(two));
        d.times[0].evidence = rows[i].evidence;
        d.times[0].confidence = rows[i].confidence;
        dialogue_view(&d);
        d.timeline.pauses = rows[i].pauses;
        while (d.timeline.n_pauses < PAUSES &&
               rows[i].pauses[d.timeline.n_pauses].end)
            d.timeline.n_pauses++;
        assert_int_equal(npi_cues_build(&d.ctx, &d.episode, &d.timeline,
                                        &d.config.settings, d.rate, &d.cues),
                         NP_OK);
        assert_int_equal(d.cues.n_cues, 2);
        if (!about(d.cues.cues[0].end, rows[i].end) ||
            !about(d.cues.cues[1].start, rows[i].begin))
            fail_msg("%s: %d, %d", rows[i].what, (int)d.cues.cues[0].end,
                     (int)d.cues.cues[1].start);
        dialogue_release(&d);
    }
}

/* Times inside a sentence never run backwards, whatever the pauses. */
static void test_order(void **state)
{
    static struct np_pause pauses[200];
    static const char text[] =
        "一，二三，四五六，七八九十，一二，三四五，六，七八九，十一二三四，五六"
        "七，八，九，十，一，二，三，四，五，六，七，八，九，十，一，二，三。";
    struct npi_stretch s = {0};
    struct npi_arena arena;
    struct np_sentence sentence = {.text = NPI_STR(text)};
    uint32_t seed = 1;
    (void)state;
    npi_arena_init(&arena);
    s.cells = NPI_ARENA_NEW(&arena, struct npi_cell, sizeof text + 1);
    assert_int_equal(
        npi_stretch_read(&arena, &sentence, 1, sizeof text,
                         (struct npi_text_rule){.counting = NPI_COUNT_WIDE},
                         &s),
        NP_OK);
    npi_places_by_signs(&s);
    for (unsigned round = 0; round < 200; round++) {
        struct npi_pace pace = {.last = s.n,
                                .time = {.start = 1000,
                                         .end = 21000,
                                         .evidence = NP_EVIDENCE_CAPTIONS,
                                         .confidence = 1}};
        int64_t at = 0;
        size_t n = 0;
        while (n < 200 && at < 25000) {
            seed = seed * 1664525 + 1013904223;
            pauses[n].start = at + seed % 997;
            pauses[n].end = pauses[n].start + seed / 997 % 400;
            at = pauses[n++].end;
        }
        struct npi_spoken spoken = {&pace.time, pauses, n};
        npi_pauses_match(&spoken, &s, &pace);
        assert_true(pace.n > 0 && pace.n <= NPI_PAUSES_MAX);
        int64_t before = pace.time.start;
        for (size_t i = 1; i < s.n; i++) {
            const struct npi_rested *rested;
            int64_t now = npi_pace_at(&s, &pace, i, &rested);
            assert_true(now >= before && now <= pace.time.end);
            if (rested)
                assert_true(rested->stop >= before && rested->resume == now);
            before = now;
        }
    }
    npi_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one),
        cmocka_unit_test(test_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
