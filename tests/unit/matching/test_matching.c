/* Protects the door's promises on shapes that no file of tests/cases/matching
 * has: too many words, sentences without letters, no words at all, what is
 * known beforehand, memory that runs out, a caller who wants to stop. */
#include "matching/matching.h"
#include "support/invented.h"
#include "support/matching.h"
#include "support/oom.h"

static void find_sound(struct paired *p, struct npi_matching *matching)
{
    assert_int_equal(paired_find(p, NULL, matching), NP_OK);
    assert_true(paired_is_sound(matching, p->episode.n_sentences));
}

/* 10,000 words against three sentences that are somewhere among them. */
static void test_many_words(void **state)
{
    static const unsigned places[] = {1000, 5000, 9000};
    static char text[3][400];
    static struct paired p;
    struct npi_matching matching;
    char cue[400];
    (void)state;
    paired_init(&p);
    for (unsigned i = 0; i < 10000; i += 10) {
        invented_run(0, i, 10, cue, sizeof(cue));
        paired_cue(&p, i * 400, i * 400 + 4000, cue);
    }
    paired_listen(&p);
    assert_int_equal(p.track.n_words, 10000);
    for (unsigned s = 0; s < 3; s++) {
        invented_run(0, places[s], 20, text[s], sizeof(text[s]));
        paired_say(&p, true, text[s]);
    }
    find_sound(&p, &matching);
    for (unsigned s = 0; s < 3; s++) {
        assert_true(matching.sentences[s].heard > 0.9);
        assert_int_equal(matching.sentences[s].start, places[s] * 400);
    }
    paired_release(&p);
}

/* A sentence of 100 words, as text without punctuation gives, and one behind
 * it: what all its words say together is more than a float holds, and both are
 * found where they are. */
static void test_long_sentence(void **state)
{
    static char text[2][10000];
    static struct paired p;
    struct npi_matching matching;
    char cue[400];
    (void)state;
    paired_init(&p);
    for (unsigned i = 0; i < 4000; i += 10) {
        invented_run(0, i, 10, cue, sizeof(cue));
        paired_cue(&p, i * 400, i * 400 + 4000, cue);
    }
    paired_listen(&p);
    invented_run(0, 2000, 100, text[0], sizeof(text[0]));
    invented_run(0, 2100, 10, text[1], sizeof(text[1]));
    paired_say(&p, true, text[0]);
    paired_say(&p, true, text[1]);
    find_sound(&p, &matching);
    assert_in_range(matching.sentences[0].start, 2000 * 400, 2010 * 400);
    assert_int_equal(matching.sentences[0].end, 2100 * 400);
    assert_int_equal(matching.sentences[1].start, 2100 * 400);
    assert_int_equal(matching.sentences[1].end, 2110 * 400);
    paired_release(&p);
}

/* Sentences without any letter, alone and between others, which they do not
 * disturb. */
static void test_no_letters(void **state)
{
    static const char *const marks[] = {"……", "？！", ""};
    static char text[20][400];
    static struct paired p;
    struct npi_matching matching;
    (void)state;
    for (unsigned talk = 0; talk < 2; talk++) {
        paired_init(&p);
        for (unsigned i = 0; i < 20; i++) {
            invented_run(0, i * 10, 10, text[i], sizeof(text[i]));
            paired_cue(&p, i * 4000, i * 4000 + 4000, text[i]);
            paired_say(&p, true, marks[i % 3]);
            if (talk)
                paired_say(&p, true, text[i]);
        }
        paired_listen(&p);
        find_sound(&p, &matching);
        for (unsigned i = 0; talk && i < 20; i++)
            assert_in_range(matching.sentences[i * 2 + 1].start + 1000,
                            i * 4000, i * 4000 + 2000);
        paired_release(&p);
    }
}

/* Captions with no word at all give nothing, and fit nothing. */
static void test_no_words(void **state)
{
    static struct paired p;
    struct npi_matching matching;
    (void)state;
    paired_init(&p);
    paired_cue(&p, 0, 4000, "[Music]");
    paired_listen(&p);
    paired_say(&p, true, "The kettle sings.");
    assert_int_equal(paired_find(&p, NULL, &matching), NP_OK);
    assert_int_equal(matching.n, 0);
    assert_false(npi_matching_fits(&matching));
    paired_release(&p);
}

/* Captions and notes that have no word in common: what is known beforehand
 * tells where a sentence is. */
static void foreign_talk(struct paired *p)
{
    static char text[12][400];
    char cue[400];

    paired_init(p);
    for (unsigned i = 0; i < 24; i++) {
        invented_run(0, i * 10, 10, cue, sizeof(cue));
        paired_cue(p, i * 5000, i * 5000 + 5000, cue);
    }
    paired_listen(p);
    for (unsigned s = 0; s < 12; s++) {
        invented_run(0, 5000 + s * 10, 10, text[s], sizeof(text[s]));
        paired_say(p, true, text[s]);
    }
}

static void test_hints(void **state)
{
    static struct paired p;
    const struct npi_hint hints[] = {{4, 60, 1e6}, {4, 20, 2}, {8, 80, 1e6}};
    struct npi_matching plain;
    struct npi_matching matching;
    struct npi_matching_input input = {.episode = &p.episode,
                                       .track = &p.track};
    (void)state;
    foreign_talk(&p);
    find_sound(&p, &plain);
    input.hints = hints;
    input.n_hints = 3;
    assert_int_equal(npi_matching_find(&p.ctx, &input, &matching), NP_OK);
    assert_true(paired_is_sound(&matching, 12));
    assert_false(plain.sentences[4].start >= 58500 &&
                 plain.sentences[4].start <= 61500);
    assert_in_range(matching.sentences[4].start, 58500, 61500);
    assert_in_range(matching.sentences[8].start, 78500, 81500);
    paired_release(&p);
}

static void test_guesses(void **state)
{
    static struct paired p;
    struct npi_guess guesses[12];
    struct npi_matching plain;
    struct npi_matching matching;
    struct npi_matching_input input = {
        .episode = &p.episode, .track = &p.track, .guesses = guesses};
    double before = 0;
    double after = 0;
    (void)state;
    foreign_talk(&p);
    /* The dialogue is the second half of what the captions have. */
    for (unsigned s = 0; s < 12; s++)
        guesses[s] = (struct npi_guess){60 + 5.0 * s, 2};
    find_sound(&p, &plain);
    assert_int_equal(npi_matching_find(&p.ctx, &input, &matching), NP_OK);
    assert_true(paired_is_sound(&matching, 12));
    for (unsigned s = 0; s < 12; s++) {
        int64_t truth = 60000 + s * 5000;

        before += (double)llabs(plain.sentences[s].start - truth);
        after += (double)llabs(matching.sentences[s].start - truth);
    }
    assert_true(after * 2 < before);
    paired_release(&p);
}

/* A dialogue that goes through everything: two languages, a dictionary, words
 * to learn, what is known beforehand. */
struct all {
    struct paired p;
    struct npi_hint hints[2];
    struct npi_guess guesses[24];
    struct npi_matching_input input;
};

static void make_all(struct all *all)
{
    static char text[24][400];
    char cue[400];

    paired_init(&all->p);
    paired_words(&all->p, "水\twater\n茶\ttea\n");
    for (unsigned s = 0; s < 24; s++) {
        invented_run(0, s % 6 * 3, 6, cue, sizeof(cue));
        (void)snprintf(cue + strlen(cue), sizeof(cue) - strlen(cue),
                       " tea water");
        paired_cue(&all->p, s * 4000, s * 4000 + 3900, cue);
        invented_run(0, 3000 + s % 6 * 3, 6, text[s], sizeof(text[s]));
        (void)snprintf(text[s] + strlen(text[s]),
                       sizeof(text[s]) - strlen(text[s]), " 茶水");
        paired_say(&all->p, s % 2, text[s]);
        all->guesses[s] = (struct npi_guess){s * 4, 5};
    }
    paired_listen(&all->p);
    all->hints[0] = (struct npi_hint){6, 24, 50};
    all->hints[1] = (struct npi_hint){12, 48, 50};
    all->input = (struct npi_matching_input){
        .episode = &all->p.episode,
        .track = &all->p.track,
        .lexicon = all->p.lexicon,
        .hints = all->hints,
        .n_hints = 2,
        .guesses = all->guesses,
    };
}

static enum np_status find_again(void *user)
{
    const struct all *all = user;
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_matching matching;
    enum np_status status;

    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    status = npi_matching_find(&ctx, &all->input, &matching);
    if (status == NP_OK && !paired_is_sound(&matching, 24))
        status = NP_ERR_USAGE;
    npi_arena_release(&arena);
    return status;
}

static void test_out_of_memory(void **state)
{
    static struct all all;
    (void)state;
    make_all(&all);
    test_each_allocation(find_again, &all);
    paired_release(&all.p);
}

/* The hook of allocations asks to stop at the n-th one, so that every stretch
 * of the work is stopped in once. */
struct stop {
    volatile int now;
    size_t left;
};

static int stop_later(void *user, size_t size)
{
    struct stop *stop = user;

    (void)size;
    if (stop->left == 0)
        stop->now = 1;
    else
        stop->left--;
    return 0;
}

static void test_interrupted(void **state)
{
    static struct all all;
    struct npi_matching matching;
    enum np_status status = NP_ERR_INTERRUPTED;
    size_t n = 0;
    (void)state;
    make_all(&all);
    for (; status == NP_ERR_INTERRUPTED; n++) {
        struct stop stop = {0, n};

        all.p.ctx.cancel = &stop.now;
        npi_mem_set_hook(stop_later, &stop);
        status = npi_matching_find(&all.p.ctx, &all.input, &matching);
        npi_mem_set_hook(NULL, NULL);
        all.p.ctx.cancel = NULL;
    }
    assert_int_equal(status, NP_OK);
    assert_true(n > 10);
    paired_release(&all.p);
}

/* The same input, the same result, to the last bit. */
static void test_same_again(void **state)
{
    static struct all all;
    struct npi_matching a;
    struct npi_matching b;
    (void)state;
    make_all(&all);
    assert_int_equal(npi_matching_find(&all.p.ctx, &all.input, &a), NP_OK);
    assert_int_equal(npi_matching_find(&all.p.ctx, &all.input, &b), NP_OK);
    assert_true(a.fit == b.fit && a.heard == b.heard);
    for (size_t s = 0; s < a.n; s++)
        assert_true(a.sentences[s].start == b.sentences[s].start &&
                    a.sentences[s].end == b.sentences[s].end &&
                    a.sentences[s].heard == b.sentences[s].heard &&
                    a.sentences[s].near == b.sentences[s].near);
    paired_release(&all.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_words),
        cmocka_unit_test(test_long_sentence),
        cmocka_unit_test(test_no_letters),
        cmocka_unit_test(test_no_words),
        cmocka_unit_test(test_hints),
        cmocka_unit_test(test_guesses),
        cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_interrupted),
        cmocka_unit_test(test_same_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
