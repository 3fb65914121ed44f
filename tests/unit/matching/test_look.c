/* Protects where is looked: the bands hold the true place of every sentence,
 * are in order, and are far narrower than the whole. */
#include "matching/learn.h"
#include "matching/look.h"
#include "support/invented.h"
#include "support/oom.h"

#define SENTENCES 400
#define CLOSER 0.05 /* of the whole: margins may be on top */

/* A talk in one language: sentence s says words from 8 * s on; the captions
 * have other words before it, between, and may lack a passage. */
struct look {
    struct paired p;
    struct npi_matching_input input;
    struct npi_heard heard;
    struct npi_written written;
    struct npi_likeness likeness;
    struct npi_band bands[SENTENCES + 1];
    double lengths[SENTENCES];
    size_t truth[SENTENCES]; /* first word, NP_NONE: not there */
    size_t n;
};

struct shape {
    const char *name;
    size_t n;
    size_t before;            /* words */
    size_t aside;             /* words in the middle */
    size_t lacks_from, lacks; /* sentences that are not there */
};

static const struct shape shapes[] = {
    {"whole", 60, 0, 0, 0, 0},
    {"large", 400, 0, 0, 0, 0},
    {"long before", 100, 600, 0, 0, 0},
    {"advertisement", 200, 0, 400, 0, 0},
    {"captions lack a passage", 200, 0, 0, 80, 60},
    {"captions lack the beginning", 200, 0, 0, 0, 120},
    {"captions lack the end", 200, 0, 0, 120, 80},
    {"four sentences", 4, 0, 0, 0, 0},
    {"one sentence", 1, 300, 0, 0, 0},
};

static void say_strange(struct look *look, int64_t *ms, size_t *words, size_t n)
{
    char cue[400];

    for (size_t i = 0; i < n; i += 10) {
        invented_run(0, (unsigned)(5000 + (*words + i) % 4000), 10, cue,
                     sizeof(cue));
        paired_cue(&look->p, *ms, *ms + 4000, cue);
        *ms += 4000;
    }
    *words += (n + 9) / 10 * 10;
}

static void make(struct look *look, const struct shape *shape)
{
    static char text[SENTENCES][300];
    int64_t ms = 0;
    size_t words = 0;

    *look = (struct look){.n = shape->n};
    paired_init(&look->p);
    say_strange(look, &ms, &words, shape->before);
    for (size_t s = 0; s < shape->n; s++) {
        if (s == shape->n / 2)
            say_strange(look, &ms, &words, shape->aside);
        invented_run(0, (unsigned)s * 8, 8, text[s], sizeof(text[s]));
        paired_say(&look->p, s % 3 == 0, text[s]);
        look->truth[s] = NP_NONE;
        if (s >= shape->lacks_from && s < shape->lacks_from + shape->lacks)
            continue;
        look->truth[s] = words;
        paired_cue(&look->p, ms, ms + 3900, text[s]);
        ms += 4000;
        words += 8;
    }
    paired_listen(&look->p);
    assert_int_equal(look->p.track.n_words, words);
}

static void prepare(struct look *look)
{
    struct paired *p = &look->p;
    const struct npi_matching_model *model = &npi_matching_model_default;

    look->input = (struct npi_matching_input){
        .episode = &p->episode, .track = &p->track, .model = model};
    assert_int_equal(
        npi_heard_build(&p->arena, &p->track, NULL, 1, &look->heard), NP_OK);
    assert_int_equal(npi_written_build(&p->arena, &p->episode, NULL,
                                       &look->heard, model, &look->written),
                     NP_OK);
    assert_int_equal(npi_likeness_init(&p->arena, &look->input, &look->heard,
                                       &look->written, &look->likeness),
                     NP_OK);
    npi_learn_borders(NULL, &look->likeness);
}

/* Inside, in order, not empty. */
static void assert_straight(const struct look *look, const char *name)
{
    for (size_t b = 0; b <= look->n; b++) {
        const struct npi_band *band = &look->bands[b];

        if (band->lo >= band->hi || band->hi > look->heard.n + 1 ||
            (b > 0 && (band->lo < band[-1].lo || band->hi < band[-1].hi)))
            fail_msg("%s: band %zu is %zu to %zu", name, b, band->lo, band->hi);
    }
}

static void assert_truths(const struct look *look, const char *name)
{
    for (size_t s = 0; s < look->n; s++)
        if (look->truth[s] != NP_NONE && (look->truth[s] < look->bands[s].lo ||
                                          look->truth[s] >= look->bands[s].hi))
            fail_msg("%s: sentence %zu is at %zu, not in %zu to %zu", name, s,
                     look->truth[s], look->bands[s].lo, look->bands[s].hi);
}

static double width(const struct look *look)
{
    double sum = 0;

    for (size_t b = 0; b <= look->n; b++)
        sum += (double)(look->bands[b].hi - look->bands[b].lo);
    return sum / (double)(look->n + 1) / (double)(look->heard.n + 1);
}

static void run_fine(struct look *look, struct npi_lattice *lattice)
{
    size_t *rows = NPI_ARENA_NEW(&look->p.arena, size_t, look->n + 1);
    size_t *positions = NPI_ARENA_NEW(&look->p.arena, size_t,
                                      look->heard.n + 1);

    assert_true(rows && positions);
    for (size_t s = 0; s <= look->n; s++)
        rows[s] = s;
    for (size_t p = 0; p <= look->heard.n; p++)
        positions[p] = p;
    look->likeness.fine = true;
    look->likeness.rows = rows;
    look->likeness.positions = positions;
    *lattice = (struct npi_lattice){
        .model = look->input.model,
        .n = look->n,
        .n_positions = look->heard.n + 1,
        .units = look->heard.units,
        .lengths = look->lengths,
        .step = NPI_UNITS,
        .spread = look->input.model->spread,
        .bands = look->bands,
        .said = npi_likeness_said,
        .likely = npi_likeness_likely,
        .user = &look->likeness,
    };
    assert_int_equal(npi_lattice_run(&look->p.ctx, lattice), NP_OK);
}

static void test_bands(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
        static struct look look;
        const char *name = shapes[i].name;
        struct npi_lattice lattice;
        double before;

        make(&look, &shapes[i]);
        prepare(&look);
        assert_int_equal(
            npi_look(&look.p.ctx, &look.likeness, look.bands, look.lengths),
            NP_OK);
        assert_straight(&look, name);
        assert_truths(&look, name);
        before = width(&look);
        if (look.n >= 100 && before > 0.5)
            fail_msg("%s: bands are %.2f of the whole", name, before);
        for (size_t s = 0; s < look.n; s++)
            assert_true(look.lengths[s] > 0);

        run_fine(&look, &lattice);
        npi_look_closer(&lattice, look.bands);
        assert_straight(&look, name);
        assert_truths(&look, name);
        if (look.n >= 100 && width(&look) > before + CLOSER)
            fail_msg("%s: the closer look is no closer", name);
        paired_release(&look.p);
    }
}

static enum np_status look_again(void *user)
{
    struct look *look = user;
    struct npi_arena arena;
    struct npi_context ctx = {.arena = &arena};
    enum np_status status;

    npi_arena_init(&arena);
    status = npi_look(&ctx, &look->likeness, look->bands, look->lengths);
    npi_arena_release(&arena);
    return status;
}

static void test_out_of_memory(void **state)
{
    static struct look look;
    (void)state;
    make(&look, &shapes[0]);
    prepare(&look);
    test_each_allocation(look_again, &look);
    paired_release(&look.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bands),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
