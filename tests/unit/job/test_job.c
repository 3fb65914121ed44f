/* The job: stages in order, calls out of order refused, what the user sets
 * reaches the stages, and no allocation whose failure is not survived. */
#include "support/oom.h"
#include "support/test.h"

#include "job/job.h"

static const char NOTES[] =
    "# An episode\n"
    "\n"
    "### Outline\n"
    "\n"
    "* 0:00 Opening\n"
    "* 0:10 Of tea\n"
    "    * 0:15 Of water\n"
    "\n"
    "## Transcript\n"
    "\n"
    "**Ann:** Welcome to the opening. Today we have Bob here.\n"
    "\n"
    "**Bob:** Thank you, I am glad to be here. Shall we talk of tea?\n"
    "\n"
    "**Of tea**\n"
    "\n"
    "**Ann:** Please do. Tea is what we came for. Water comes first.\n"
    "\n"
    "**Bob:** Water should be hot. Then it should wait a little.\n";

static struct np_job *job_of(const char *notes)
{
    struct np_job *job;

    assert_int_equal(np_job_new(&job), NP_OK);
    assert_int_equal(
        np_job_read_notes_text(job, "notes.md", notes, strlen(notes)), NP_OK);
    return job;
}

static bool has_diag(const struct np_job *job, const char *code)
{
    size_t n;
    const struct np_diag *diags = np_job_diagnostics(job, &n);

    for (size_t i = 0; i < n; i++)
        if (strcmp(diags[i].kind->code, code) == 0)
            return true;
    return false;
}

static void test_whole_run(void **state)
{
    struct np_job *job = job_of(NOTES);
    struct np_str text;

    (void)state;
    assert_null(np_job_timeline(job));
    assert_int_equal(np_job_run(job), NP_OK);
    assert_int_equal(np_job_episode(job)->n_turns, 4);
    assert_int_equal(np_job_timeline(job)->n_chapters, 3);
    assert_true(np_job_cues(job)->n_cues >= 4);
    assert_null(np_job_media(job));
    assert_int_equal(np_job_text(job, "vtt", &text), NP_OK);
    assert_true(text.len > 6 && memcmp(text.ptr, "WEBVTT", 6) == 0);
    size_t n = 1;
    assert_int_equal(np_job_check_style(job), NP_OK);
    (void)np_job_breaches(job, &n);
    assert_true(n < np_job_cues(job)->n_cues);
    np_job_free(job);
}

static void test_calls_out_of_order(void **state)
{
    struct np_job *job;
    struct np_str text;
    struct np_media_result result;
    const struct np_media_options options = {.out = "out.mp4"};

    (void)state;
    assert_int_equal(np_job_new(&job), NP_OK);
    assert_int_equal(np_job_run(job), NP_ERR_USAGE);
    assert_int_equal(np_job_check_style(job), NP_ERR_USAGE);
    assert_int_equal(np_job_text(job, "vtt", &text), NP_ERR_USAGE);
    assert_null(text.ptr);
    assert_int_equal(np_job_write_media(job, &options, &result), NP_ERR_USAGE);
    assert_null(np_job_episode(job));
    assert_true(has_diag(job, "job-order"));
    np_job_free(job);
    np_job_free(NULL);
}

static void test_second_notes_are_refused(void **state)
{
    struct np_job *job = job_of(NOTES);

    (void)state;
    assert_int_equal(np_job_read_notes_text(job, "b.md", NOTES, 10),
                     NP_ERR_USAGE);
    np_job_free(job);
}

static void test_unknown_format_names_the_known(void **state)
{
    struct np_job *job = job_of(NOTES);
    struct np_str text;
    size_t n;

    (void)state;
    assert_int_equal(np_job_run(job), NP_OK);
    assert_int_equal(np_job_text(job, "vt", &text), NP_ERR_USAGE);
    assert_true(has_diag(job, "format-unknown"));
    const struct np_diag *diags = np_job_diagnostics(job, &n);
    assert_non_null(strstr(diags[n - 1].args[1].ptr, "vtt"));
    np_job_free(job);
}

static void test_settings_reach_the_cues(void **state)
{
    (void)state;
    for (int longest = 16; longest <= 42; longest += 26) {
        struct np_job *job = job_of(NOTES);
        char value[8];

        (void)snprintf(value, sizeof(value), "%d", longest);
        assert_int_equal(np_job_set(job, "subtitles.line-length", value),
                         NP_OK);
        assert_int_equal(np_job_run(job), NP_OK);
        const struct np_cues *cues = np_job_cues(job);
        size_t longest_seen = 0;
        for (size_t i = 0; i < cues->n_cues; i++)
            for (unsigned k = 0; k < cues->cues[i].n_lines; k++)
                if (cues->cues[i].lines[k].len > longest_seen)
                    longest_seen = cues->cues[i].lines[k].len;
        assert_true(longest_seen <= (size_t)longest);
        assert_true(longest_seen > (size_t)longest / 2);
        np_job_free(job);
    }
}

static void test_faulty_settings_change_nothing(void **state)
{
    struct np_job *job = job_of(NOTES);
    const int64_t before = job->config.settings.longest;

    (void)state;
    assert_int_equal(np_job_set(job, "subtitles.longest", "-3"), NP_ERR_USAGE);
    assert_int_equal(np_job_set(job, "subtitles.nothing", "3"), NP_ERR_USAGE);
    assert_int_equal(np_job_load_profile(job, "no-such"), NP_ERR_USAGE);
    assert_int_equal(job->config.settings.longest, before);
    np_job_free(job);
}

static void test_language_tags(void **state)
{
    static const struct {
        const char *tag;
        enum np_status status;
    } cases[] = {
        {"zh-Hans", NP_OK},     {"en", NP_OK},
        {"pt-BR", NP_OK},       {NULL, NP_OK},
        {"", NP_ERR_USAGE},     {"-en", NP_ERR_USAGE},
        {"en-", NP_ERR_USAGE},  {"zh_CN", NP_ERR_USAGE},
        {"中文", NP_ERR_USAGE}, {"abcdefghi", NP_ERR_USAGE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct np_job *job;

        assert_int_equal(np_job_new(&job), NP_OK);
        assert_int_equal(np_job_set_language(job, cases[i].tag),
                         cases[i].status);
        np_job_free(job);
    }
}

static void test_given_language_wins(void **state)
{
    struct np_job *job;

    (void)state;
    assert_int_equal(np_job_new(&job), NP_OK);
    assert_int_equal(np_job_set_language(job, "fr"), NP_OK);
    assert_int_equal(np_job_read_notes_text(job, "n.md", NOTES, strlen(NOTES)),
                     NP_OK);
    assert_str(np_job_episode(job)->language, "fr");
    np_job_free(job);
}

static void test_a_cancelled_job_stops(void **state)
{
    struct np_job *job = job_of(NOTES);

    (void)state;
    np_job_cancel(job);
    assert_int_equal(np_job_run(job), NP_ERR_INTERRUPTED);
    np_job_free(job);
}

static enum np_status whole_run(void *user)
{
    struct np_job *job;
    struct np_str text;
    enum np_status status;

    (void)user;
    status = np_job_new(&job);
    if (status != NP_OK)
        return status;
    status = np_job_set_folders(job, "/nowhere", "/nowhere");
    if (status == NP_OK)
        status = np_job_read_notes_text(job, "n.md", NOTES, strlen(NOTES));
    if (status == NP_OK)
        status = np_job_run(job);
    if (status == NP_OK)
        status = np_job_check_style(job);
    if (status == NP_OK)
        status = np_job_text(job, "json", &text);
    np_job_free(job);
    return status;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    test_each_allocation(whole_run, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_run),
        cmocka_unit_test(test_calls_out_of_order),
        cmocka_unit_test(test_second_notes_are_refused),
        cmocka_unit_test(test_unknown_format_names_the_known),
        cmocka_unit_test(test_settings_reach_the_cues),
        cmocka_unit_test(test_faulty_settings_change_nothing),
        cmocka_unit_test(test_language_tags),
        cmocka_unit_test(test_given_language_wins),
        cmocka_unit_test(test_a_cancelled_job_stops),
        cmocka_unit_test(test_every_allocation_may_fail),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
