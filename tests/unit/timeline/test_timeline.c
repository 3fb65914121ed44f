/* Protects the door's promises: order, exact chapter starts, hard stamps,
 * what is set aside, and what is refused. */
#include "support/episode.h"
#include "support/oom.h"
#include "support/test.h"

#include <math.h>
#include <stdio.h>

/* Sentences enough for a dialogue: each says which it is. */
static void talk(struct episode *e, size_t n)
{
    static char text[2000][80];
    for (size_t i = 0; i < n; i++) {
        (void)snprintf(text[i % 2000], sizeof(text[0]),
                       "这是第%zu句话，说得不长也不短。", i);
        if (i % 3 == 0)
            episode_turn(e);
        episode_say(e, NP_NO_TIME, npi_str(text[i % 2000]));
    }
}

static void expect_sound(struct episode *e)
{
    assert_int_equal(episode_build(e), NP_OK);
    assert_true(episode_is_sound(e));
}

/* Dialogue alone has no time, and says what is missing. */
static void test_no_times(void **state)
{
    struct episode e;
    (void)state;
    episode_init(&e);
    talk(&e, 5);
    assert_int_equal(episode_build(&e), NP_ERR_NOTES);
    assert_true(episode_has_diag(&e, "no-times"));
    episode_release(&e);

    episode_init(&e);
    assert_int_equal(episode_build(&e), NP_ERR_NOTES);
    assert_true(episode_has_diag(&e, "nothing-timed"));
    episode_release(&e);
}

/* An outline alone gives chapters, nested ends included. */
static void test_chapters_only(void **state)
{
    struct episode e;
    (void)state;
    episode_init(&e);
    episode_entry(&e, 1, 0, NPI_STR("a"));
    episode_entry(&e, 2, 0, NPI_STR("a1"));
    episode_entry(&e, 2, 30000, NPI_STR("a2"));
    episode_entry(&e, 1, 60000, NPI_STR("b"));
    expect_sound(&e);
    const struct np_chapter *c = e.timeline.chapters;
    assert_int_equal(e.timeline.n_chapters, 4);
    assert_int_equal(c[0].end, 60000);
    assert_int_equal(c[1].end, 30000);
    assert_int_equal(c[2].end, 60000);
    assert_int_equal(c[3].end, e.timeline.end);
    assert_true(e.timeline.end_estimated);
    assert_true(e.timeline.end > 60000);
    assert_int_equal(c[2].parent, 0);
    assert_int_equal(c[3].parent, NP_NONE);
    assert_int_equal(c[0].sentence, NP_NONE);
    episode_release(&e);
}

/* A stamp in the dialogue is exact, whatever the text around says. */
static void test_hard_stamps(void **state)
{
    struct episode e;
    (void)state;
    episode_init(&e);
    talk(&e, 9);
    e.sentences[0].stamp = 5000;
    e.sentences[3].stamp = 6000;
    e.sentences[6].stamp = 90000;
    e.input.length = 100000;
    expect_sound(&e);
    assert_int_equal(e.timeline.sentences[0].start, 5000);
    assert_int_equal(e.timeline.sentences[3].start, 6000);
    assert_int_equal(e.timeline.sentences[6].start, 90000);
    assert_int_equal(e.timeline.sentences[3].evidence, NP_EVIDENCE_STAMP);
    assert_true(e.timeline.sentences[3].confidence >
                e.timeline.sentences[5].confidence);
    episode_release(&e);
}

/* One wrong stamp is set aside, not all that follow it. */
static void test_backwards(void **state)
{
    struct episode e;
    (void)state;
    episode_init(&e);
    talk(&e, 30);
    episode_entry(&e, 1, 0, NPI_STR("x"));
    episode_entry(&e, 1, 900000, NPI_STR("wrong"));
    episode_entry(&e, 1, 20000, NPI_STR("y"));
    episode_entry(&e, 1, 60000, NPI_STR("z"));
    expect_sound(&e);
    assert_true(episode_has_diag(&e, "outline-order"));
    assert_int_equal(e.timeline.n_chapters, 3);
    assert_int_equal(e.timeline.chapters[1].entry, 2);
    episode_release(&e);
}

/* Chapters beyond the media are left out, which is said once; the end is the
 * media's, and the dialogue is not squeezed into it. */
static void test_short_media(void **state)
{
    struct episode e;
    (void)state;
    episode_init(&e);
    talk(&e, 30);
    for (int64_t i = 0; i < 10; i++)
        episode_entry(&e, 1, i * 15000, NPI_STR("x"));
    e.input.length = 45000;
    expect_sound(&e);
    assert_int_equal(e.diags.n, 2); /* the other: its titles are not said */
    assert_true(episode_has_diag(&e, "outline-unheard"));
    assert_true(episode_has_diag(&e, "notes-go-on"));
    assert_true(e.timeline.cut_short);
    assert_int_equal(e.timeline.n_chapters, 3);
    assert_int_equal(e.timeline.end, 45000);
    assert_true(e.timeline.sentences[20].start > 90000);
    episode_release(&e);
}

/* Titles that are numbers, which the dialogue counts through at its beginning:
 * words there are no reason to believe that the other hours are said in no
 * time, or the beginning in hours. */
static void test_misleading_words(void **state)
{
    enum { CHAPTERS = 24, MINUTES = 5, EACH = 100 };
    struct episode e;
    char text[80];
    double worst = 0;
    (void)state;
    episode_init(&e);
    for (int i = 0; i < CHAPTERS; i++) {
        (void)snprintf(text, sizeof(text), "章节%d", i * MINUTES);
        episode_entry(&e, 1, (int64_t)i * MINUTES * 60000,
                      npi_arena_str(&e.arena, npi_str(text)));
    }
    for (int i = 0; i < CHAPTERS * EACH; i++) {
        if (i % 2 == 0)
            episode_turn(&e);
        (void)snprintf(text, sizeof(text), "第%d句，我们谈谈天气和别的事。",
                       i / 2);
        episode_say(&e, NP_NO_TIME, npi_arena_str(&e.arena, npi_str(text)));
    }
    expect_sound(&e);
    for (size_t i = 0; i < e.timeline.n_sentences; i++)
        worst = fmax(worst, fabs((double)e.timeline.sentences[i].start / 1000 -
                                 (double)i * MINUTES * 60 / EACH));
    assert_true(worst < MINUTES * 60);
    episode_release(&e);
}

/* Shapes that strain the alignment: all stand, whatever comes out. */
static void test_strange_shapes(void **state)
{
    static const struct {
        size_t entries, sentences;
        int64_t step;
    } shapes[] = {{1000, 1, 1000}, {1, 10000, 0},    {50, 50, 0},
                  {2000, 30, 1},   {3, 3, 86400000}, {300, 300, 60000}};
    (void)state;
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
        struct episode e;
        episode_init(&e);
        talk(&e, shapes[i].sentences);
        for (size_t k = 0; k < shapes[i].entries; k++)
            episode_entry(&e, k % 3 ? 2 : 1, (int64_t)k * shapes[i].step,
                          NPI_STR(""));
        expect_sound(&e);
        episode_release(&e);
    }
}

/* Stamps no episode can have are refused one by one. */
static void test_extremes(void **state)
{
    static const int64_t times[] = {INT64_MAX, INT64_MIN + 1, -1,
                                    0,         5000,          INT64_MAX - 1};
    struct episode e;
    (void)state;
    episode_init(&e);
    talk(&e, 5);
    for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
        episode_entry(&e, 1, times[i], NPI_STR("t"));
        e.entries[i].end = times[i];
    }
    e.sentences[2].stamp = INT64_MAX;
    expect_sound(&e);
    assert_int_equal(e.timeline.n_chapters, 2);
    assert_true(episode_has_diag(&e, "outline-range"));
    episode_release(&e);
}

/* A title of 10,000 characters costs no more than its beginning. */
static void test_long_title(void **state)
{
    static char title[30001];
    struct episode e;
    (void)state;
    for (size_t i = 0; i < 30000; i += 3)
        memcpy(title + i, i % 2 ? "长" : "题", 3);
    episode_init(&e);
    talk(&e, 30);
    episode_heading(&e, npi_str(title));
    episode_entry(&e, 1, 0, npi_str(title));
    episode_entry(&e, 1, 40000, npi_str(title));
    expect_sound(&e);
    episode_release(&e);
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Any episode: pieces in any order, stamps that rise, mostly. */
static void random_episode(struct episode *e, uint32_t seed)
{
    static const char *const texts[] = {
        "",
        "好。",
        "这里是第二章的开头，换一个人来说一些话。",
        "第二章",
        "Tables made for showing",
        "We made tables for showing.",
        "AI"};
    uint32_t random = seed;
    int64_t time = 0;
    size_t pieces = next_random(&random) % 120;
    for (size_t i = 0; i < pieces; i++) {
        struct np_str text = npi_str(texts[next_random(&random) % 7]);
        bool stamped = next_random(&random) % 9 == 0;
        time += next_random(&random) % 8000;
        if (next_random(&random) % 40 == 0)
            time = next_random(&random) % 600000;
        switch (next_random(&random) % 6) {
        case 0:
            episode_entry(e, 1 + next_random(&random) % 3, time, text);
            break;
        case 1:
            episode_heading(e, text);
            break;
        case 2:
            if (!e->episode.n_turns ||
                e->turns[e->episode.n_turns - 1].n_sentences)
                episode_turn(e);
            break;
        default:
            episode_say(e, stamped ? time : NP_NO_TIME, text);
        }
    }
    if (e->episode.n_turns && !e->turns[e->episode.n_turns - 1].n_sentences)
        e->episode.n_turns--;
    if (next_random(&random) % 2)
        e->input.length = 1 + next_random(&random) % 900000;
}

/* Nothing overlaps or runs backwards in any of them, and the same episode
 * gives the same times. */
static void test_random(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 400; seed++) {
        struct episode a, b;
        episode_init(&a);
        episode_init(&b);
        random_episode(&a, seed);
        random_episode(&b, seed);
        enum np_status status = episode_build(&a);
        assert_int_equal(episode_build(&b), status);
        if (status != NP_OK) {
            assert_int_equal(status, NP_ERR_NOTES);
        } else {
            if (!episode_is_sound(&a))
                fail_msg("seed %u: not sound", (unsigned)seed);
            for (size_t i = 0; i < a.timeline.n_sentences; i++)
                assert_memory_equal(&a.timeline.sentences[i],
                                    &b.timeline.sentences[i],
                                    sizeof(a.timeline.sentences[i]));
        }
        episode_release(&a);
        episode_release(&b);
    }
}

/* A caller that wants to stop is heard. */
static void test_interrupted(void **state)
{
    volatile int stop = 1;
    struct episode e;
    (void)state;
    episode_init(&e);
    talk(&e, 30);
    episode_entry(&e, 1, 0, NPI_STR("x"));
    e.ctx.cancel = &stop;
    assert_int_equal(episode_build(&e), NP_ERR_INTERRUPTED);
    episode_release(&e);
}

/* Builds the episode that user is, with results of its own. */
static enum np_status build_again(void *user)
{
    struct episode e = *(struct episode *)user;
    npi_arena_init(&e.arena);
    npi_diags_init(&e.diags, &e.arena);
    e.ctx = (struct npi_context){&e.arena, &e.diags, NULL};
    enum np_status status = episode_build(&e);
    if (status == NP_OK && !episode_is_sound(&e))
        status = NP_ERR_USAGE;
    npi_arena_release(&e.arena);
    return status;
}

/* Every allocation may fail: an error travels, nothing leaks. */
static void test_out_of_memory(void **state)
{
    struct episode e;
    (void)state;
    episode_init(&e);
    talk(&e, 12);
    episode_heading(&e, NPI_STR("第二章"));
    episode_entry(&e, 1, 0, NPI_STR("第一章"));
    episode_entry(&e, 1, 15000, NPI_STR("第二章"));
    episode_entry(&e, 1, 10000, NPI_STR("backwards"));
    test_each_allocation(build_again, &e);
    episode_release(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_times),
        cmocka_unit_test(test_chapters_only),
        cmocka_unit_test(test_hard_stamps),
        cmocka_unit_test(test_backwards),
        cmocka_unit_test(test_short_media),
        cmocka_unit_test(test_misleading_words),
        cmocka_unit_test(test_strange_shapes),
        cmocka_unit_test(test_extremes),
        cmocka_unit_test(test_long_title),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_interrupted),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
