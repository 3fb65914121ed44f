/* Protects what a sentence of the notes makes expect, and how much of it is
 * known at all. */
#include "lexicon/fold.h"
#include "matching/meaning.h"
#include "matching/written.h"
#include "support/matching.h"
#include "support/oom.h"

#include <math.h>

/* Of a sentence's words, the share of which something is known. */
static double known_share(const struct npi_written *written, size_t s)
{
    return written->words[s] > 0
               ? (double)written->mass[s] / (double)written->words[s]
               : 0;
}

struct both {
    struct npi_heard heard;
    struct npi_written written;
};

static struct both build(struct paired *p,
                         const struct npi_matching_model *model)
{
    struct both both;

    paired_listen(p);
    assert_int_equal(
        npi_heard_build(&p->arena, &p->track, NULL, 1, &both.heard), NP_OK);
    assert_int_equal(
        npi_written_build(&p->arena, &p->episode, p->lexicon, &both.heard,
                          model ? model : &npi_matching_model_default,
                          &both.written),
        NP_OK);
    return both;
}

static double chance_of(const struct both *both, size_t s, uint64_t hash)
{
    uint32_t id = npi_ids_find(&both->heard.ids, hash);
    double sum = 0;

    for (size_t i = both->written.first[s]; i < both->written.first[s + 1]; i++)
        if (both->written.expected[i].id == id)
            sum += (double)both->written.expected[i].chance;
    return sum;
}

static void assert_chance(const struct both *both, size_t s, const char *word,
                          double want)
{
    char folded[NPI_FOLD_MAX];
    size_t len = npi_word_fold(npi_str(word), folded);
    double have = chance_of(both, s, npi_hash(NPI_HASH_START, folded, len));

    if (fabs(have - want) > 1e-5)
        fail_msg("sentence %zu expects \"%s\" by %f, not %f", s, word, have,
                 want);
}

static void assert_near(double have, double want)
{
    if (fabs(have - want) > 1e-5)
        fail_msg("have %f, want %f", have, want);
}

/* Words of both sides: each by its share; what the captions never say counts
 * as unknown. */
static void test_same_language(void **state)
{
    struct paired p;
    struct both both;
    (void)state;
    paired_init(&p);
    paired_cue(&p, 0, 2000, "the mirrors cool slowly");
    paired_say(&p, true, "The mirror cools.");
    paired_say(&p, false, "The mirror of mirrors, a walrus, a teapot.");
    paired_say(&p, true, "\xe2\x80\xa6\xe2\x80\xa6");
    both = build(&p, NULL);

    assert_chance(&both, 0, "mirror", 0.5);
    assert_chance(&both, 0, "cool", 0.5);
    assert_chance(&both, 0, "slowly", 0);
    assert_near((double)both.written.mass[0], 2);
    assert_near((double)both.written.words[0], 2);
    assert_near(known_share(&both.written, 0), 1);

    assert_chance(&both, 1, "mirror", 1);
    assert_near((double)both.written.mass[1], 2);
    assert_near((double)both.written.words[1], 4);
    assert_near(known_share(&both.written, 1), 0.5);

    assert_int_equal(both.written.first[2], both.written.first[3]);
    assert_near(known_share(&both.written, 2), 0);
    for (size_t s = 0; s < 3; s++)
        assert_true(both.written.units[s] > 0);
    assert_true(both.written.turn[0] && !both.written.turn[1] &&
                both.written.turn[2]);
    paired_release(&p);
}

/* Terms are numbered by word, for learning: the same word, the same term. */
static void test_terms(void **state)
{
    struct paired p;
    struct both both;
    const uint32_t *terms;
    (void)state;
    paired_init(&p);
    paired_cue(&p, 0, 2000, "nothing alike");
    paired_say(&p, true, "Mirror, teapot and mirrors.");
    paired_say(&p, true, "茶馆");
    both = build(&p, NULL);
    terms = both.written.terms;
    assert_int_equal(both.written.first_term[1], 3);
    assert_int_equal(both.written.first_term[2], 4);
    assert_int_equal(terms[0], terms[2]);
    assert_int_not_equal(terms[0], terms[1]);
    assert_int_equal(both.written.ids.n, 3);
    paired_release(&p);
}

/* A word that means several: any of them, or none. A user's word is sure. */
static void test_dictionary(void **state)
{
    struct paired p;
    struct both both;
    (void)state;
    paired_init(&p);
    paired_words(&p, "望远镜\ttelescope lens zoom\n茶\ttea\n");
    paired_names(&p, "哈尔 = Hale\n");
    paired_cue(&p, 0, 2000, "Hale telescope lens tea");
    paired_say(&p, true, "望远镜");
    paired_say(&p, true, "哈尔");
    paired_say(&p, true, "茶");
    both = build(&p, NULL);

    /* "zoom" is never heard: two that are, and none of them. */
    assert_chance(&both, 0, "telescope", 1.0 / 3);
    assert_chance(&both, 0, "lens", 1.0 / 3);
    assert_near(known_share(&both.written, 0), 1);
    assert_chance(&both, 1, "Hale", 1);
    /* One character alone may be half of anything. */
    assert_chance(&both, 2, "tea", 0.5);
    assert_near((double)both.written.words[2], 0.5);
    paired_release(&p);
}

/* A word inside a longer one counts less. */
static void test_nested(void **state)
{
    struct paired p;
    struct both both;
    (void)state;
    paired_init(&p);
    paired_words(&p, "望远镜\ttelescope\n远镜\tlens\n");
    paired_cue(&p, 0, 2000, "telescope lens");
    paired_say(&p, true, "望远镜");
    both = build(&p, NULL);
    assert_near((double)both.written.mass[0],
                1 + npi_matching_model_default.nested);
    assert_chance(&both, 0, "telescope", 0.5 / (double)both.written.mass[0]);
    assert_chance(&both, 0, "lens", 0.25 / (double)both.written.mass[0]);
    paired_release(&p);
}

/* Captions in the same script: pairs of characters. */
static void test_cjk_shared(void **state)
{
    struct paired p;
    struct both both;
    (void)state;
    paired_init(&p);
    paired_cue(&p, 0, 2000, "茶馆在山里");
    paired_say(&p, true, "山里，茶馆");
    both = build(&p, NULL);
    assert_near(chance_of(&both, 0, npi_pair_hash(NPI_STR("茶馆"))) /
                    chance_of(&both, 0, npi_pair_hash(NPI_STR("山里"))),
                1);
    assert_true(both.written.mass[0] >= 2);
    assert_near(chance_of(&both, 0, npi_pair_hash(NPI_STR("馆在"))), 0);
    paired_release(&p);
}

/* The model's switches. */
static void test_switches(void **state)
{
    for (unsigned off = 0; off < 2; off++) {
        struct npi_matching_model model = npi_matching_model_default;
        struct paired p;
        struct both both;
        (void)state;
        if (off == 0)
            model.identity = 0;
        else
            model.dictionary = 0;
        paired_init(&p);
        paired_words(&p, "望远镜\ttelescope\n");
        paired_cue(&p, 0, 2000, "NASA telescope");
        paired_say(&p, true, "望远镜");
        paired_say(&p, true, "NASA");
        both = build(&p, &model);
        assert_chance(&both, 0, "telescope", off == 0 ? 0.5 : 0);
        assert_chance(&both, 1, "NASA", off == 0 ? 0 : 1);
        paired_release(&p);
    }
}

/* Captions of words that tell nothing: nothing to expect. */
static void test_nothing_heard(void **state)
{
    struct paired p;
    struct both both;
    (void)state;
    paired_init(&p);
    paired_cue(&p, 0, 2000, "and the");
    paired_say(&p, true, "The mirror, 望远镜, 1.");
    both = build(&p, NULL);
    assert_int_equal(both.written.first[1], 0);
    assert_near(known_share(&both.written, 0), 0);
    assert_true(both.written.words[0] > 0);
    paired_release(&p);
}

struct again {
    struct paired *p;
    const struct npi_heard *heard;
};

static enum np_status build_again(void *user)
{
    const struct again *again = user;
    struct npi_arena arena;
    struct npi_written written;
    enum np_status status;

    npi_arena_init(&arena);
    status = npi_written_build(&arena, &again->p->episode, again->p->lexicon,
                               again->heard, &npi_matching_model_default,
                               &written);
    npi_arena_release(&arena);
    return status;
}

static void test_out_of_memory(void **state)
{
    static char text[PAIRED_MAX][96];
    struct paired p;
    struct both both;
    struct again again = {&p, &both.heard};
    (void)state;
    paired_init(&p);
    paired_words(&p, "水\twater\n");
    for (unsigned i = 0; i < PAIRED_MAX; i++) {
        (void)snprintf(text[i], sizeof(text[i]),
                       "水有%u度，word%u goes with other%u", i, i, i * 3);
        paired_say(&p, true, text[i]);
        paired_cue(&p, i * 1000, i * 1000 + 900, text[i]);
    }
    both = build(&p, NULL);
    test_each_allocation(build_again, &again);
    paired_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_language),
        cmocka_unit_test(test_terms),
        cmocka_unit_test(test_dictionary),
        cmocka_unit_test(test_nested),
        cmocka_unit_test(test_cjk_shared),
        cmocka_unit_test(test_switches),
        cmocka_unit_test(test_nothing_heard),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
