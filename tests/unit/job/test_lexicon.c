/* Where a job looks for words of two languages: in which order, when, and what
 * it makes of files that are not there or no good. */
#include "support/folder.h"
#include "support/oom.h"

#include "base/file.h"
#include "base/str.h"
#include "job/job.h"

#include <sys/stat.h>

static const char NOTES[] = "### Outline\n\n* 0:00 Tea\n* 0:20 Water\n\n"
                            "### Transcript\n\n**Ann:** Tea. More tea.\n\n"
                            "**Bob:** Water, and then tea.\n";

struct fixture {
    struct test_folder folder;
    struct np_job *job;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    assert_non_null(f);
    test_folder_make(&f->folder);
    assert_int_equal(np_job_new(&f->job), NP_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    np_job_free(f->job);
    test_folder_remove(&f->folder);
    free(f);
    return 0;
}

static const char *last_code(const struct np_job *job)
{
    size_t n;
    const struct np_diag *diags = np_job_diagnostics(job, &n);

    return n > 0 ? diags[n - 1].kind->code : "";
}

/* A compiled dictionary of one pair, at a path. */
static void write_compiled(const char *path, const char *text)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    struct npi_lexicon *lexicon;

    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    assert_int_equal(npi_lexicon_new(&ctx, &lexicon), NP_OK);
    assert_int_equal(
        npi_lexicon_dictionary(&ctx, lexicon, NPI_STR("t"), npi_str(text)),
        NP_OK);
    assert_int_equal(
        npi_file_write(&diags, path, npi_lexicon_compiled(lexicon)), NP_OK);
    npi_arena_release(&arena);
}

static void expect_word(struct np_job *job, const char *key, const char *word)
{
    const struct npi_lexicon *lexicon;
    struct npi_meanings meanings = {{NULL, 0}, {NULL, 0}};

    assert_int_equal(npi_job_lexicon(job, &lexicon), NP_OK);
    assert_non_null(lexicon);
    assert_true(npi_lexicon_find(lexicon, npi_str(key), &meanings));
    assert_str(meanings.dictionary.ptr ? meanings.dictionary
                                       : meanings.glossary,
               word);
}

static void test_none_is_no_error(void **state)
{
    struct fixture *f = *state;
    const struct npi_lexicon *lexicon;

    assert_int_equal(np_job_set_dictionary(f->job, "none"), NP_OK);
    assert_false(npi_job_names_words(f->job));
    assert_int_equal(npi_job_lexicon(f->job, &lexicon), NP_OK);
    assert_null(lexicon);
    assert_string_equal(last_code(f->job), "");
}

static void test_file_of_each_form(void **state)
{
    struct fixture *f = *state;
    const char *list = test_path(&f->folder, "list");
    const char *compiled = test_path(&f->folder, "compiled");

    test_write_file(list, "Katze = cat\n");
    write_compiled(compiled, "Katze = kitten\n");
    assert_int_equal(np_job_set_dictionary(f->job, compiled), NP_OK);
    assert_int_equal(np_job_set_dictionary(f->job, list), NP_OK);
    assert_true(npi_job_names_words(f->job));
    expect_word(f->job, "Katze", "cat");
    assert_null(f->job->words.mapped.ptr);
    np_job_free(f->job);
    assert_int_equal(np_job_new(&f->job), NP_OK);
    assert_int_equal(np_job_set_dictionary(f->job, compiled), NP_OK);
    expect_word(f->job, "Katze", "kitten");
    assert_non_null(f->job->words.mapped.ptr);
}

/* Nothing is opened before it is wanted, and then once. */
static void test_lazy(void **state)
{
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "later");

    assert_int_equal(np_job_set_dictionary(f->job, path), NP_OK);
    test_write_file(path, "Katze = cat\n");
    expect_word(f->job, "Katze", "cat");
    test_write_file(path, "Katze = dog\n");
    expect_word(f->job, "Katze", "cat");
    assert_int_equal(np_job_set_dictionary(f->job, "none"), NP_ERR_USAGE);
    assert_string_equal(last_code(f->job), "job-order");
    assert_int_equal(np_job_add_glossary(f->job, path), NP_ERR_USAGE);
}

static void test_faults(void **state)
{
    static const struct {
        const char *name;
        const char *text; /* NULL: no such file */
        enum np_status status;
        const char *code;
        bool glossary;
    } cases[] = {
        {"missing", NULL, NP_ERR_IO, "file-missing", false},
        {"missing", NULL, NP_ERR_IO, "file-missing", true},
        {".", NULL, NP_ERR_IO, "file-folder", false},
        {".", NULL, NP_ERR_IO, "file-folder", true},
        {"empty", "", NP_ERR_USAGE, "dictionary-empty", false},
        {"notes", "# Notes\n\nof this\n", NP_ERR_USAGE, "dictionary-format",
         false},
        {"cut", "\x89NPD\r\n\x1a\n", NP_ERR_USAGE, "dictionary-damaged", false},
        {"latin", "caf\xe9 = \xff\n", NP_ERR_USAGE, "encoding", false},
        {"latin", "caf\xe9 = \xff\n", NP_ERR_USAGE, "encoding", true},
        {"prose", "no pair in here\n", NP_ERR_USAGE, "glossary-none", true},
    };
    struct fixture *f = *state;
    const struct npi_lexicon *lexicon;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *path = test_path(&f->folder, cases[i].name);

        if (cases[i].text)
            test_write_file(path, cases[i].text);
        np_job_free(f->job);
        assert_int_equal(np_job_new(&f->job), NP_OK);
        assert_int_equal(cases[i].glossary
                             ? np_job_add_glossary(f->job, path)
                             : np_job_set_dictionary(f->job, path),
                         NP_OK);
        assert_int_equal(
            np_job_read_notes_text(f->job, "n", NOTES, sizeof(NOTES) - 1),
            NP_OK);
        assert_int_equal(np_job_run(f->job), cases[i].status);
        assert_string_equal(last_code(f->job), cases[i].code);
        assert_int_equal(npi_job_lexicon(f->job, &lexicon), cases[i].status);
        assert_null(lexicon);
    }
}

/* A tree as it is after building or installing; each place wins over the next.
 */
static void test_places(void **state)
{
    static const char *const places[] = {
        "bin/data/zh-en.dict", "user/zh-en.dict",
        "share/nopriors-export/data/zh-en.dict"};
    static const char *const folders[] = {"bin",
                                          "bin/data",
                                          "user",
                                          "share",
                                          "share/nopriors-export",
                                          "share/nopriors-export/data"};
    struct fixture *f = *state;
    char program[512];
    char user[512];

    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
        assert_int_equal(mkdir(test_path(&f->folder, folders[i]), 0700), 0);
    (void)snprintf(program, sizeof(program), "%s/bin", f->folder.path);
    (void)snprintf(user, sizeof(user), "%s/user", f->folder.path);
    for (int i = 2; i >= 0; i--) {
        char text[64];

        (void)snprintf(text, sizeof(text), "Katze = place%d\n", i);
        write_compiled(test_path(&f->folder, places[i]), text);
        (void)snprintf(text, sizeof(text), "place%d", i);
        np_job_free(f->job);
        assert_int_equal(np_job_new(&f->job), NP_OK);
        assert_int_equal(np_job_set_folders(f->job, program, NULL), NP_OK);
        assert_int_equal(np_job_set_data_folder(f->job, user), NP_OK);
        assert_int_equal(np_job_set_dictionary(f->job, "auto"), NP_OK);
        expect_word(f->job, "Katze", text);
    }
    /* One that is damaged is said and passed over. */
    test_write_file(test_path(&f->folder, places[0]), "\x89NPD\r\n\x1a\n");
    np_job_free(f->job);
    assert_int_equal(np_job_new(&f->job), NP_OK);
    assert_int_equal(np_job_set_folders(f->job, program, NULL), NP_OK);
    assert_int_equal(np_job_set_data_folder(f->job, user), NP_OK);
    expect_word(f->job, "Katze", "place1");
    assert_string_equal(last_code(f->job), "dictionary-skipped");
    for (size_t i = 0; i < 3; i++)
        (void)remove(test_path(&f->folder, places[i]));
    for (size_t i = sizeof(folders) / sizeof(folders[0]); i-- > 0;)
        (void)remove(test_path(&f->folder, folders[i]));
}

/* Several glossaries, before a dictionary's words. */
static void test_glossaries(void **state)
{
    struct fixture *f = *state;
    const char *a = test_path(&f->folder, "a");
    const char *b = test_path(&f->folder, "b");

    test_write_file(a, "特斯拉 = Tesla\n");
    test_write_file(b, "小鹏 = Xpeng\n");
    assert_int_equal(np_job_set_dictionary(f->job, "none"), NP_OK);
    assert_int_equal(np_job_add_glossary(f->job, a), NP_OK);
    assert_int_equal(np_job_add_glossary(f->job, b), NP_OK);
    assert_true(npi_job_names_words(f->job));
    expect_word(f->job, "特斯拉", "tesla");
    expect_word(f->job, "Xpeng", "小鹏");
}

static enum np_status work(void *user)
{
    const struct fixture *f = user;
    struct np_job *job;
    const struct npi_lexicon *lexicon;
    enum np_status status = np_job_new(&job);

    if (status != NP_OK)
        return status;
    status = np_job_set_data_folder(job, f->folder.path);
    if (status == NP_OK)
        status = np_job_set_folders(job, f->folder.path, NULL);
    if (status == NP_OK)
        status = np_job_add_glossary(job, test_path(&f->folder, "names"));
    if (status == NP_OK)
        status = npi_job_lexicon(job, &lexicon);
    if (status == NP_OK) {
        expect_word(job, "Katze", "cat");
        expect_word(job, "特斯拉", "tesla");
    }
    np_job_free(job);
    return status;
}

static void test_memory(void **state)
{
    struct fixture *f = *state;

    test_write_file(test_path(&f->folder, "names"), "特斯拉 = Tesla\n");
    write_compiled(test_path(&f->folder, "zh-en.dict"), "Katze = cat\n");
    test_each_allocation(work, f);
    /* The same with a dictionary as text. */
    test_write_file(test_path(&f->folder, "zh-en.dict"), "Katze = cat\n");
    test_each_allocation(work, f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_none_is_no_error, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_file_of_each_form, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_lazy, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_glossaries, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_memory, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
