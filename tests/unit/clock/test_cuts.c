/* Protects what a person may write of another cut, what is said of mistakes,
 * and what .info.json and the media's length tell. */
#include "base/buf.h"
#include "base/str.h"
#include "clock/cuts.h"
#include "support/oom.h"

struct world {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
};

static void world_init(struct world *w)
{
    npi_arena_init(&w->arena);
    npi_diags_init(&w->diags, &w->arena);
    w->ctx = (struct npi_context){&w->arena, &w->diags, NULL};
}

static enum np_status read(struct world *w, const char *option,
                           struct np_str text, struct npi_cuts *cuts)
{
    if (strcmp(option, "cuts") == 0)
        return npi_cuts_read(&w->ctx, text, cuts);
    if (strcmp(option, "range") == 0)
        return npi_cuts_read_range(&w->ctx, text, cuts);
    return npi_cuts_read_offset(&w->ctx, text, cuts);
}

static void put(struct npi_buf *out, const char *option,
                const struct npi_cuts *cuts)
{
    if (strcmp(option, "range") == 0) {
        npi_buf_put_i64(out, cuts->from);
        npi_buf_puts(out, "..");
        if (cuts->to != NP_NO_TIME)
            npi_buf_put_i64(out, cuts->to);
    } else if (strcmp(option, "sync") == 0) {
        npi_buf_put_i64(out, cuts->offset);
    }
    for (size_t i = 0; i < cuts->n; i++) {
        npi_buf_puts(out, i ? " " : "");
        npi_buf_put_i64(out, cuts->items[i].at);
        npi_buf_puts(out, "+");
        npi_buf_put_i64(out, cuts->items[i].inserted);
        npi_buf_puts(out, "-");
        npi_buf_put_i64(out, cuts->items[i].removed);
    }
}

static void one_case(char **fields, size_t n, size_t line, void *user)
{
    struct world w;
    struct npi_cuts cuts = {.to = NP_NO_TIME};
    struct npi_buf have;
    (void)user;
    assert_int_equal(n, 3);
    world_init(&w);
    npi_buf_init(&have, NPI_BUF_MAX);
    enum np_status status = read(&w, fields[0], npi_str(fields[1]), &cuts);
    if (status == NP_OK) {
        assert_int_equal(w.diags.n, 0);
        put(&have, fields[0], &cuts);
    } else {
        /* One error, and nothing has changed. */
        assert_int_equal(status, NP_ERR_USAGE);
        assert_int_equal(w.diags.n, 1);
        assert_int_equal(cuts.n, 0);
        assert_true(cuts.from == 0 && cuts.to == NP_NO_TIME && !cuts.offset);
        npi_buf_puts(&have, w.diags.items[0].kind->code);
    }
    if (!npi_str_eq(npi_buf_str(&have), npi_str(fields[2])))
        fail_msg("line %zu: --%s \"%s\": have %s, want %s", line, fields[0],
                 fields[1], have.data, fields[2]);
    npi_buf_release(&have);
    npi_arena_release(&w.arena);
}

static void test_grammar(void **state)
{
    (void)state;
    test_each_case("tests/cases/clock/cuts.tsv", one_case, NULL);
}

static void test_many(void **state)
{
    struct world w;
    struct npi_cuts cuts = {.to = NP_NO_TIME};
    struct npi_buf list;
    (void)state;
    world_init(&w);
    npi_buf_init(&list, NPI_BUF_MAX);
    for (size_t i = 0; i < NPI_CUTS_MAX; i++) {
        npi_buf_puts(&list, i ? "," : "");
        npi_buf_put_u64(&list, NPI_CUTS_MAX - i);
        npi_buf_puts(&list, "+1");
    }
    assert_int_equal(npi_cuts_read(&w.ctx, npi_buf_str(&list), &cuts), NP_OK);
    assert_int_equal(cuts.n, NPI_CUTS_MAX);
    assert_int_equal(cuts.items[0].at, 1000);
    npi_buf_puts(&list, ",5000+1");
    assert_int_equal(npi_cuts_read(&w.ctx, npi_buf_str(&list), &cuts),
                     NP_ERR_USAGE);
    assert_string_equal(w.diags.items[0].kind->code, "cuts-many");
    npi_buf_release(&list);
    npi_arena_release(&w.arena);
}

/* Cuts that change nothing are named, the others are not. */
static void test_outside(void **state)
{
    struct world w;
    struct npi_cuts cuts = {.to = NP_NO_TIME};
    (void)state;
    world_init(&w);
    assert_int_equal(npi_cuts_read(&w.ctx,
                                   NPI_STR("10-5,60-30,80+1,100+5,190+1,"
                                           "200+1,300-5"),
                                   &cuts),
                     NP_ERR_USAGE); /* 80 lies in 60-90 */
    w.diags.n = 0;
    assert_int_equal(
        npi_cuts_read(&w.ctx, NPI_STR("10-5,60-30,100+5,190+1,200+1,300-5"),
                      &cuts),
        NP_OK);
    npi_cuts_say_outside(&w.ctx, &cuts, NP_NO_TIME);
    assert_int_equal(w.diags.n, 0);
    npi_cuts_say_outside(&w.ctx, &cuts, 300000);
    assert_int_equal(w.diags.n, 1);
    assert_string_equal(w.diags.items[0].kind->code, "cut-beyond");
    w.diags.n = 0;
    assert_int_equal(npi_cuts_read_range(&w.ctx, NPI_STR("80-200"), &cuts),
                     NP_OK);
    npi_cuts_say_outside(&w.ctx, &cuts, 300000);
    assert_int_equal(w.diags.n, 3); /* 10, 200, 300 */
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(w.diags.items[i].kind->code, "cut-outside");
    npi_arena_release(&w.arena);
}

#define S(from, to, name)                                                      \
    {                                                                          \
        (from) * 1000, (to)*1000, {0},                                         \
        {                                                                      \
            name, sizeof(name) - 1                                             \
        }                                                                      \
    }

static const struct npi_info_stretch sponsors[] = {
    S(0, 10, "intro"),       S(60, 95, "sponsor"),
    S(90, 120, "selfpromo"), S(300, 345, "sponsor"),
    S(400, 500, "chapter"),  S(410, 411, "poi_highlight"),
    S(580, 600, "outro"),
};

struct fit {
    int64_t length; /* s, of the media; the video has 600 */
    const char *code;
    const char *cuts; /* s */
};

/* What was cut out is told by the length, give or take key frames. */
static const struct fit fits[] = {
    {600, "info-cuts-whole", ""},
    {599, "info-cuts-whole", ""},
    {520, "info-cuts", "60-35 300-45"}, /* sponsor: 80 */
    {519, "info-cuts", "60-35 300-45"}, /* a little more */
    {495, "info-cuts", "60-60 300-45"}, /* with selfpromo, joined */
    {580, "info-cuts", "580-20"},       /* outro */
    {490, "info-cuts", "0-10 60-35 300-45 580-20"},
    {565, "info-cuts-unfit", ""}, /* nothing is 35 long */
    {700, "info-cuts-unfit", ""}, /* longer than the video */
    {40, "info-cuts-unfit", ""},
};

static void put_seconds(struct npi_buf *out, const struct npi_cuts *cuts)
{
    for (size_t i = 0; i < cuts->n; i++) {
        npi_buf_puts(out, i ? " " : "");
        npi_buf_put_i64(out, cuts->items[i].at / 1000);
        npi_buf_puts(out, "-");
        npi_buf_put_i64(out, cuts->items[i].removed / 1000);
    }
}

static void test_info(void **state)
{
    const struct npi_video_info info = {.duration = 600000,
                                        .sponsors = sponsors,
                                        .n_sponsors = sizeof(sponsors) /
                                                      sizeof(*sponsors)};
    (void)state;
    for (size_t i = 0; i < sizeof(fits) / sizeof(*fits); i++) {
        struct world w;
        struct npi_cuts cuts = {.to = NP_NO_TIME};
        struct npi_buf have;
        world_init(&w);
        npi_buf_init(&have, NPI_BUF_MAX);
        assert_int_equal(
            npi_cuts_from_info(&w.ctx, &info, fits[i].length * 1000, &cuts),
            NP_OK);
        put_seconds(&have, &cuts);
        assert_int_equal(w.diags.n, 1);
        if (strcmp(w.diags.items[0].kind->code, fits[i].code) != 0 ||
            !npi_str_eq(npi_buf_str(&have), npi_str(fits[i].cuts)))
            fail_msg("%d s: have %s \"%s\", want %s \"%s\"",
                     (int)fits[i].length, w.diags.items[0].kind->code,
                     npi_buf_str(&have).ptr, fits[i].code, fits[i].cuts);
        npi_buf_release(&have);
        npi_arena_release(&w.arena);
    }
}

static void test_info_empty(void **state)
{
    const struct npi_video_info none = {.duration = NP_NO_TIME};
    struct npi_cut old = {1, 2, 3};
    struct npi_cuts cuts = {.items = &old, .n = 1, .to = NP_NO_TIME};
    struct world w;
    (void)state;
    world_init(&w);
    assert_int_equal(npi_cuts_from_info(&w.ctx, &none, 1000, &cuts), NP_OK);
    assert_int_equal(cuts.n, 0);
    assert_string_equal(w.diags.items[0].kind->code, "info-cuts-none");
    npi_arena_release(&w.arena);
}

static enum np_status read_all(void *user)
{
    const struct npi_video_info info = {.duration = 600000,
                                        .sponsors = sponsors,
                                        .n_sponsors = sizeof(sponsors) /
                                                      sizeof(*sponsors)};
    struct world w;
    struct npi_cuts cuts = {.to = NP_NO_TIME};
    (void)user;
    world_init(&w);
    enum np_status status = npi_cuts_read(&w.ctx, NPI_STR("10+5,20-5"), &cuts);
    if (status == NP_OK)
        status = npi_cuts_from_info(&w.ctx, &info, 520000, &cuts);
    npi_arena_release(&w.arena);
    return status;
}

static void test_no_memory(void **state)
{
    (void)state;
    test_each_allocation(read_all, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grammar),    cmocka_unit_test(test_many),
        cmocka_unit_test(test_outside),    cmocka_unit_test(test_info),
        cmocka_unit_test(test_info_empty), cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
