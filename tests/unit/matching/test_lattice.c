/* Protects the lattice's arithmetic: tiny lattices against the sum over every
 * path there is, and what must hold of large ones. */
#include "matching/lattice.h"
#include "support/oom.h"
#include "support/test.h"

#include <math.h>

#define ROWS_MAX 4
#define PLACES_MAX 9
#define STEP 2.0

/* A lattice made of tables. */
struct tiny {
    struct npi_matching_model model;
    size_t n;
    size_t n_positions;
    uint32_t units[PLACES_MAX];
    double lengths[ROWS_MAX];
    double words[ROWS_MAX][PLACES_MAX]; /* log ratio of each word */
    double likely[ROWS_MAX][PLACES_MAX];
    struct npi_band bands[ROWS_MAX + 1];
    struct npi_arena arena;
    struct npi_context ctx;
    struct npi_lattice lattice;
};

static void said(void *user, size_t row, size_t lo, size_t hi, double *sum)
{
    const struct tiny *t = user;

    sum[0] = 0;
    for (size_t p = lo; p + 1 < hi; p++)
        sum[p + 1 - lo] = sum[p - lo] + t->words[row][p];
}

static void likely(void *user, size_t row, size_t lo, size_t hi, double *factor)
{
    const struct tiny *t = user;

    for (size_t p = lo; p < hi; p++)
        factor[p - lo] *= t->likely[row][p];
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* 0 <= value < 1 */
static double chance(uint32_t *state)
{
    return next_random(state) % 100000 / 100000.0;
}

/* Bands that leave something out at both ends, but not everything. */
static void narrow(struct tiny *t, uint32_t *random)
{
    for (size_t b = 0; b <= t->n; b++) {
        size_t least = b > 0 ? t->bands[b - 1].lo : 0;
        size_t most = b > 0 ? t->bands[b - 1].hi : 1;
        size_t lo = least + next_random(random) % 2;
        size_t hi = lo + 3 + next_random(random) % 3;

        if (lo + 3 > t->n_positions)
            lo = t->n_positions - 3;
        hi = hi > most ? hi : most;
        t->bands[b] = (struct npi_band){
            lo, hi < t->n_positions ? hi : t->n_positions};
    }
    t->bands[0].lo = 0;
    t->bands[t->n].hi = t->n_positions;
}

static void make(struct tiny *t, size_t n, size_t n_positions, bool banded,
                 uint32_t seed)
{
    uint32_t random = seed * 977;

    *t = (struct tiny){.model = npi_matching_model_default,
                       .n = n,
                       .n_positions = n_positions};
    /* Nothing may be so unlikely that a mistake in it does not show. */
    t->model.passage = -3;
    t->model.passage_unit = -0.2;
    t->model.lacks = -2;
    for (size_t p = 1; p < n_positions; p++)
        t->units[p] = t->units[p - 1] + (p == 1) + next_random(&random) % 4;
    for (size_t r = 0; r < n; r++) {
        t->lengths[r] = 1 + chance(&random) * 6;
        for (size_t p = 0; p < n_positions; p++) {
            t->words[r][p] = chance(&random) * 4 - 1.5;
            t->likely[r][p] = 0.2 + chance(&random) * 3;
        }
    }
    for (size_t b = 0; b <= n; b++)
        t->bands[b] = (struct npi_band){0, n_positions};
    if (banded)
        narrow(t, &random);
}

static enum np_status run(struct tiny *t)
{
    npi_arena_init(&t->arena);
    t->ctx.arena = &t->arena;
    t->lattice = (struct npi_lattice){
        .model = &t->model,
        .n = t->n,
        .n_positions = t->n_positions,
        .units = t->units,
        .lengths = t->lengths,
        .step = STEP,
        .spread = t->model.spread,
        .bands = t->bands,
        .said = said,
        .likely = likely,
        .user = t,
        .total_alone = t->lattice.total_alone,
    };
    return npi_lattice_run(&t->ctx, &t->lattice);
}

/* The same by hand: every path, one by one. */
struct sums {
    long double start[ROWS_MAX + 1][PLACES_MAX];
    long double end[ROWS_MAX + 1][PLACES_MAX];
    long double hole[ROWS_MAX + 1][PLACES_MAX];
    long double all;
};

struct path {
    size_t start[ROWS_MAX]; /* NP_NONE: not heard */
    size_t stop[ROWS_MAX];  /* where it stands behind each row */
};

/* Student's t with four degrees of freedom, 1 at its middle. */
static double bell(double stray)
{
    return pow(1 + stray * stray / 4, -2.5);
}

static double length_chance(const struct tiny *t, size_t r, uint32_t units)
{
    size_t last = t->n_positions - 1;
    double places = (double)last / (t->units[last] ? t->units[last] : 1);
    double root = sqrt(t->lengths[r] / STEP + t->model.slack);
    double all = 0;
    double own = 0;

    for (uint32_t d = 0; d < 4096; d++) {
        double stray = (sqrt(d / STEP + t->model.slack) - root) /
                       t->model.spread;
        double value = bell(stray * t->model.length);

        if (stray > 0 && value < 1e-3)
            break;
        all += value;
        if (d == units)
            own = value;
    }
    return own / (all * places);
}

static double skip_chance(const struct tiny *t, size_t from, size_t to)
{
    const struct npi_matching_model *m = &t->model;
    double units = (t->units[to] - t->units[from]) / STEP;

    if (from == to)
        return 1 - exp(m->aside) - exp(m->passage) - exp(m->lacks);
    return exp(m->aside + m->aside_unit * units) +
           exp(m->passage + m->passage_unit * units);
}

static double ending_chance(const struct tiny *t, uint32_t units)
{
    return exp(t->model.ending + t->model.ending_unit * units / STEP);
}

static void add_path(const struct tiny *t, const struct path *path,
                     long double weight, struct sums *sums)
{
    size_t last = t->n_positions - 1;
    size_t at = path->stop[t->n - 1];

    if (at != last)
        weight *= ending_chance(t, t->units[last] - t->units[at]);
    sums->all += weight;
    for (size_t r = 0; r < t->n; r++) {
        if (path->start[r] == NP_NONE) {
            sums->hole[r][path->stop[r]] += weight;
            continue;
        }
        sums->start[r][path->start[r]] += weight;
        sums->end[r + 1][path->stop[r]] += weight;
    }
}

static bool is_inside(const struct tiny *t, size_t b, size_t p)
{
    return p >= t->bands[b].lo && p < t->bands[b].hi;
}

static void walk(const struct tiny *t, struct path *path, size_t r, size_t at,
                 long double weight, struct sums *sums)
{
    if (r == t->n) {
        add_path(t, path, weight, sums);
        return;
    }
    if (is_inside(t, r + 1, at)) {
        bool more = r > 0 && path->start[r - 1] == NP_NONE;

        path->start[r] = NP_NONE;
        path->stop[r] = at;
        walk(t, path, r + 1, at,
             weight * exp(more ? t->model.lacks_more : t->model.lacks), sums);
    }
    for (size_t from = at; from < t->bands[r].hi; from++) {
        long double here = weight * skip_chance(t, at, from) *
                           t->likely[r][from];

        for (size_t to = from + 1; to < t->n_positions; to++) {
            here *= exp(t->words[r][to - 1]);
            if (!is_inside(t, r + 1, to))
                continue;
            path->start[r] = from;
            path->stop[r] = to;
            walk(t, path, r + 1, to,
                 here * length_chance(t, r, t->units[to] - t->units[from]),
                 sums);
        }
    }
}

static void walk_all(const struct tiny *t, struct sums *sums)
{
    struct path path;

    *sums = (struct sums){0};
    for (size_t p = t->bands[0].lo; p < t->bands[0].hi; p++)
        walk(t, &path, 0, p, p == 0 ? 1 : ending_chance(t, t->units[p]), sums);
}

static void compare(const char *what, uint32_t seed, size_t b, size_t p,
                    double have, double want)
{
    if (fabs(have - want) > 1e-5)
        fail_msg("lattice %u: %s of border %zu at %zu is %.7f, not %.7f",
                 (unsigned)seed, what, b, p, have, want);
}

static void compare_all(const struct tiny *t, uint32_t seed)
{
    struct sums sums;

    walk_all(t, &sums);
    assert_true(sums.all > 0);
    if (fabs(t->lattice.log_total - (double)logl(sums.all)) > 1e-5)
        fail_msg("lattice %u: total %f, not %f", (unsigned)seed,
                 t->lattice.log_total, (double)logl(sums.all));
    for (size_t b = 0; b <= t->n; b++) {
        const struct npi_border *border = &t->lattice.borders[b];

        for (size_t p = t->bands[b].lo; p < t->bands[b].hi; p++) {
            size_t i = p - t->bands[b].lo;

            if (b > 0)
                compare("end", seed, b, p, (double)border->end[i],
                        (double)(sums.end[b][p] / sums.all));
            if (b == t->n)
                continue;
            compare("start", seed, b, p, (double)border->start[i],
                    (double)(sums.start[b][p] / sums.all));
            compare("hole", seed, b, p, (double)border->hole[i],
                    (double)(sums.hole[b][p] / sums.all));
        }
    }
}

/* The posterior of every place, from one row up, whole and in bands. */
static void test_exact(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 400; seed++) {
        struct tiny t;
        size_t n = 1 + seed % 3;

        make(&t, n, 4 + seed % (n == 3 ? 4 : 6), seed % 2, seed);
        assert_int_equal(run(&t), NP_OK);
        compare_all(&t, seed);
        npi_arena_release(&t.arena);
    }
}

/* A row whose words speak so strongly that all together they are more than a
 * float holds, or less. */
static void test_strong(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 200; seed++) {
        struct tiny t;

        make(&t, 1 + seed % 3, 7, seed % 2, seed);
        for (size_t p = 0; p < t.n_positions; p++)
            t.words[seed % t.n][p] *= 16;
        assert_int_equal(run(&t), NP_OK);
        compare_all(&t, seed);
        npi_arena_release(&t.arena);
    }
}

/* The least there can be: one row, one word. */
static void test_one_word(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 20; seed++) {
        struct tiny t;

        make(&t, 1 + seed % 4, 2, false, seed);
        assert_int_equal(run(&t), NP_OK);
        compare_all(&t, seed);
        npi_arena_release(&t.arena);
    }
}

/* Words without any length, as of punctuation alone: chances all the same. */
static void test_no_units(void **state)
{
    struct tiny t;
    (void)state;
    make(&t, 2, 5, false, 3);
    for (size_t p = 0; p < t.n_positions; p++)
        t.units[p] = 0;
    assert_int_equal(run(&t), NP_OK);
    for (size_t b = 0; b < t.n; b++) {
        double sum = 0;

        for (size_t p = 0; p < t.n_positions; p++)
            sum += (double)t.lattice.borders[b].start[p] +
                   (double)t.lattice.borders[b].hole[p];
        assert_true(fabs(sum - 1) < 1e-5);
    }
    npi_arena_release(&t.arena);
}

/* No row fits anywhere: all are in one hole, which has all the chance. */
static void test_all_in_a_hole(void **state)
{
    struct tiny t;
    (void)state;
    make(&t, 4, 8, false, 1);
    for (size_t r = 0; r < t.n; r++)
        for (size_t p = 0; p < t.n_positions; p++)
            t.words[r][p] = -40;
    assert_int_equal(run(&t), NP_OK);
    compare_all(&t, 1);
    for (size_t r = 0; r < t.n; r++) {
        double hole = 0;

        for (size_t p = 0; p < t.n_positions; p++)
            hole += (double)t.lattice.borders[r].hole[p];
        assert_true(fabs(hole - 1) < 1e-5);
    }
    npi_arena_release(&t.arena);
}

/* The total alone is the same total. */
static void test_total_alone(void **state)
{
    struct tiny t;
    double total;
    (void)state;
    make(&t, 3, 7, true, 5);
    assert_int_equal(run(&t), NP_OK);
    total = t.lattice.log_total;
    npi_arena_release(&t.arena);
    t.lattice.total_alone = true;
    assert_int_equal(run(&t), NP_OK);
    assert_true(t.lattice.log_total == total);
    npi_arena_release(&t.arena);
}

/* A large lattice, too large for every path. */
#define WORDS 600
#define ROWS 80
#define MORE_THAN_WORDS 20 /* log ratio that no real word has */

struct large {
    uint32_t units[WORDS + 1];
    double lengths[ROWS];
    struct npi_band bands[ROWS + 1];
    double strength; /* log ratio of a row's own words */
    struct npi_lattice lattice;
};

static size_t first_word(size_t row)
{
    return row * WORDS / ROWS;
}

static void large_said(void *user, size_t row, size_t lo, size_t hi,
                       double *sum)
{
    const struct large *large = user;

    sum[0] = 0;
    for (size_t p = lo; p + 1 < hi; p++) {
        bool own = p >= first_word(row) && p < first_word(row + 1);

        sum[p + 1 - lo] = sum[p - lo] + (own ? large->strength : -0.5);
    }
}

static void no_opinion(void *user, size_t row, size_t lo, size_t hi,
                       double *factor)
{
    (void)user, (void)row, (void)lo, (void)hi, (void)factor;
}

static void run_large(struct npi_arena *arena, struct large *large)
{
    struct npi_context ctx = {.arena = arena};

    for (size_t p = 0; p <= WORDS; p++)
        large->units[p] = (uint32_t)p * 3;
    for (size_t r = 0; r < ROWS; r++)
        large->lengths[r] = 3.0 * WORDS / ROWS;
    for (size_t b = 0; b <= ROWS; b++)
        large->bands[b] = (struct npi_band){0, WORDS + 1};
    large->lattice = (struct npi_lattice){
        .model = &npi_matching_model_default,
        .n = ROWS,
        .n_positions = WORDS + 1,
        .units = large->units,
        .lengths = large->lengths,
        .step = STEP,
        .spread = npi_matching_model_default.spread,
        .bands = large->bands,
        .said = large_said,
        .likely = no_opinion,
        .user = large,
    };
    assert_int_equal(npi_lattice_run(&ctx, &large->lattice), NP_OK);
    assert_true(isfinite(large->lattice.log_total));
}

static double sum_up(const float *chance_at, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (double)chance_at[i];
    return sum;
}

/* Start and hole of each border add up to 1, and a row ends as often as it
 * starts, however strongly the words speak; the likeliest start is the true
 * one when they speak at all. */
static void test_large(void **state)
{
    static const double strengths[] = {0.3, 1.5, 8, 40};
    (void)state;
    for (size_t i = 0; i < sizeof(strengths) / sizeof(strengths[0]); i++) {
        static struct large large;
        struct npi_arena arena;

        npi_arena_init(&arena);
        large.strength = strengths[i];
        run_large(&arena, &large);
        for (size_t b = 0; b < ROWS; b++) {
            const struct npi_border *border = &large.lattice.borders[b];
            double start = sum_up(border->start, WORDS + 1);
            double hole = sum_up(border->hole, WORDS + 1);
            double end = sum_up(border[1].end, WORDS + 1);

            assert_true(fabs(start + hole - 1) < 1e-4);
            assert_true(fabs(start - end) < 1e-3);
            if (large.strength > 1 && large.strength < MORE_THAN_WORDS)
                assert_true((double)border->start[first_word(b)] > 0.5);
        }
        npi_arena_release(&arena);
    }
}

static void test_interrupted(void **state)
{
    volatile int stop = 1;
    struct tiny t;
    (void)state;
    make(&t, 2, 6, false, 1);
    t.ctx.cancel = &stop;
    assert_int_equal(run(&t), NP_ERR_INTERRUPTED);
    npi_arena_release(&t.arena);
}

static enum np_status run_again(void *user)
{
    struct tiny *t = user;
    enum np_status status = run(t);

    npi_arena_release(&t->arena);
    return status;
}

static void test_out_of_memory(void **state)
{
    struct tiny t;
    (void)state;
    make(&t, 4, 9, true, 2);
    test_each_allocation(run_again, &t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact),
        cmocka_unit_test(test_strong),
        cmocka_unit_test(test_one_word),
        cmocka_unit_test(test_no_units),
        cmocka_unit_test(test_all_in_a_hole),
        cmocka_unit_test(test_total_alone),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_interrupted),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
