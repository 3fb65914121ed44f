/* Protects what captions are to the timeline beyond the cases of
 * tests/cases/timeline/captions*.tsv: what is refused, what is ignored, memory
 * that runs out, a caller who wants to stop. */
#include "captions/captions.h"
#include "support/episode.h"
#include "support/oom.h"
#include "support/test.h"

#define SENTENCES 12

static const char *const said[SENTENCES] = {
    "The kettle sings before the water boils.",
    "My neighbour grows lemons on the stairs.",
    "Every stair has its own small tree.",
    "In winter she wraps them in newspaper.",
    "Once a lemon rolled down to the cellar.",
    "The cellar cat carried it back up.",
    "Nobody taught the cat to do that.",
    "We drink tea with those lemons on Sundays.",
    "The sugar comes from a blue tin.",
    "Her brother paints the tin again each spring.",
    "This year it has a heron on it.",
    "Come and see the heron next week.",
};

static const char foreign[] =
    "WEBVTT\n\n00:01.000 --> 00:05.000\nfour goals in the first half\n\n"
    "00:05.000 --> 00:09.000\nthe referee had lost his whistle again\n\n"
    "00:09.000 --> 00:14.000\nsnow was falling behind both nets\n\n"
    "00:14.000 --> 00:19.000\nand somebody brought dumplings for all\n";

struct talk {
    struct episode e;
    struct npi_caption_track track;
};

static void read_captions(struct talk *t, struct np_str vtt)
{
    struct np_str kept = npi_arena_str(&t->e.arena, vtt);

    assert_int_equal(
        npi_captions_read(&t->e.ctx, NPI_STR("c.vtt"), kept, &t->track), NP_OK);
    t->e.input.captions = &t->track;
}

/* The dialogue and captions that say it, five seconds a sentence. */
static void open_talk(struct talk *t)
{
    static char vtt[4000];

    episode_init(&t->e);
    (void)snprintf(vtt, sizeof(vtt), "WEBVTT\n");
    for (unsigned i = 0; i < SENTENCES; i++) {
        size_t len = strlen(vtt);

        if (i % 3 == 0)
            episode_turn(&t->e);
        episode_say(&t->e, NP_NO_TIME, npi_str(said[i]));
        (void)snprintf(vtt + len, sizeof(vtt) - len,
                       "\n00:%02u.000 --> 00:%02u.900\n%s\n", i * 4, i * 4 + 3,
                       said[i]);
    }
    read_captions(t, npi_str(vtt));
}

static void close_talk(struct talk *t)
{
    episode_release(&t->e);
}

/* With nothing else, captions of another episode leave no time at all: that is
 * an error, as without captions. Given, they are taken. */
static void test_foreign_alone(void **state)
{
    struct talk t;
    (void)state;
    open_talk(&t);
    read_captions(&t, npi_str(foreign));
    assert_int_equal(episode_build(&t.e), NP_ERR_NOTES);
    assert_true(t.e.timeline.captions_left_out);
    assert_true(episode_has_diag(&t.e, "no-times"));
    close_talk(&t);

    open_talk(&t);
    read_captions(&t, npi_str(foreign));
    t.e.input.captions_given = true;
    if (episode_build(&t.e) == NP_OK)
        assert_true(episode_is_sound(&t.e));
    else
        assert_true(episode_has_diag(&t.e, "no-times"));
    assert_true(episode_has_diag(&t.e, "captions-doubtful"));
    close_talk(&t);
}

/* Captions without a word are as good as none. */
static void test_no_words(void **state)
{
    struct talk t;
    (void)state;
    open_talk(&t);
    read_captions(&t, NPI_STR("WEBVTT\n\n00:01.000 --> 00:09.000\n[Music]\n"));
    assert_int_equal(t.track.n_words, 0);
    assert_int_equal(episode_build(&t.e), NP_ERR_NOTES);
    assert_true(episode_has_diag(&t.e, "no-times"));
    episode_entry(&t.e, 1, 0, NPI_STR("Lemons"));
    episode_entry(&t.e, 1, 30000, NPI_STR("The tin"));
    assert_int_equal(episode_build(&t.e), NP_OK);
    assert_true(episode_is_sound(&t.e));
    close_talk(&t);
}

/* An outline without dialogue has chapters; captions change nothing. */
static void test_no_dialogue(void **state)
{
    struct talk t;
    (void)state;
    open_talk(&t);
    t.e.episode.n_sentences = t.e.episode.n_turns = 0;
    episode_entry(&t.e, 1, 0, NPI_STR("Lemons"));
    episode_entry(&t.e, 1, 30000, NPI_STR("The tin"));
    assert_int_equal(episode_build(&t.e), NP_OK);
    assert_int_equal(t.e.timeline.n_chapters, 2);
    assert_int_equal(t.e.diags.n, 0);
    close_talk(&t);
}

/* The same evidence, the same times; and confidence is higher with captions
 * than without. */
static void test_better_with(void **state)
{
    struct talk with;
    struct talk without;
    double sum = 0;
    (void)state;
    open_talk(&with);
    open_talk(&without);
    without.e.input.captions = NULL;
    for (unsigned i = 0; i < 2; i++) {
        struct episode *e = i ? &without.e : &with.e;

        episode_entry(e, 1, 0, NPI_STR("Lemons"));
        episode_entry(e, 1, 28000, NPI_STR("Tea on Sundays"));
        assert_int_equal(episode_build(e), NP_OK);
        assert_true(episode_is_sound(e));
    }
    for (size_t s = 0; s < SENTENCES; s++) {
        assert_int_equal(with.e.timeline.sentences[s].start, s * 4000);
        sum += with.e.timeline.sentences[s].confidence -
               without.e.timeline.sentences[s].confidence;
    }
    assert_true(sum > 0);
    close_talk(&with);
    close_talk(&without);
}

/* Stamps that contradict the captions: they stand, and what is between them
 * stays in order. */
static void test_stamps_against(void **state)
{
    struct talk t;
    (void)state;
    open_talk(&t);
    t.e.sentences[2].stamp = 30000;
    t.e.sentences[8].stamp = 31000;
    assert_int_equal(episode_build(&t.e), NP_OK);
    assert_true(episode_is_sound(&t.e));
    assert_int_equal(t.e.timeline.sentences[2].start, 30000);
    assert_int_equal(t.e.timeline.sentences[8].start, 31000);
    assert_int_equal(t.e.timeline.sentences[2].evidence, NP_EVIDENCE_STAMP);
    close_talk(&t);
}

static enum np_status build_again(void *user)
{
    struct episode e = ((struct talk *)user)->e;
    enum np_status status;

    npi_arena_init(&e.arena);
    npi_diags_init(&e.diags, &e.arena);
    e.ctx = (struct npi_context){&e.arena, &e.diags, NULL};
    status = episode_build(&e);
    if (status == NP_OK && !episode_is_sound(&e))
        status = NP_ERR_USAGE;
    npi_arena_release(&e.arena);
    return status;
}

/* With an outline and without, with captions that fit and without. */
static void test_out_of_memory(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 3; i++) {
        struct talk t;

        open_talk(&t);
        if (i > 0) {
            episode_heading(&t.e, NPI_STR("Tea on Sundays"));
            episode_entry(&t.e, 1, 0, NPI_STR("Lemons"));
            episode_entry(&t.e, 1, 28000, NPI_STR("Tea on Sundays"));
        }
        if (i == 2)
            read_captions(&t, npi_str(foreign));
        test_each_allocation(build_again, &t);
        close_talk(&t);
    }
}

static void test_interrupted(void **state)
{
    volatile int stop = 1;
    struct talk t;
    (void)state;
    open_talk(&t);
    t.e.ctx.cancel = &stop;
    assert_int_equal(episode_build(&t.e), NP_ERR_INTERRUPTED);
    close_talk(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_foreign_alone),
        cmocka_unit_test(test_no_words),
        cmocka_unit_test(test_no_dialogue),
        cmocka_unit_test(test_better_with),
        cmocka_unit_test(test_stamps_against),
        cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_interrupted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
