/* Protects what is made of captions: features of words, lengths, and the kinds
 * of places where a sentence may start. */
#include "lexicon/fold.h"
#include "matching/heard.h"
#include "matching/meaning.h"
#include "support/matching.h"
#include "support/oom.h"

#include <math.h>

static struct npi_heard hear(struct paired *p)
{
    struct npi_heard heard;

    paired_listen(p);
    assert_int_equal(
        npi_heard_build(&p->arena, &p->track, p->lexicon, 1, &heard), NP_OK);
    assert_int_equal(heard.n, p->track.n_words);
    return heard;
}

static uint32_t id_of(const struct npi_heard *heard, const char *word)
{
    char folded[NPI_FOLD_MAX];
    size_t len = npi_word_fold(npi_str(word), folded);

    return npi_ids_find(&heard->ids, npi_hash(NPI_HASH_START, folded, len));
}

/* Weight of the feature among those of a word; 0: it has it not. */
static double weight_of(const struct npi_heard *heard, size_t w, uint32_t id)
{
    double sum = 0;

    for (size_t f = heard->first[w]; f < heard->first[w + 1]; f++)
        if (heard->features[f].id == id)
            sum += (double)heard->features[f].weight;
    return sum;
}

static void assert_weight(const struct npi_heard *heard, size_t w,
                          const char *word, double want)
{
    double have = weight_of(heard, w, id_of(heard, word));

    if (fabs(have - want) > 1e-6)
        fail_msg("\"%s\" weighs %f in word %zu, not %f", word, have, w, want);
}

/* Those of each word add up to 1, or it has none. */
static void assert_whole(const struct npi_heard *heard)
{
    for (size_t w = 0; w < heard->n; w++) {
        double sum = 0;

        for (size_t f = heard->first[w]; f < heard->first[w + 1]; f++)
            sum += (double)heard->features[f].weight;
        if (heard->first[w] < heard->first[w + 1] && fabs(sum - 1) > 1e-5)
            fail_msg("word %zu weighs %f", w, sum);
    }
}

/* Words are folded, stop words and marks say nothing, parts share. */
static void test_latin(void **state)
{
    struct paired p;
    struct npi_heard heard;
    (void)state;
    paired_init(&p);
    paired_cue(&p, 0, 4000,
               "The Mirrors of self-driving lamps \xe2\x80\x93 (mirror)");
    heard = hear(&p);
    assert_whole(&heard);
    assert_int_equal(heard.first[0], heard.first[1]); /* the */
    assert_weight(&heard, 1, "mirror", 1);
    assert_int_equal(heard.first[2], heard.first[3]); /* of */
    assert_weight(&heard, 3, "self", 0.5);
    assert_weight(&heard, 3, "driving", 0.5);
    assert_weight(&heard, 4, "lamp", 1);
    assert_weight(&heard, heard.n - 1, "mirror", 1);
    assert_int_equal(id_of(&heard, "the"), NPI_NO_ID);
    /* Two of four, each thought to occur once more as it did. */
    assert_true(fabs((double)heard.share[id_of(&heard, "mirror")] - 3.0 / 5) <
                1e-6);
    assert_true(fabs((double)heard.share[id_of(&heard, "self")] - 1.0 / 5) <
                1e-6);
    paired_release(&p);
}

static uint64_t pair_of(const char *text)
{
    return npi_pair_hash(npi_str(text));
}

/* Each character with the one behind it, also across a word's end, but not
 * across a mark or a cue's end. */
static void test_cjk(void **state)
{
    struct paired p;
    struct npi_heard heard;
    (void)state;
    paired_init(&p);
    paired_cue(&p, 0, 2000, "茶馆，水");
    paired_cue(&p, 2000, 4000, "热");
    heard = hear(&p);
    assert_int_equal(heard.n, 4);
    assert_whole(&heard);
    assert_int_equal(heard.ids.n, 1);
    assert_int_equal(npi_ids_find(&heard.ids, pair_of("茶馆")), 0);
    assert_true(weight_of(&heard, 0, 0) == 1);
    for (size_t w = 1; w < 4; w++)
        assert_int_equal(heard.first[w], heard.first[w + 1]);
    paired_release(&p);
}

/* With a dictionary of the captions' language a character also stands for what
 * the word that begins there means. */
static void test_cjk_meanings(void **state)
{
    struct paired p;
    struct npi_heard heard;
    (void)state;
    paired_init(&p);
    paired_words(&p, "望远镜\ttelescope glass\n水\twater\n");
    paired_cue(&p, 0, 2000, "望远镜，水");
    heard = hear(&p);
    assert_whole(&heard);
    assert_true(
        fabs(weight_of(&heard, 0, npi_ids_find(&heard.ids, pair_of("望远"))) -
             0.5) < 1e-6);
    assert_weight(&heard, 0, "telescope", 0.25);
    assert_weight(&heard, 0, "glass", 0.25);
    assert_weight(&heard, 3, "water", 1);
    paired_release(&p);
}

/* Kinds of places. Rows: the place's word, and what stands before it. */
static void test_borders(void **state)
{
    static const struct {
        const char *word;
        unsigned stop;
        bool cue, pause, speaker;
    } rows[] = {
        {"one", 2, true, false, false}, /* the first of all */
        {"two", 1, false, false, false},   {"three", 2, false, false, false},
        {"four", 0, true, false, false},   {"five", 2, true, true, false},
        {"six", 2, true, false, true},     {"seven", 0, true, true, true},
        {"eight", 2, false, false, false}, /* a quote behind the stop */
    };
    struct paired p;
    struct npi_heard heard;
    (void)state;
    paired_init(&p);
    paired_cue(&p, 0, 1000, "one, two. three");
    paired_cue(&p, 1000, 2000, "four?");
    paired_cue(&p, 3000, 4000, "five\xe2\x80\xa6");
    paired_cue(&p, 4000, 5000, "<v Nora>six");
    paired_cue(&p, 6000, 7000, "<v Hale>\"seven!\" eight");
    heard = hear(&p);
    assert_int_equal(heard.n, 8);
    for (size_t w = 0; w < heard.n; w++) {
        unsigned want = rows[w].stop + 3 * rows[w].cue + 6 * rows[w].pause +
                        12 * rows[w].speaker;

        if (heard.borders[w] != want)
            fail_msg("before \"%s\": kind %u, not %u", rows[w].word,
                     heard.borders[w], want);
    }
    assert_int_equal(heard.borders[heard.n], NPI_BORDER_STOP + 3);
    paired_release(&p);
}

/* ">>" and a label are another speaker, also inside a cue. */
static void test_speakers(void **state)
{
    struct paired p;
    struct npi_heard heard;
    (void)state;
    paired_init(&p);
    paired_cue(&p, 0, 2000, "one two\n>> three four");
    heard = hear(&p);
    assert_int_equal(heard.n, 4);
    assert_int_equal(heard.borders[1] / 12, 0);
    assert_int_equal(heard.borders[2] / 12, 1);
    assert_int_equal(heard.borders[3] / 12, 0);
    for (size_t w = 0; w <= heard.n; w++)
        assert_true(heard.borders[w] < NPI_BORDERS);
    paired_release(&p);
}

/* Lengths and times grow from place to place; a CJK character is a syllable. */
static void test_measure(void **state)
{
    struct paired p;
    struct npi_heard heard;
    (void)state;
    paired_init(&p);
    paired_cue(&p, 1000, 3000, "水温");
    paired_cue(&p, 3000, 5000, "internationalization a");
    heard = hear(&p);
    assert_int_equal(heard.units[0], 0);
    assert_int_equal(heard.units[1], NPI_UNITS);
    assert_int_equal(heard.units[2], 2 * NPI_UNITS);
    assert_true(heard.units[3] - heard.units[2] >
                heard.units[4] - heard.units[3]);
    assert_true(heard.times[0] == 1 && heard.times[2] == 3 &&
                heard.times[4] == 5);
    for (size_t w = 0; w < heard.n; w++)
        assert_true(heard.units[w] <= heard.units[w + 1] &&
                    heard.times[w] <= heard.times[w + 1]);
    paired_release(&p);
}

/* Captions of words that tell nothing have no features. */
static void test_no_features(void **state)
{
    struct paired p;
    struct npi_heard heard;
    (void)state;
    paired_init(&p);
    paired_cue(&p, 0, 1000, "and the - ?!");
    heard = hear(&p);
    assert_true(heard.n >= 2);
    assert_int_equal(heard.ids.n, 0);
    assert_int_equal(heard.first[heard.n], 0);
    paired_release(&p);
}

static enum np_status build_again(void *user)
{
    const struct paired *p = user;
    struct npi_arena arena;
    struct npi_heard heard;
    enum np_status status;

    npi_arena_init(&arena);
    status = npi_heard_build(&arena, &p->track, p->lexicon, 1, &heard);
    npi_arena_release(&arena);
    return status;
}

static void test_out_of_memory(void **state)
{
    struct paired p;
    (void)state;
    paired_init(&p);
    paired_words(&p, "水\twater\n");
    for (int64_t i = 0; i < 300; i++) {
        char text[64];

        (void)snprintf(text, sizeof(text), "水 number%d and%d", (int)i,
                       (int)i * 7);
        paired_cue(&p, i * 1000, i * 1000 + 900, text);
    }
    paired_listen(&p);
    test_each_allocation(build_again, &p);
    paired_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_latin),
        cmocka_unit_test(test_cjk),
        cmocka_unit_test(test_cjk_meanings),
        cmocka_unit_test(test_borders),
        cmocka_unit_test(test_speakers),
        cmocka_unit_test(test_measure),
        cmocka_unit_test(test_no_features),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
