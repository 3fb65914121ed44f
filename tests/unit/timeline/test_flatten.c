/* Protects the flat chapter list that players get: merging, marks, ends. */
#include "support/episode.h"
#include "support/oom.h"
#include "support/test.h"

struct wanted {
    const char *title;
    int64_t start, end;
};

static void outline(struct episode *e)
{
    episode_init(e);
    episode_entry(e, 1, 0, NPI_STR("Opening"));
    episode_entry(e, 2, 0, NPI_STR("Guests"));
    episode_entry(e, 2, 0, NPI_STR("Opening"));
    episode_entry(e, 2, 20000, NPI_STR("Tea"));
    episode_entry(e, 3, 30000, NPI_STR("Leaves"));
    episode_entry(e, 1, 60000, NPI_STR("Snow"));
    e->input.length = 90000;
    assert_int_equal(episode_build(e), NP_OK);
}

static void expect_style(struct episode *e, enum np_chapter_style style,
                         unsigned levels, const struct wanted *wanted, size_t n)
{
    const struct npi_flattening how = {levels, NPI_STR("· "), style};
    struct np_flat_chapters flat;
    assert_int_equal(npi_chapters_flatten(&e->ctx, &e->timeline, &how, &flat),
                     NP_OK);
    assert_int_equal(flat.n_chapters, n);
    for (size_t i = 0; i < n; i++) {
        assert_str(flat.chapters[i].title, wanted[i].title);
        assert_int_equal(flat.chapters[i].start, wanted[i].start);
        assert_int_equal(flat.chapters[i].end, wanted[i].end);
    }
}

static void expect(struct episode *e, unsigned levels,
                   const struct wanted *wanted, size_t n)
{
    expect_style(e, NP_CHAPTERS_FLAT, levels, wanted, n);
}

/* The other ways to show inner levels: none of them, only them, or each behind
 * what it is in; equal titles once. */
static void test_styles(void **state)
{
    static const struct wanted parents[] = {{"Opening", 0, 60000},
                                            {"Snow", 60000, 90000}};
    static const struct wanted children[] = {{"Guests", 0, 20000},
                                             {"Tea", 20000, 30000},
                                             {"Leaves", 30000, 60000},
                                             {"Snow", 60000, 90000}};
    static const struct wanted joined[] = {
        {"Opening: Guests", 0, 20000},
        {"Opening: Tea", 20000, 30000},
        {"Opening: Tea: Leaves", 30000, 60000},
        {"Snow", 60000, 90000}};
    static const struct wanted two[] = {{"Opening: Guests", 0, 20000},
                                        {"Opening: Tea", 20000, 60000},
                                        {"Snow", 60000, 90000}};
    /* One kind of colon, also behind a title that ends in Latin. */
    static const struct wanted wide[] = {{"开场", 0, 5000},
                                         {"开场：水温 T1", 5000, 7000},
                                         {"开场：水温 T1：T2", 7000, 90000}};
    struct episode e;
    (void)state;
    outline(&e);
    expect_style(&e, NP_CHAPTERS_PARENTS, 99, parents, 2);
    expect_style(&e, NP_CHAPTERS_CHILDREN, 99, children, 4);
    expect_style(&e, NP_CHAPTERS_JOINED, 99, joined, 4);
    expect_style(&e, NP_CHAPTERS_JOINED, 2, two, 3);
    episode_release(&e);
    episode_init(&e);
    episode_entry(&e, 1, 0, NPI_STR("开场"));
    episode_entry(&e, 2, 5000, NPI_STR("水温 T1"));
    episode_entry(&e, 3, 7000, NPI_STR("T2"));
    e.input.length = 90000;
    assert_int_equal(episode_build(&e), NP_OK);
    expect_style(&e, NP_CHAPTERS_JOINED, 99, wide, 3);
    episode_release(&e);
}

/* Entries that start together are one, equal titles once; inner levels carry
 * the mark; every chapter ends where the next starts. */
static void test_levels(void **state)
{
    static const struct wanted one[] = {{"Opening", 0, 60000},
                                        {"Snow", 60000, 90000}};
    static const struct wanted two[] = {{"Opening / Guests", 0, 20000},
                                        {"· Tea", 20000, 60000},
                                        {"Snow", 60000, 90000}};
    static const struct wanted all[] = {{"Opening / Guests", 0, 20000},
                                        {"· Tea", 20000, 30000},
                                        {"· Leaves", 30000, 60000},
                                        {"Snow", 60000, 90000}};
    struct episode e;
    (void)state;
    outline(&e);
    expect(&e, 1, one, 2);
    expect(&e, 2, two, 3);
    expect(&e, 99, all, 4);
    expect(&e, 0, NULL, 0);
    episode_release(&e);
}

/* An inner entry that stands before any outer one is kept at its own level. */
static void test_inner_first(void **state)
{
    static const struct wanted one[] = {{"Late", 10000, 20000}};
    static const struct wanted two[] = {{"· Early", 5000, 10000},
                                        {"Late", 10000, 20000}};
    struct episode e;
    (void)state;
    episode_init(&e);
    episode_entry(&e, 2, 5000, NPI_STR("Early"));
    episode_entry(&e, 1, 10000, NPI_STR("Late"));
    e.input.length = 20000;
    assert_int_equal(episode_build(&e), NP_OK);
    expect(&e, 1, one, 1);
    expect(&e, 2, two, 2);
    episode_release(&e);
}

static enum np_status flatten_again(void *user)
{
    const struct episode *e = user;
    struct npi_arena arena;
    struct npi_context ctx = e->ctx;
    struct np_flat_chapters flat;
    npi_arena_init(&arena);
    ctx.arena = &arena;
    const struct npi_flattening how = {99, NPI_STR("· "), NP_CHAPTERS_JOINED};
    enum np_status status = npi_chapters_flatten(&ctx, &e->timeline, &how,
                                                 &flat);
    npi_arena_release(&arena);
    return status;
}

static void test_out_of_memory(void **state)
{
    struct episode e;
    (void)state;
    outline(&e);
    test_each_allocation(flatten_again, &e);
    episode_release(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_styles),
        cmocka_unit_test(test_inner_first),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
