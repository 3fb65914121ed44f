/* The text tracks of MEDIA as a job takes them: our own and forced ones are
 * left alone, the rest is read; a file beside goes before them, a machine's
 * translation behind. The media are tests/cases/media/tracks/NAME.bytes. */
#include "support/assemble.h"
#include "support/folder.h"
#include "support/oom.h"
#include "support/test.h"

#include "base/str.h"
#include "job/job.h"

static const char NOTES[] = "# An episode\n\n### Outline\n\n* 0:00 Opening\n"
                            "* 0:05 Of tea\n";
static const char CUE[] = "1\n00:00:01,000 --> 00:00:02,000\n一二三四五\n";

static void make(struct test_folder *folder, const char *bytes)
{
    struct npi_buf buf;
    test_folder_make(folder);
    test_write_file(test_path(folder, "ep.md"), NOTES);
    test_assemble(bytes, &buf);
    FILE *file = fopen(test_path(folder, "video.mkv"), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(buf.data, 1, buf.len, file), buf.len);
    assert_int_equal(fclose(file), 0);
    npi_buf_release(&buf);
}

/* A job whose MEDIA is known without libav. */
static enum np_status run(const struct test_folder *folder, struct np_job **job,
                          struct np_media_info *info)
{
    enum np_status status = np_job_new(job);
    if (status != NP_OK)
        return status;
    *info = (struct np_media_info){.length = NP_NO_TIME};
    info->path = npi_arena_str(&(*job)->arena,
                               npi_str(test_path(folder, "video.mkv")));
    if (!info->path.ptr)
        return NP_ERR_NOMEM;
    (*job)->info = info;
    status = np_job_read_notes(*job, test_path(folder, "ep.md"));
    return status == NP_OK ? np_job_run(*job) : status;
}

/* "captions-ours|Plain" */
static void check(const char *bytes, const char *beside, const char *expected)
{
    struct test_folder folder;
    struct np_media_info info;
    struct np_job *job;
    struct npi_buf out;
    size_t n;
    make(&folder, bytes);
    if (beside)
        test_write_file(test_path(&folder, beside), CUE);
    assert_int_equal(run(&folder, &job, &info), NP_OK);
    const struct np_caption_source *sources = np_job_captions(job, &n);
    npi_buf_init(&out, 1 << 20);
    for (size_t i = 0; i < n; i++) {
        npi_buf_puts(&out, i ? "|" : "");
        if (sources[i].why_not)
            npi_buf_puts(&out, sources[i].why_not->code);
        else
            npi_buf_put(&out, sources[i].name);
    }
    assert_str(npi_buf_str(&out), expected);
    npi_buf_release(&out);
    np_job_free(job);
    test_folder_remove(&folder);
}

static void test_which_is_taken(void **state)
{
    (void)state;
    check("tests/cases/media/tracks/tx3g.bytes", NULL, "captions-ours|Plain");
    check("tests/cases/media/tracks/tx3g.bytes", "video.srt", "video.srt");
    check("tests/cases/media/tracks/tx3g.bytes", "video.zh-Hans-en.srt",
          "captions-ours|Plain");
    check("tests/cases/media/tracks/fragments.bytes", NULL, "Pieces");
    check("tests/cases/media/tracks/other.bytes", NULL, "");
    check("tests/cases/media/tracks/no-moov.bytes", NULL, "");
}

static void test_what_is_known_of_it(void **state)
{
    struct test_folder folder;
    struct np_media_info info;
    struct np_job *job;
    (void)state;
    make(&folder, "tests/cases/media/tracks/tx3g.bytes");
    assert_int_equal(run(&folder, &job, &info), NP_OK);
    const struct np_caption_source *taken = npi_job_taken(job);
    assert_non_null(taken);
    assert_int_equal(taken->place, NP_CAPTION_INSIDE);
    assert_int_equal(taken->clock, NP_CAPTION_CLOCK_MEDIA);
    assert_str(taken->language, "zh");
    assert_str(taken->format, "SubRip");
    assert_int_equal(taken->n_cues, 2);
    assert_true(npi_str_eq(taken->path, info.path));
    assert_null(job->captions.path);
    assert_true(job->said_by_captions);
    assert_str(job->said.sentences[0].text, "abc");
    np_job_free(job);
    test_folder_remove(&folder);
}

static enum np_status whole_run(void *user)
{
    struct np_media_info info;
    struct np_job *job;
    enum np_status status = run(user, &job, &info);
    np_job_free(job);
    return status;
}

static void test_every_allocation_may_fail(void **state)
{
    struct test_folder folder;
    (void)state;
    make(&folder, "tests/cases/media/tracks/tx3g.bytes");
    test_each_allocation(whole_run, &folder);
    test_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_which_is_taken),
        cmocka_unit_test(test_what_is_known_of_it),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
