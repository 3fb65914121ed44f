/* Protects what one pass teaches the next: kinds of borders, local lengths, and
 * word pairs, none of which may praise itself. The passes are made by hand:
 * lattices that are sure where each sentence is. */
#include "lexicon/fold.h"
#include "matching/learn.h"
#include "support/invented.h"
#include "support/oom.h"

#include <math.h>

#define MAX 128

struct pass {
    struct paired p;
    struct npi_matching_input input;
    struct npi_heard heard;
    struct npi_written written;
    struct npi_likeness likeness;
    struct npi_lattice lattice;
    struct npi_band bands[MAX + 1];
    struct npi_border borders[MAX + 1];
    double lengths[MAX];
    size_t first[MAX + 1]; /* word of each sentence */
};

/* Sides and likeness, from the talk that is there. */
static void prepare(struct pass *pass, const struct npi_matching_model *model)
{
    struct paired *p = &pass->p;

    paired_listen(p);
    pass->input = (struct npi_matching_input){
        .episode = &p->episode, .track = &p->track, .model = model};
    assert_int_equal(
        npi_heard_build(&p->arena, &p->track, NULL, 1, &pass->heard), NP_OK);
    assert_int_equal(npi_written_build(&p->arena, &p->episode, NULL,
                                       &pass->heard, model, &pass->written),
                     NP_OK);
    assert_int_equal(npi_likeness_init(&p->arena, &pass->input, &pass->heard,
                                       &pass->written, &pass->likeness),
                     NP_OK);
}

static float *chances(struct pass *pass)
{
    float *chance = NPI_ARENA_NEW(&pass->p.arena, float, pass->heard.n + 1);

    assert_non_null(chance);
    return chance;
}

/* Sentence s is from word first[s] to first[s + 1], with this chance; else it
 * is not heard at all. */
static void believe(struct pass *pass, const double *heard)
{
    size_t n = pass->written.n;

    for (size_t b = 0; b <= n; b++) {
        pass->bands[b] = (struct npi_band){0, pass->heard.n + 1};
        pass->borders[b] = (struct npi_border){chances(pass), chances(pass),
                                               chances(pass)};
    }
    for (size_t s = 0; s < n; s++) {
        double chance = heard ? heard[s] : 1;

        pass->borders[s].start[pass->first[s]] = (float)chance;
        pass->borders[s].hole[pass->first[s]] = (float)(1 - chance);
        pass->borders[s + 1].end[pass->first[s + 1]] = (float)chance;
        pass->lengths[s] = pass->written.units[s] * NPI_UNITS;
    }
    pass->lattice = (struct npi_lattice){
        .model = pass->input.model,
        .n = n,
        .n_positions = pass->heard.n + 1,
        .units = pass->heard.units,
        .lengths = pass->lengths,
        .step = NPI_UNITS,
        .spread = pass->input.model->spread,
        .bands = pass->bands,
        .borders = pass->borders,
    };
}

/* Times likelier, over all places: 1 on average, whatever was learnt. */
static void assert_even(const struct pass *pass)
{
    for (unsigned turn = 0; turn < 2; turn++) {
        double sum = 0;

        for (size_t p = 0; p <= pass->heard.n; p++)
            sum += pass->likeness.borders[turn][pass->heard.borders[p]];
        assert_true(fabs(sum / (double)(pass->heard.n + 1) - 1) < 1e-6);
    }
}

/* 60 cues of four words with a stop inside each, not at its end. */
static void talk_of_stops(struct pass *pass)
{
    static char text[60][128];

    *pass = (struct pass){0};
    paired_init(&pass->p);
    for (unsigned i = 0; i < 60; i++) {
        (void)snprintf(text[i], sizeof(text[i]), "%s %s. %s %s",
                       invented_word(0, i * 4), invented_word(0, i * 4 + 1),
                       invented_word(0, i * 4 + 2),
                       invented_word(0, i * 4 + 3));
        paired_cue(&pass->p, i * 2000, i * 2000 + 2000, text[i]);
        paired_say(&pass->p, i % 2, text[i]);
    }
}

enum { PLAIN = 0, STOP = 2, CUE = 3 };

static void test_borders(void **state)
{
    static struct pass pass;
    double before;
    (void)state;
    talk_of_stops(&pass);
    prepare(&pass, &npi_matching_model_default);

    npi_learn_borders(NULL, &pass.likeness);
    assert_even(&pass);
    assert_true(pass.likeness.borders[0][STOP] > pass.likeness.borders[0][CUE]);
    assert_true(pass.likeness.borders[0][CUE] >
                pass.likeness.borders[0][PLAIN]);
    before = pass.likeness.borders[0][CUE];

    /* These sentences start where cues do. */
    for (size_t s = 0; s <= 60; s++)
        pass.first[s] = s * 4;
    believe(&pass, NULL);
    npi_learn_borders(&pass.lattice, &pass.likeness);
    assert_even(&pass);
    assert_true(pass.likeness.borders[0][CUE] > before * 1.2);
    assert_true(pass.likeness.borders[0][CUE] > pass.likeness.borders[0][STOP]);
    /* What never happened is unlikely, not impossible. */
    assert_true(pass.likeness.borders[0][PLAIN] > 0);
    paired_release(&pass.p);
}

/* The weight 0 switches this off. */
static void test_borders_off(void **state)
{
    static struct pass pass;
    struct npi_matching_model model = npi_matching_model_default;
    (void)state;
    model.borders = 0;
    talk_of_stops(&pass);
    prepare(&pass, &model);
    npi_learn_borders(NULL, &pass.likeness);
    for (unsigned k = 0; k < NPI_BORDERS; k++)
        assert_true(pass.likeness.borders[0][k] == 1 &&
                    pass.likeness.borders[1][k] == 1);
    paired_release(&pass.p);
}

/* A talk of n sentences of ten words; in the captions those of the first half
 * have `early` words and those of the second half `late`. */
static void uneven_talk(struct pass *pass, size_t n, unsigned early,
                        unsigned late)
{
    static char text[MAX][400];
    char cue[400];

    *pass = (struct pass){0};
    paired_init(&pass->p);
    for (unsigned s = 0; s < n; s++) {
        unsigned words = s < n / 2 ? early : late;

        invented_run(0, s * 10, 10, text[s], sizeof(text[s]));
        paired_say(&pass->p, true, text[s]);
        invented_run(0, s * 10, words, cue, sizeof(cue));
        paired_cue(&pass->p, s * 9000, s * 9000 + 8000, cue);
        pass->first[s + 1] = pass->first[s] + words;
    }
    prepare(pass, &npi_matching_model_default);
}

static void test_lengths(void **state)
{
    static struct pass pass;
    double lengths[MAX];
    double spread = 0;
    (void)state;
    uneven_talk(&pass, 100, 20, 5);
    believe(&pass, NULL);
    assert_int_equal(npi_learn_lengths(&pass.p.arena, &pass.lattice,
                                       &pass.written, lengths, &spread),
                     NP_OK);
    /* Far from the middle each half has its own ratio, roughly. */
    assert_true(lengths[10] > 1.4 * pass.lengths[10]);
    assert_true(lengths[90] < 0.9 * pass.lengths[90]);
    for (size_t s = 1; s < 100; s++)
        assert_true(lengths[s] > 0);
    /* They stray far more than was thought. */
    assert_true(spread > npi_matching_model_default.spread);
    paired_release(&pass.p);
}

/* Lengths that were right stay, and the spread falls. */
static void test_lengths_right(void **state)
{
    static struct pass pass;
    double lengths[MAX];
    double spread = 0;
    (void)state;
    uneven_talk(&pass, 60, 10, 10);
    believe(&pass, NULL);
    assert_int_equal(npi_learn_lengths(&pass.p.arena, &pass.lattice,
                                       &pass.written, lengths, &spread),
                     NP_OK);
    for (size_t s = 0; s < 60; s++)
        assert_true(fabs(lengths[s] / pass.lengths[s] - 1) < 0.1);
    assert_true(spread < npi_matching_model_default.spread);
    paired_release(&pass.p);
}

/* What is not heard teaches nothing. */
static void test_lengths_unheard(void **state)
{
    static struct pass pass;
    static const double never[MAX];
    double lengths[MAX];
    double spread = 0;
    (void)state;
    uneven_talk(&pass, 20, 10, 10);
    believe(&pass, never);
    for (size_t s = 0; s < 20; s++)
        lengths[s] = 7;
    assert_int_equal(npi_learn_lengths(&pass.p.arena, &pass.lattice,
                                       &pass.written, lengths, &spread),
                     NP_OK);
    for (size_t s = 0; s < 20; s++)
        assert_true(lengths[s] == 7);
    assert_true(fabs(spread - npi_matching_model_default.spread) < 1e-9);
    paired_release(&pass.p);
}

/* Two languages, word for word: 80 sentences of six out of 40 words, in another
 * order on the other side. */
#define SENTENCES 80
#define SAID 6
#define VOCABULARY 40

static unsigned spoken[SENTENCES][SAID];

static bool is_spoken(size_t s, unsigned word)
{
    for (size_t i = 0; i < SAID; i++)
        if (spoken[s][i] == word)
            return true;
    return false;
}

static void bilingual_talk(struct pass *pass)
{
    static char text[SENTENCES][400];
    char cue[400];
    uint32_t random = 11;

    *pass = (struct pass){0};
    paired_init(&pass->p);
    for (size_t s = 0; s < SENTENCES; s++) {
        unsigned turned[SAID];

        for (size_t i = 0; i < SAID; i++) {
            spoken[s][i] = invented_random(&random) % VOCABULARY;
            turned[SAID - 1 - i] = spoken[s][i];
        }
        invented_text(0, spoken[s], SAID, text[s], sizeof(text[s]));
        invented_text(1, turned, SAID, cue, sizeof(cue));
        paired_say(&pass->p, true, text[s]);
        paired_cue(&pass->p, (int64_t)s * 3000, (int64_t)s * 3000 + 2900, cue);
        pass->first[s + 1] = pass->first[s] + SAID;
    }
    prepare(pass, &npi_matching_model_default);
    believe(pass, NULL);
}

static enum np_status learn_pairs(struct pass *pass, struct npi_written *learnt)
{
    *learnt = pass->written;
    return npi_learn_pairs(&pass->p.ctx, &pass->lattice, &pass->likeness,
                           &pass->written, learnt);
}

static double chance_of(const struct pass *pass,
                        const struct npi_written *written, size_t s,
                        const char *word)
{
    char folded[NPI_FOLD_MAX];
    size_t len = npi_word_fold(npi_str(word), folded);
    uint32_t id = npi_ids_find(&pass->heard.ids,
                               npi_hash(NPI_HASH_START, folded, len));
    double sum = 0;

    for (size_t i = written->first[s]; i < written->first[s + 1]; i++)
        if (written->expected[i].id == id)
            sum += (double)written->expected[i].chance;
    return sum;
}

/* Nothing was known; now each sentence expects the words that mean its own, far
 * more than any other. */
static void test_pairs(void **state)
{
    static struct pass pass;
    struct npi_written learnt;
    size_t right = 0;
    size_t wrong = 0;
    (void)state;
    bilingual_talk(&pass);
    assert_int_equal(pass.written.first[SENTENCES], 0);
    assert_int_equal(learn_pairs(&pass, &learnt), NP_OK);
    for (size_t s = 0; s < SENTENCES; s++) {
        double all = 0;

        for (unsigned w = 0; w < VOCABULARY; w++) {
            double chance = chance_of(&pass, &learnt, s, invented_word(1, w));

            all += chance;
            if (is_spoken(s, w))
                right += chance > 1.0 / VOCABULARY;
            else
                wrong += chance > 1.0 / VOCABULARY;
        }
        assert_true(all <= 1.001);
        assert_true(learnt.mass[s] > 0 &&
                    learnt.mass[s] <= 1.001f * learnt.words[s]);
        assert_true(learnt.mass[s] <= learnt.words[s]);
    }
    assert_true(right > SENTENCES * SAID * 8 / 10);
    assert_true(wrong * 10 < right);
    paired_release(&pass.p);
}

/* A sentence's own counts are left out of what it expects: a term in two
 * sentences, which went with one thing here and with another there. */
static void test_leaves_itself_out(void **state)
{
    static struct pass pass;
    static char text[20][200];
    struct npi_written learnt;
    (void)state;
    pass = (struct pass){0};
    paired_init(&pass.p);
    for (unsigned s = 0; s < 20; s++) {
        const char *said = s == 5 ? "xurk xurk" : s == 12 ? "yolp yolp" : "";
        char cue[200];

        (void)snprintf(text[s], sizeof(text[s]), "%s %s %s",
                       invented_word(0, s % 5), invented_word(0, 5 + s % 7),
                       s == 5 || s == 12 ? "zzimt" : "");
        (void)snprintf(cue, sizeof(cue), "%s %s %s", invented_word(1, s % 5),
                       invented_word(1, 5 + s % 7), said);
        paired_say(&pass.p, true, text[s]);
        paired_cue(&pass.p, s * 3000, s * 3000 + 2900, cue);
        pass.first[s + 1] = pass.first[s] + (*said ? 4 : 2);
    }
    prepare(&pass, &npi_matching_model_default);
    believe(&pass, NULL);
    assert_int_equal(learn_pairs(&pass, &learnt), NP_OK);
    assert_true(chance_of(&pass, &learnt, 5, "yolp") > 0.05);
    assert_true(chance_of(&pass, &learnt, 12, "xurk") > 0.05);
    assert_true(chance_of(&pass, &learnt, 5, "xurk") < 0.01);
    assert_true(chance_of(&pass, &learnt, 12, "yolp") < 0.01);
    paired_release(&pass.p);
}

/* What happens once teaches nothing: the expectations stay as they were. */
static void test_nothing_twice(void **state)
{
    static struct pass pass;
    struct npi_written learnt;
    (void)state;
    uneven_talk(&pass, 20, 10, 10);
    believe(&pass, NULL);
    assert_int_equal(learn_pairs(&pass, &learnt), NP_OK);
    assert_ptr_equal(learnt.expected, pass.written.expected);
    paired_release(&pass.p);
}

static enum np_status learn_again(void *user)
{
    struct pass *pass = user;
    struct npi_arena arena;
    struct npi_written learnt = pass->written;
    struct npi_context ctx = {.arena = &arena};
    double lengths[MAX];
    double spread;
    enum np_status status;

    npi_arena_init(&arena);
    status = npi_learn_pairs(&ctx, &pass->lattice, &pass->likeness,
                             &pass->written, &learnt);
    if (!status)
        status = npi_learn_lengths(&arena, &pass->lattice, &pass->written,
                                   lengths, &spread);
    npi_arena_release(&arena);
    return status;
}

static void test_out_of_memory(void **state)
{
    static struct pass pass;
    (void)state;
    bilingual_talk(&pass);
    test_each_allocation(learn_again, &pass);
    paired_release(&pass.p);
}

static void test_interrupted(void **state)
{
    static struct pass pass;
    volatile int stop = 1;
    struct npi_written learnt;
    (void)state;
    bilingual_talk(&pass);
    pass.p.ctx.cancel = &stop;
    assert_int_equal(learn_pairs(&pass, &learnt), NP_ERR_INTERRUPTED);
    paired_release(&pass.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_borders),
        cmocka_unit_test(test_borders_off),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_lengths_right),
        cmocka_unit_test(test_lengths_unheard),
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_leaves_itself_out),
        cmocka_unit_test(test_nothing_twice),
        cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_interrupted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
