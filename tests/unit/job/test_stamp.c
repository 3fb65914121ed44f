/* The notes with their computed times in them, from end to end: read again they
 * are the same episode, the stamped sentences start when their stamps say, and
 * there is nothing more to stamp. */
#include "job/job.h"

#include "job/doubts.h"
#include "support/oom.h"
#include "support/test.h"

#include <dirent.h>

static const char *const places[] = {"turns", "chapters", "doubtful"};

static struct np_job *run(struct np_str bytes)
{
    struct np_job *job;

    assert_int_equal(np_job_new(&job), NP_OK);
    if (np_job_read_notes_text(job, "n.md", bytes.ptr, bytes.len) == NP_OK &&
        np_job_run(job) == NP_OK)
        return job;
    np_job_free(job);
    return NULL;
}

static void check_again(const char *name, const struct np_job *job,
                        const struct np_job *again, size_t n)
{
    const struct np_episode *a = np_job_episode(job);
    const struct np_episode *b = np_job_episode(again);
    const struct np_timeline *timeline = np_job_timeline(again);
    size_t more = 0;

    assert_int_equal(a->n_sentences, b->n_sentences);
    assert_int_equal(a->n_turns, b->n_turns);
    for (size_t s = 0; s < a->n_sentences; s++) {
        assert_true(npi_str_eq(a->sentences[s].text, b->sentences[s].text));
        if (a->sentences[s].stamp == b->sentences[s].stamp)
            continue;
        more++;
        if (timeline->sentences[s].start != b->sentences[s].stamp)
            fail_msg("%s: sentence %zu is stamped %lld and starts at %lld",
                     name, s, (long long)b->sentences[s].stamp,
                     (long long)timeline->sentences[s].start);
        assert_true(timeline->sentences[s].evidence & NP_EVIDENCE_STAMP);
    }
    assert_int_equal(more, n);
}

/* Returns how many stamps were written. */
static size_t one(const char *name, struct np_str bytes, const char *where)
{
    struct np_job *job = run(bytes);
    struct np_job *again;
    struct np_str stamped;
    struct np_str twice;
    size_t n = 0;
    size_t n_twice;

    if (!job)
        return 0;
    if (np_job_episode(job)->n_sentences == 0) {
        assert_int_equal(np_job_stamp_notes(job, where, &stamped, &n),
                         NP_ERR_NOTES);
        np_job_free(job);
        return 0;
    }
    assert_int_equal(np_job_stamp_notes(job, where, &stamped, &n), NP_OK);
    again = run(stamped);
    assert_non_null(again);
    check_again(name, job, again, n);
    /* What is doubtful is another question once there are stamps. */
    if (strcmp(where, "doubtful") != 0) {
        assert_int_equal(np_job_stamp_notes(again, where, &twice, &n_twice),
                         NP_OK);
        if (!npi_str_eq(stamped, twice))
            fail_msg("%s: --stamp %s twice is not the same", name, where);
    }
    np_job_free(again);
    np_job_free(job);
    return n;
}

static size_t one_file(const char *path)
{
    size_t len;
    char *bytes = test_read_file(path, &len);
    size_t n = 0;

    for (size_t i = 0; i < 3; i++)
        n += one(path, (struct np_str){bytes, len}, places[i]);
    free(bytes);
    return n;
}

static void one_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    size_t n = 0;

    assert_non_null(dir);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        const size_t len = strlen(entry->d_name);
        char path[512];

        if (len < 4 || strcmp(entry->d_name + len - 3, ".md") != 0)
            continue;
        (void)snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        n += one_file(path);
    }
    (void)closedir(dir);
    assert_true(n > 0);
}

static void test_round_trip(void **state)
{
    static const char real[] = "../shared/seeds/no-priors-80.zh.md";
    FILE *file = fopen(real, "rb");

    (void)state;
    one_folder("tests/cases/notes");
    one_folder("samples");
    if (file) {
        (void)fclose(file);
        assert_true(one_file(real) > 150);
    }
}

static const char NOTES[] =
    "* 0:00 Opening\n* 0:20 Of tea\n* 1:40 The end\n\n## Transcript\n\n"
    "**Ann:** Welcome to the opening. Today we have Bob here.\n\n"
    "**Bob:** Thank you. Shall we talk of tea?\n\n"
    "**Ann (0:30):** Please do. Tea is what we came for.\n\n"
    "**Bob:** Water should be hot. This is the end of it.\n";

static struct np_job *new_job(void)
{
    struct np_job *job;

    assert_int_equal(np_job_new(&job), NP_OK);
    assert_int_equal(
        np_job_read_notes_text(job, "n.md", NOTES, sizeof(NOTES) - 1), NP_OK);
    return job;
}

static bool has(struct np_str text, const char *part)
{
    return npi_str_find(text, npi_str(part)) != NP_NONE;
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

/* An anchor is a stamp: the timeline takes it, --stamp writes it. */
static void test_anchors(void **state)
{
    struct np_job *job = new_job();
    struct np_str text;
    size_t n;

    (void)state;
    assert_int_equal(np_job_add_anchor(job, "0:15.5=thank YOU"), NP_OK);
    assert_int_equal(np_job_add_anchor(job, "0:31=please"), NP_OK);
    assert_int_equal(np_job_add_anchor(job, "Please"), NP_ERR_USAGE);
    assert_int_equal(np_job_run(job), NP_OK);
    assert_int_equal(np_job_timeline(job)->sentences[2].start, 15500);
    assert_int_equal(np_job_timeline(job)->sentences[4].start, 31000);
    assert_int_equal(np_job_stamp_notes(job, "chapters", &text, &n), NP_OK);
    assert_true(has(text, "**Bob:** [0:15.5] Thank you. "));
    assert_true(has(text, "**Ann (0:30):** Please do."));
    assert_true(has_diag(job, "stamp-kept"));
    assert_int_equal(np_job_stamp_notes(job, "words", &text, &n), NP_ERR_USAGE);
    np_job_free(job);
}

/* Anchors that contradict each other are named as anchors. */
static void test_anchors_backwards(void **state)
{
    struct np_job *job = new_job();

    (void)state;
    assert_int_equal(np_job_add_anchor(job, "0:50=welcome"), NP_OK);
    assert_int_equal(np_job_add_anchor(job, "0:40=thank you"), NP_OK);
    assert_int_equal(np_job_run(job), NP_OK);
    assert_true(has_diag(job, "anchor-order"));
    np_job_free(job);
}

/* A wrong anchor leaves the job as it was: it can be run without. */
static void test_anchor_unknown(void **state)
{
    struct np_job *job = new_job();
    struct np_str text;
    size_t n;

    (void)state;
    assert_int_equal(np_job_stamp_notes(job, "turns", &text, &n), NP_ERR_USAGE);
    assert_int_equal(np_job_add_anchor(job, "0:40=coffee"), NP_OK);
    assert_int_equal(np_job_run(job), NP_ERR_USAGE);
    assert_true(has_diag(job, "anchor-missing"));
    assert_null(np_job_timeline(job));
    np_job_free(job);
}

/* Doubts: what is sure has none, and the first settles most. */
static void test_doubts(void **state)
{
    struct np_timed_sentence timed[40];
    struct np_sentence sentences[40];
    struct np_turn turns[40];
    struct np_episode e = {.sentences = sentences,
                           .n_sentences = 40,
                           .turns = turns,
                           .n_turns = 40};
    struct np_timeline timeline = {.sentences = timed, .n_sentences = 40};
    struct npi_doubts doubts;

    (void)state;
    for (size_t i = 0; i < 40; i++) {
        timed[i] = (struct np_timed_sentence){
            .start = (int64_t)i * 5000,
            .end = (int64_t)(i + 1) * 5000,
            .evidence = NP_EVIDENCE_LENGTH,
            .confidence = i >= 20 && i < 30 ? 0.2 : 0.9};
        sentences[i] = (struct np_sentence){.turn = i, .stamp = NP_NO_TIME};
        turns[i] = (struct np_turn){.first_sentence = i, .n_sentences = 1};
    }
    assert_int_equal(npi_doubts_find(&e, &timeline, &doubts), NP_OK);
    assert_true(doubts.n >= 1);
    assert_in_range(doubts.places[0].sentence, 22, 27);
    assert_in_range(doubts.places[0].settles, 30000, 60000);
    for (size_t i = 1; i < doubts.n; i++) {
        assert_in_range(doubts.places[i].sentence, 20, 29);
        assert_true(doubts.places[i].settles <= doubts.places[0].settles);
    }
    for (size_t i = 0; i < 40; i++)
        timed[i].confidence = 0.9;
    assert_int_equal(npi_doubts_find(&e, &timeline, &doubts), NP_OK);
    assert_int_equal(doubts.n, 0);
}

static enum np_status work(void *user)
{
    struct np_job *job;
    struct np_str text;
    size_t n;
    enum np_status status = np_job_new(&job);

    (void)user;
    if (status != NP_OK)
        return status;
    status = np_job_read_notes_text(job, "n.md", NOTES, sizeof(NOTES) - 1);
    if (status == NP_OK)
        status = np_job_add_anchor(job, "0:12=thank you");
    if (status == NP_OK)
        status = np_job_run(job);
    for (size_t i = 0; i < 3 && status == NP_OK; i++)
        status = np_job_stamp_notes(job, places[i], &text, &n);
    if (status == NP_OK)
        assert_true(has(text, "[0:12.0] Thank you."));
    np_job_free(job);
    return status;
}

static void test_no_memory(void **state)
{
    (void)state;
    test_each_allocation(work, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_anchors),
        cmocka_unit_test(test_anchors_backwards),
        cmocka_unit_test(test_anchor_unknown),
        cmocka_unit_test(test_doubts),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
