/* Protects the timeline's parts: how long text takes, what terms it is
 * compared by, which stamps are kept, the alignment's arithmetic, names. */
#include "lexicon/terms.h"
#include "lexicon/weight.h"
#include "support/episode.h"
#include "support/test.h"
#include "timeline/align.h"
#include "timeline/believe.h"
#include "timeline/step.h"

static double weight(const char *text)
{
    return npi_speech_weight(npi_str(text));
}

static void expect_weight(const char *text, double want)
{
    double have = weight(text);
    if (have < want - 0.01 || have > want + 0.01)
        fail_msg("\"%s\": have %.2f, want %.2f", text, have, want);
}

/* Syllables and pauses: numbers, acronyms and addresses are read as people
 * read them, and a run of marks is one pause. */
static void test_weight(void **state)
{
    (void)state;
    expect_weight("你好", 2);
    expect_weight("你好。", 3);
    expect_weight("你好……！", 3);
    expect_weight("ひらがな", 4 * 0.66);
    expect_weight("banana", 3);
    expect_weight("made", 1);
    expect_weight("the", 1);
    expect_weight("LLM", 3);
    expect_weight("2024", 4);
    expect_weight("3.5", 2);
    expect_weight("yes, no", 2.5);
    expect_weight("tea.org", 2); /* no pause at the dot */
    expect_weight("don't", 1);
    assert_true(weight("") > 0);
    assert_true(weight("（）") > 0);
    /* A pause between two sentences is not lost before a Latin word. */
    expect_weight("Yes. No.", 4);
}

static void expect_terms(const char *a, const char *b, size_t shared)
{
    struct npi_terms left = {.text = npi_str(a)};
    struct npi_term x, y;
    size_t n = 0;
    while (npi_terms_next(&left, &x)) {
        struct npi_terms right = {.text = npi_str(b)};
        while (npi_terms_next(&right, &y))
            n += x.hash == y.hash;
    }
    if (n != shared)
        fail_msg("\"%s\" and \"%s\" share %zu terms, not %zu", a, b, n, shared);
}

/* Endings, case and width of letters do not matter; characters in another
 * order, or across a gap, are no pair. */
static void test_terms(void **state)
{
    (void)state;
    expect_terms("数据瓶颈", "数据的瓶颈", 2);
    expect_terms("数据", "据数", 0);
    expect_terms("数 据", "数据", 0);
    expect_terms("光", "光", 1);
    expect_terms("Changing tables", "a table that changed", 2);
    expect_terms("ＡＩ", "ai", 1);
    expect_terms("docs", "Doc", 1);
    expect_terms("特斯拉 Optimus 机器人", "optimus", 1);
    expect_terms("", "x", 0);
}

static size_t longest_by_force(const int64_t *times, size_t n)
{
    size_t best = 0;
    for (unsigned set = 0; set < 1u << n; set++) {
        size_t count = 0;
        int64_t last = INT64_MIN;
        bool rises = true;
        for (size_t i = 0; i < n; i++)
            if (set >> i & 1) {
                rises = rises && times[i] >= last;
                last = times[i];
                count++;
            }
        if (rises && count > best)
            best = count;
    }
    return best;
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* As many stamps as can be kept are kept, on every short list. */
static void test_rise(void **state)
{
    uint32_t random = 1;
    (void)state;
    for (size_t round = 0; round < 300; round++) {
        struct npi_arena arena;
        int64_t times[10];
        size_t keep[10];
        size_t n = next_random(&random) % 11;
        size_t n_keep;
        npi_arena_init(&arena);
        for (size_t i = 0; i < n; i++)
            times[i] = next_random(&random) % 7;
        assert_int_equal(npi_longest_rise(&arena, times, n, keep, &n_keep),
                         NP_OK);
        assert_int_equal(n_keep, longest_by_force(times, n));
        for (size_t i = 1; i < n_keep; i++) {
            assert_true(keep[i] > keep[i - 1]);
            assert_true(times[keep[i]] >= times[keep[i - 1]]);
        }
        npi_arena_release(&arena);
    }
}

#define MARKS 3
#define PLACES 4
#define NOWHERE PLACES

/* An alignment small enough to count out. */
struct small {
    struct npi_arena arena;
    struct npi_context ctx;
    struct episode episode;
    struct npi_mark items[MARKS];
    struct npi_marks marks;
    struct npi_ruler ruler;
    struct npi_clues clues;
    double seconds[PLACES + 1];
    struct npi_alignment a;
};

static void small_init(struct small *s, const double *times, size_t fixed)
{
    static const char *said[PLACES] = {"甲乙丙丁戊己", "雪夜的新星",
                                       "这里又是另外一件事情", "最后再说几句"};
    static const char *titles[MARKS] = {"甲乙", "新星", "几句"};
    episode_init(&s->episode);
    s->ctx = s->episode.ctx;
    for (size_t i = 0; i < PLACES; i++) {
        if (i % 2 == 0)
            episode_turn(&s->episode);
        episode_say(&s->episode, NP_NO_TIME, npi_str(said[i]));
        s->seconds[i + 1] = s->seconds[i] + 3 + (double)i;
    }
    for (size_t m = 0; m < MARKS; m++) {
        episode_entry(&s->episode, 1, 0, npi_str(titles[m]));
        s->items[m] = (struct npi_mark){.time = times[m],
                                        .entry = m == fixed ? NP_NONE : m,
                                        .lo = m == fixed ? 1 : 0,
                                        .hi = m == fixed ? 1 : PLACES - 1};
    }
    s->episode.episode.outline = s->episode.entries;
    s->episode.episode.sentences = s->episode.sentences;
    s->episode.episode.turns = s->episode.turns;
    s->marks = (struct npi_marks){s->items, MARKS, fixed,
                                  fixed < MARKS ? fixed : NP_NONE};
    for (size_t m = 0; m < MARKS; m++) {
        if (fixed < MARKS && m < fixed)
            s->items[m].hi = 1;
        if (fixed < MARKS && m > fixed)
            s->items[m].lo = 1;
    }
    assert_int_equal(
        npi_ruler_build(s->ctx.arena, &s->episode.episode, &s->ruler), NP_OK);
    assert_int_equal(npi_clues_build(s->ctx.arena, &s->episode.episode,
                                     &s->marks, &s->ruler, &npi_model_default,
                                     &s->clues),
                     NP_OK);
    s->a = (struct npi_alignment){.model = &npi_model_default,
                                  .clues = &s->clues,
                                  .marks = &s->marks,
                                  .seconds = s->seconds,
                                  .n_boundaries = PLACES + 1,
                                  .length = 22,
                                  .spread = 0.6};
}

static double clue_of(const struct small *s, size_t m, size_t place)
{
    double e;
    if (npi_mark_fixed(&s->a, m))
        return 1;
    npi_clues_score(&s->clues, m, place, place + 1, &e);
    return exp(e);
}

/* The likelihood of one assignment, by the model's words; 0 if not allowed. */
static double likelihood(const struct small *s, const size_t *places)
{
    double product = 1;
    size_t last = NP_NONE;
    for (size_t m = 0; m < MARKS; m++) {
        if (places[m] == NOWHERE) {
            if (npi_mark_fixed(&s->a, m))
                return 0;
            continue;
        }
        if (places[m] < s->items[m].lo || places[m] > s->items[m].hi ||
            (last != NP_NONE && places[m] < places[last]))
            return 0;
        if (last == NP_NONE) {
            struct npi_ending start = npi_start_of(&s->a, m);
            product *= exp(npi_start_log(&s->a, m)) *
                       npi_start_at(&s->a, &start, places[m], NULL);
        } else {
            struct npi_hop hop = npi_hop_between(&s->a, last, m);
            product *= exp(npi_skip_log(&s->a, last, m)) * hop.norm *
                       npi_bell(npi_stray(&hop, s->seconds[places[m]] -
                                                    s->seconds[places[last]]));
        }
        product *= clue_of(s, m, places[m]);
        last = m;
    }
    if (last == NP_NONE)
        return 0;
    struct npi_ending end = npi_end_of(&s->a, last);
    return product * exp(npi_end_log(&s->a, last)) *
           npi_end_at(&s->a, &end, places[last], NULL);
}

static void check_chances(struct small *s)
{
    double total = 0;
    double at[MARKS][PLACES] = {{0}};
    for (size_t code = 0; code < 125; code++) {
        size_t places[MARKS] = {code % 5, code / 5 % 5, code / 25};
        double one = likelihood(s, places);
        total += one;
        for (size_t m = 0; m < MARKS; m++)
            if (places[m] != NOWHERE)
                at[m][places[m]] += one;
    }
    assert_int_equal(npi_align_weigh(&s->ctx, &s->a), NP_OK);
    npi_align_back(&s->a);
    assert_true(fabs(s->a.log_total - log(total)) < 1e-3);
    for (size_t m = 0; m < MARKS; m++)
        for (size_t p = 0; p < PLACES; p++) {
            const struct npi_row *row = &s->a.rows[m];
            double have = p < row->lo || p >= row->lo + row->n
                              ? 0
                              : npi_align_chance(&s->a, m, p - row->lo);
            if (fabs(have - at[m][p] / total) > 1e-3)
                fail_msg("mark %zu at %zu: have %.5f, want %.5f", m, p, have,
                         at[m][p] / total);
        }
}

/* Forward-backward gives what counting out every assignment gives: skipped
 * marks, both ends and fixed marks included. */
static void test_chances(void **state)
{
    static const double times[][MARKS] = {
        {0, 3, 12}, {0, 9, 10}, {2, 2, 2}, {0, 100, 12}, {8, 12, 21}};
    (void)state;
    for (size_t t = 0; t < sizeof(times) / sizeof(times[0]); t++)
        for (size_t fixed = 0; fixed <= MARKS; fixed++) {
            struct small s = {0};
            small_init(&s, times[t], fixed);
            check_chances(&s);
            episode_release(&s.episode);
        }
}

static void add_up(void *user, const struct npi_step *step)
{
    double *at = user;
    for (size_t b = step->from == NP_NONE ? 0 : step->from_place;
         b < step->to_place + (step->to == NP_NONE); b++)
        at[b] += step->chance;
}

/* The steps cover every boundary exactly once. */
static void test_steps(void **state)
{
    static const double times[] = {0, 9, 10};
    double at[PLACES + 1] = {0};
    struct small s = {0};
    (void)state;
    small_init(&s, times, MARKS);
    s.a.visit = add_up;
    s.a.user = at;
    assert_int_equal(npi_align_weigh(&s.ctx, &s.a), NP_OK);
    npi_align_back(&s.a);
    for (size_t b = 0; b <= PLACES; b++)
        assert_true(fabs(at[b] - 1) < 1e-4);
    episode_release(&s.episode);
}

/* Each evidence has a name, and unknown bits have none. */
static void test_names(void **state)
{
    (void)state;
    assert_string_equal(npi_evidence_name(NP_EVIDENCE_STAMP), "stamp");
    assert_string_equal(npi_evidence_name(NP_EVIDENCE_HEADING), "heading");
    assert_string_equal(npi_evidence_name(NP_EVIDENCE_OUTLINE_WORDS),
                        "outline-words");
    assert_string_equal(npi_evidence_name(NP_EVIDENCE_LENGTH), "length");
    assert_string_equal(npi_evidence_name(NP_EVIDENCE_CAPTIONS), "captions");
    assert_string_equal(npi_evidence_name(NP_EVIDENCE_ORIGINAL), "original");
    assert_string_equal(npi_evidence_name(1u << 20), "");
    assert_string_equal(npi_evidence_name(0), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weight), cmocka_unit_test(test_terms),
        cmocka_unit_test(test_rise),   cmocka_unit_test(test_chances),
        cmocka_unit_test(test_steps),  cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
