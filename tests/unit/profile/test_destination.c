/* Destinations: the table that is shipped is sound, users' rows come first, and
 * mistakes in a table are said with their place. */
#include "base/str.h"
#include "profile/destination.h"
#include "support/folder.h"
#include "support/oom.h"

struct fixture {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    const struct npi_destination *list;
    size_t n;
};

static enum np_status list(struct fixture *f, const char *first,
                           const char *second)
{
    const char *const folders[] = {first, second, NULL};

    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, NULL};
    return npi_destinations_list(&f->ctx, folders, &f->list, &f->n);
}

/* Each row has a title, formats and a step in both languages. */
static void test_shipped(void **state)
{
    struct fixture f;

    (void)state;
    assert_int_equal(list(&f, "profiles", NULL), NP_OK);
    assert_true(f.n >= 7);
    for (size_t i = 0; i < f.n; i++) {
        assert_true(f.list[i].title.len > 0);
        assert_true(f.list[i].formats.len > 0);
        assert_true(f.list[i].steps[0].english.len > 0);
        for (size_t k = 0; k < NPI_DESTINATION_STEPS; k++)
            assert_int_equal(f.list[i].steps[k].english.len > 0,
                             f.list[i].steps[k].chinese.len > 0);
    }
    npi_arena_release(&f.arena);
}

static void test_users_row_wins(void **state)
{
    struct test_folder folder;
    struct fixture f;

    (void)state;
    test_folder_make(&folder);
    test_write_file(test_path(&folder, "destinations.ini"),
                    "[mpv]\ntitle = mine\nformats = srt\n[new]\ntitle = x\n");
    assert_int_equal(list(&f, folder.path, "profiles"), NP_OK);
    assert_true(npi_str_eq(f.list[0].title, NPI_STR("mine")));
    assert_true(npi_str_eq(f.list[1].name, NPI_STR("new")));
    for (size_t i = 2; i < f.n; i++)
        assert_false(npi_str_eq(f.list[i].name, NPI_STR("mpv")));
    npi_arena_release(&f.arena);
    test_folder_remove(&folder);
}

static void test_mistakes(void **state)
{
    static const struct {
        const char *text;
        const char *code;
    } rows[] = {
        {"[a]\ntitel = x\n", "destination-key"},
        {"[a]\nstep0 = x\n", "destination-key"},
        {"[a]\nstep10 = x\n", "destination-key"},
        {"[a]\nstep1-de = x\n", "destination-key"},
        {"[a]\ntitle = x ; y\n", "profile-comment"},
        {"title = x\n", NULL},
    };
    struct test_folder folder;

    (void)state;
    test_folder_make(&folder);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct fixture f;

        test_write_file(test_path(&folder, "destinations.ini"), rows[i].text);
        assert_int_equal(list(&f, folder.path, NULL), NP_ERR_USAGE);
        assert_true(f.diags.n > 0);
        if (rows[i].code)
            assert_string_equal(f.diags.items[0].kind->code, rows[i].code);
        npi_arena_release(&f.arena);
    }
    test_folder_remove(&folder);
}

static void test_find(void **state)
{
    static const char *const folders[] = {"profiles", NULL};
    const struct npi_destination *found;
    struct fixture f;

    (void)state;
    assert_int_equal(list(&f, NULL, NULL), NP_OK);
    assert_int_equal(
        npi_destination_find(&f.ctx, folders, NPI_STR("youtube"), &found),
        NP_OK);
    assert_true(npi_str_eq(found->name, NPI_STR("youtube")));
    assert_int_equal(
        npi_destination_find(&f.ctx, folders, NPI_STR("yotube"), &found),
        NP_ERR_USAGE);
    assert_null(found);
    npi_arena_release(&f.arena);
}

static enum np_status list_again(void *user)
{
    struct fixture f;
    enum np_status status = list(&f, "profiles", NULL);

    (void)user;
    npi_arena_release(&f.arena);
    return status == NP_ERR_IO ? NP_ERR_NOMEM : status;
}

static void test_no_memory(void **state)
{
    (void)state;
    test_each_allocation(list_again, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped),   cmocka_unit_test(test_users_row_wins),
        cmocka_unit_test(test_mistakes),  cmocka_unit_test(test_find),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
