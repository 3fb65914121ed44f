/* Profiles as files: those we ship, where a name is looked for, the list,
 * layers over several loads, refused allocations. */
#include "support/folder.h"
#include "support/oom.h"
#include "support/test.h"

#include "base/str.h"
#include "profile/profile.h"

static const char *const shipped[] = {"profiles", NULL};

struct fixture {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct npi_config config;
};

static void start(struct fixture *f)
{
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, NULL};
    npi_config_init(&f->config);
}

static enum np_status load(struct fixture *f, const char *name,
                           const char *const *folders)
{
    return npi_profile_load(&f->ctx, &f->config, npi_str(name), folders);
}

static void assert_same(enum npi_setting_id id, const struct npi_settings *a,
                        const struct npi_settings *b)
{
    struct npi_buf x, y;
    npi_buf_init(&x, NPI_BUF_MAX);
    npi_buf_init(&y, NPI_BUF_MAX);
    npi_setting_write(&x, id, a);
    npi_setting_write(&y, id, b);
    assert_true(npi_str_eq(npi_buf_str(&x), npi_buf_str(&y)));
    npi_buf_release(&x);
    npi_buf_release(&y);
}

/* default.ini is documentation that must not drift: it names every key, and
 * says of each what is built in. */
static void test_default_is_built_in(void **state)
{
    struct fixture f;
    struct npi_settings built_in;
    (void)state;
    start(&f);
    npi_settings_defaults(&built_in);
    assert_int_equal(load(&f, "default", shipped), NP_OK);
    for (int i = 0; i < NPI_SETTINGS_N; i++) {
        enum npi_setting_id id = (enum npi_setting_id)i;
        if (f.config.origins[id].layer != NPI_LAYER_PROFILE)
            fail_msg("default.ini: no %s", npi_setting_table[id].key);
        assert_same(id, &f.config.settings, &built_in);
    }
    npi_arena_release(&f.arena);
}

static void test_default_needs_no_file(void **state)
{
    static const char *const nowhere[] = {"no/such/folder", NULL};
    struct fixture f;
    (void)state;
    start(&f);
    assert_int_equal(load(&f, "default", nowhere), NP_OK);
    assert_int_equal(load(&f, "default", NULL), NP_OK);
    assert_int_equal(f.config.origins[NPI_SET_LINES].layer, NPI_LAYER_BUILT_IN);
    npi_arena_release(&f.arena);
}

/* Each profile we ship loads, and decides what its description promises. */
static void test_shipped(void **state)
{
    static const struct {
        const char *name;
        int64_t line_length, reading_speed, lines;
        enum npi_counting counting;
    } rows[] = {
        {"netflix-zh", 16, 9, 2, NPI_COUNT_WIDE},
        {"netflix-en", 42, 20, 2, NPI_COUNT_EACH},
        {"phone", 12, 10, 2, NPI_COUNT_WIDE},
        {"bilingual", 42, 20, 1, NPI_COUNT_EACH},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        start(&f);
        assert_int_equal(load(&f, rows[i].name, shipped), NP_OK);
        npi_settings_resolve(&f.config.settings, NPI_STR("en"));
        assert_int_equal(f.config.settings.line_length, rows[i].line_length);
        assert_int_equal(f.config.settings.reading_speed,
                         rows[i].reading_speed);
        assert_int_equal(f.config.settings.lines, rows[i].lines);
        assert_int_equal(f.config.settings.counting, rows[i].counting);
        assert_int_equal(f.diags.n, 0);
        npi_arena_release(&f.arena);
    }
}

/* The first folder that has a name wins; a path is taken as it is. */
static void test_search(void **state)
{
    struct test_folder a, b;
    struct fixture f;
    (void)state;
    test_folder_make(&a);
    test_folder_make(&b);
    test_write_file(test_path(&a, "x.ini"), "[subtitles]\nlines = 1\n");
    test_write_file(test_path(&b, "x.ini"), "[subtitles]\nlines = 3\n");
    test_write_file(test_path(&b, "y.ini"),
                    "[profile]\nextends = x\n[subtitles]\nlead = 0s\n");
    const char *const folders[] = {a.path, b.path, NULL};
    start(&f);
    assert_int_equal(load(&f, "x", folders), NP_OK);
    assert_int_equal(f.config.settings.lines, 1);
    assert_int_equal(load(&f, test_path(&b, "x.ini"), folders), NP_OK);
    assert_int_equal(f.config.settings.lines, 3);
    assert_int_equal(load(&f, "y", folders), NP_OK);
    assert_int_equal(f.config.settings.lines, 1);
    assert_str(f.config.origins[NPI_SET_LINES].name, test_path(&a, "x.ini"));
    assert_int_equal(f.config.origins[NPI_SET_LINES].line, 2);
    npi_arena_release(&f.arena);
    test_folder_remove(&a);
    test_folder_remove(&b);
}

static void expect(const char *name, enum np_status status, const char *code,
                   const char *hint)
{
    struct fixture f;
    struct npi_buf out;
    start(&f);
    npi_buf_init(&out, NPI_BUF_MAX);
    struct npi_config before = f.config;
    assert_int_equal(load(&f, name, shipped), status);
    assert_int_equal(f.diags.n, 1);
    assert_string_equal(f.diags.items[0].kind->code, code);
    npi_diag_hint(&out, &f.diags.items[0], NULL);
    if (hint)
        assert_str(npi_buf_str(&out), hint);
    assert_memory_equal(&before, &f.config, sizeof before);
    npi_buf_release(&out);
    npi_arena_release(&f.arena);
}

static void test_not_there(void **state)
{
    (void)state;
    expect("netflx-zh", NP_ERR_USAGE, "profile-unknown",
           "did you mean netflix-zh?");
    expect("nothing-like-it", NP_ERR_USAGE, "profile-unknown",
           "--list-profiles shows all; a file is named by its path");
    expect("", NP_ERR_USAGE, "profile-unknown", NULL);
    expect("./no-such.ini", NP_ERR_IO, "file-missing", NULL);
    expect("profiles/", NP_ERR_IO, "file-folder", NULL);
}

/* A file that is too large is a faulty profile, not faulty notes. */
static void test_too_large(void **state)
{
    struct test_folder folder;
    (void)state;
    test_folder_make(&folder);
    const char *path = test_path(&folder, "large.ini");
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (size_t i = 0; i <= NPI_PROFILE_MAX / 64; i++)
        (void)fputs("# 3456789012345678901234567890123456789012345678901234567"
                    "89012\n\n",
                    file);
    assert_int_equal(fclose(file), 0);
    expect(path, NP_ERR_USAGE, "file-too-large", NULL);
    test_folder_remove(&folder);
}

/* A faulty profile changes nothing, not even by its good lines. */
static void test_fault_changes_nothing(void **state)
{
    struct test_folder folder;
    (void)state;
    test_folder_make(&folder);
    test_write_file(test_path(&folder, "x.ini"),
                    "[subtitles]\nlines = 1\nlead = never\n");
    expect(test_path(&folder, "x.ini"), NP_ERR_USAGE, "setting-value", NULL);
    test_folder_remove(&folder);
}

static void test_given_wins(void **state)
{
    struct fixture f;
    struct npi_origin origin = {NPI_LAYER_GIVEN, NPI_STR("--set"), 0};
    (void)state;
    start(&f);
    assert_int_equal(npi_config_set(&f.ctx, &f.config,
                                    NPI_STR("subtitles.lines"), NPI_STR("3"),
                                    origin, NPI_NOWHERE),
                     NP_OK);
    assert_int_equal(load(&f, "bilingual", shipped), NP_OK);
    assert_int_equal(f.config.settings.lines, 3);
    npi_arena_release(&f.arena);
}

/* Sorted, one row a name, the first folder's; faulty ones are marked; what is
 * no profile is left out, and a pipe does not make the list wait. */
static void test_list(void **state)
{
    struct test_folder folder;
    struct fixture f;
    const struct npi_profile_info *infos = NULL;
    size_t n = 0;
    (void)state;
    test_folder_make(&folder);
    test_write_file(test_path(&folder, "phone.ini"),
                    "[profile]\ndescription = mine\n");
    test_write_file(test_path(&folder, "bad.ini"), "what is this\n");
    test_write_file(test_path(&folder, "plain.ini"), "[subtitles]\n");
    test_write_file(test_path(&folder, ".ini"), "");
    test_write_file(test_path(&folder, "notes.txt"), "");
    assert_int_equal(mkfifo(test_path(&folder, "pipe.ini"), 0600), 0);
    const char *const folders[] = {"no/such", folder.path, "profiles", NULL};
    start(&f);
    assert_int_equal(npi_profiles_list(&f.ctx, folders, &infos, &n), NP_OK);
    assert_int_equal(n, 7);
    assert_str(infos[0].name, "bad");
    assert_true(infos[0].faulty);
    assert_str(infos[1].name, "bilingual");
    assert_str(infos[2].name, "default");
    assert_str(infos[2].path, "profiles/default.ini");
    assert_str(infos[5].name, "phone");
    assert_str(infos[5].description, "mine");
    assert_str(infos[6].name, "plain");
    assert_false(infos[6].faulty);
    assert_null(infos[6].description.ptr);
    assert_int_equal(f.diags.n, 0);
    assert_int_equal(npi_profiles_list(&f.ctx, NULL, &infos, &n), NP_OK);
    assert_int_equal(n, 1);
    assert_str(infos[0].name, "default");
    assert_null(infos[0].path.ptr);
    npi_arena_release(&f.arena);
    test_folder_remove(&folder);
}

static enum np_status load_work(void *user)
{
    struct fixture f;
    (void)user;
    start(&f);
    enum np_status status = load(&f, "netflix-zh", shipped);
    if (status == NP_OK)
        assert_int_equal(f.config.settings.line_length, 16);
    else
        assert_int_equal(f.config.settings.line_length, 0);
    npi_arena_release(&f.arena);
    return status;
}

static enum np_status list_work(void *user)
{
    struct fixture f;
    const struct npi_profile_info *infos = NULL;
    size_t n = 0;
    (void)user;
    start(&f);
    enum np_status status = npi_profiles_list(&f.ctx, shipped, &infos, &n);
    if (status == NP_OK)
        assert_int_equal(n, 5);
    npi_arena_release(&f.arena);
    return status;
}

/* A faulty profile stays faulty when memory runs out while saying so. */
static enum np_status faulty_work(void *user)
{
    struct fixture f;
    (void)user;
    start(&f);
    enum np_status status = load(&f, "tests/cases/profile/wrong-values.ini",
                                 NULL);
    npi_arena_release(&f.arena);
    assert_true(status == NP_ERR_USAGE || status == NP_ERR_NOMEM);
    return status == NP_ERR_USAGE ? NP_OK : status;
}

static void test_allocations(void **state)
{
    (void)state;
    test_each_allocation(load_work, NULL);
    test_each_allocation(list_work, NULL);
    test_each_allocation(faulty_work, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_default_is_built_in),
        cmocka_unit_test(test_default_needs_no_file),
        cmocka_unit_test(test_shipped),
        cmocka_unit_test(test_search),
        cmocka_unit_test(test_not_there),
        cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_fault_changes_nothing),
        cmocka_unit_test(test_given_wins),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
