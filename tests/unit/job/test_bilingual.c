/* Subtitles in two languages: notes and captions of tests/cases/matching give
 * tests/cases/job/bilingual/NAME.out, to be read. What holds for any of them:
 * each word of the captions is shown once at most, whole, in order, and in what
 * language the words are is never what times go by. */
#include "support/golden.h"
#include "support/oom.h"
#include "support/test.h"

#include "base/str.h"
#include "job/job.h"

#include <stdio.h>

struct talk {
    const char *name;
    const char *notes;
    const char *captions;
    const char *order;
    const char *script; /* or NULL */
};

/* Captions in another language, with what they lack, and with the originals
 * beside the translation. */
static const struct talk talks[] = {
    {"chinese", "tests/cases/matching/chinese-captions.md",
     "tests/cases/matching/chinese-captions.vtt", "notes-first", NULL},
    {"captions-first", "tests/cases/matching/chinese-captions.md",
     "tests/cases/matching/chinese-captions.vtt", "captions-first", NULL},
    {"english", "tests/cases/matching/words.md",
     "tests/cases/matching/words.vtt", "notes-first", NULL},
    {"traditional", "tests/cases/matching/chinese-captions.md",
     "tests/cases/matching/chinese-captions.vtt", "notes-first", "hant"},
    {"originals", "tests/cases/matching/bridge/below.md",
     "tests/cases/matching/bridge/below.srt", "notes-first", NULL},
    {"originals-hant", "tests/cases/matching/bridge/below.md",
     "tests/cases/matching/bridge/below.srt", "notes-first", "hant-tw"},
    {"notes-alone", "tests/cases/job/bilingual/notes-alone.md", "none",
     "notes-first", NULL},
    {"same-language", "tests/cases/matching/advertisement.md",
     "tests/cases/matching/advertisement.vtt", "notes-first", NULL},
};

static enum np_status run(const struct talk *talk, struct np_job **out)
{
    struct np_job *job;
    enum np_status status = np_job_new(&job);

    *out = job;
    if (status == NP_OK)
        status = np_job_set(job, "subtitles.bilingual", talk->order);
    if (status == NP_OK && talk->script)
        status = np_job_set(job, "typography.script", talk->script);
    if (status == NP_OK)
        status = np_job_set_dictionary(job, "none");
    if (status == NP_OK)
        status = np_job_set_captions(job, talk->captions);
    if (status == NP_OK)
        status = np_job_read_notes(job, talk->notes);
    return status == NP_OK ? np_job_run(job) : status;
}

static void put_lines(struct npi_buf *out, const char *mark,
                      const struct np_str *lines, unsigned n)
{
    for (unsigned k = 0; k < n; k++) {
        npi_buf_puts(out, mark);
        npi_buf_put(out, lines[k]);
        npi_buf_putc(out, '\n');
    }
}

static void write(struct npi_buf *out, const struct np_job *job)
{
    for (size_t i = 0; i < job->cues.n_cues; i++) {
        const struct np_cue *cue = &job->cues.cues[i];

        if (cue->second_above)
            put_lines(out, "  ", cue->second, cue->n_second);
        put_lines(out, "", cue->lines, cue->n_lines);
        if (!cue->second_above)
            put_lines(out, "  ", cue->second, cue->n_second);
        npi_buf_putc(out, '\n');
    }
    for (size_t i = 0; i < job->diags.n; i++) {
        npi_diag_message(out, &job->diags.items[i], NULL);
        npi_buf_putc(out, '\n');
    }
}

/* Looks for a line's words among the captions' from *word on; false: some word
 * is not there, or only a part of it. */
static bool find_line(const struct npi_caption_track *track, struct np_str line,
                      size_t *word)
{
    struct np_str rest = line;
    struct np_str text;

    while (npi_str_split(&rest, ' ', &text)) {
        while (*word < track->n_words &&
               !npi_str_eq(track->words[*word].text, text))
            ++*word;
        if (*word == track->n_words)
            return false;
        ++*word;
    }
    return true;
}

static size_t shown(const struct np_job *job)
{
    size_t n = 0;

    for (size_t i = 0; i < job->cues.n_cues; i++)
        n += job->cues.cues[i].n_second > 0;
    return n;
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(talks) / sizeof(talks[0]); i++) {
        struct np_job *job;
        struct npi_buf out;
        char path[128];

        assert_int_equal(run(&talks[i], &job), NP_OK);
        assert_int_equal(shown(job), job->n_second);
        npi_buf_init(&out, NPI_BUF_MAX);
        write(&out, job);
        (void)snprintf(path, sizeof(path), "tests/cases/job/bilingual/%s.out",
                       talks[i].name);
        test_golden(path, npi_buf_str(&out));
        npi_buf_release(&out);
        np_job_free(job);
    }
}

/* English captions, whose words are divided by spaces, of Chinese notes. */
static void test_words_once_and_whole(void **state)
{
    static const struct talk talk = {"", "tests/cases/matching/words.md",
                                     "tests/cases/matching/words.vtt",
                                     "notes-first", NULL};
    struct np_job *job;
    size_t word = 0;

    (void)state;
    assert_int_equal(run(&talk, &job), NP_OK);
    assert_true(job->n_second > 0);
    for (size_t i = 0; i < job->cues.n_cues; i++)
        for (unsigned k = 0; k < job->cues.cues[i].n_second; k++)
            assert_true(find_line(&job->captions.track,
                                  job->cues.cues[i].second[k], &word));
    np_job_free(job);
}

/* Cues get their time anew: still in order, each for a while. */
static void test_times(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(talks) / sizeof(talks[0]); i++) {
        struct np_job *job;

        assert_int_equal(run(&talks[i], &job), NP_OK);
        for (size_t k = 0; k < job->cues.n_cues; k++) {
            const struct np_cue *cue = &job->cues.cues[k];

            assert_true(cue->end - cue->start >= job->config.settings.shortest);
            assert_true(k == 0 || cue[-1].end <= cue->start);
        }
        np_job_free(job);
    }
}

/* The script changes no time of a sentence or chapter. */
static void test_script_keeps_times(void **state)
{
    struct np_job *plain;
    struct np_job *other;

    (void)state;
    assert_int_equal(run(&talks[4], &plain), NP_OK);
    assert_int_equal(run(&talks[5], &other), NP_OK);
    assert_true(plain->timeline.n_sentences > 0);
    for (size_t i = 0; i < plain->timeline.n_sentences; i++) {
        assert_int_equal(plain->timeline.sentences[i].start,
                         other->timeline.sentences[i].start);
        assert_int_equal(plain->timeline.sentences[i].end,
                         other->timeline.sentences[i].end);
    }
    assert_str(other->said.language, "zh-Hant-TW");
    np_job_free(plain);
    np_job_free(other);
}

static enum np_status work(void *user)
{
    struct np_job *job;
    enum np_status status = run(user, &job);

    if (status == NP_OK)
        assert_true(job->n_second > 0);
    np_job_free(job);
    return status;
}

static void test_no_memory(void **state)
{
    static const struct talk small[] = {
        {"captions", "tests/cases/job/bilingual/small.md",
         "tests/cases/job/bilingual/small.srt", "captions-first", "hant"},
        {"originals", "tests/cases/job/bilingual/small-alone.md", "none",
         "notes-first", "hant"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(small) / sizeof(small[0]); i++)
        test_each_allocation(work, (void *)(uintptr_t)&small[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_words_once_and_whole),
        cmocka_unit_test(test_script_keeps_times),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
