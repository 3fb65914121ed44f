/* Signs as the profile wants them: what is rewritten, what a line's end leaves
 * out, and that nothing else is touched. */
#include "cues/stretch.h"
#include "cues/typography.h"
#include "support/dialogue.h"
#include "support/oom.h"

/* "a=b,c=d" of [typography]. */
static void set_all(struct dialogue *d, const char *pairs)
{
    struct np_str rest = npi_str(pairs);
    struct np_str pair;
    while (npi_str_split(&rest, ',', &pair)) {
        char full[128];
        (void)snprintf(full, sizeof full, "typography.%.*s", (int)pair.len,
                       pair.ptr);
        dialogue_set(d, full);
    }
}

static void one_text(char **fields, size_t n, size_t line, void *user)
{
    struct dialogue d;
    struct np_episode shown;
    (void)user;
    assert_int_equal(n, 3);
    dialogue_init(&d, "zh");
    set_all(&d, fields[0]);
    dialogue_add(&d, 0, 1000, 0, false, npi_str(fields[1]));
    dialogue_view(&d);
    assert_int_equal(
        npi_typography_apply(&d.arena, &d.config.settings, &d.episode, &shown),
        NP_OK);
    struct np_str text = shown.sentences[0].text;
    if (!npi_str_eq(text, npi_str(fields[2])))
        fail_msg("typography.tsv:%zu: \"%.*s\"", line, (int)text.len, text.ptr);
    dialogue_release(&d);
}

static void test_texts(void **state)
{
    (void)state;
    test_each_case("tests/cases/cues_parts/typography.tsv", one_text, NULL);
}

/* What is set to be left alone is left alone, without a copy. */
static void test_plain(void **state)
{
    struct dialogue d;
    struct np_episode shown;
    (void)state;
    dialogue_init(&d, "zh");
    dialogue_add(&d, 0, 1000, 0, false, NPI_STR("你好,GPT...\"世界\"--"));
    dialogue_view(&d);
    assert_int_equal(
        npi_typography_apply(&d.arena, &d.config.settings, &d.episode, &shown),
        NP_OK);
    assert_ptr_equal(shown.sentences, d.episode.sentences);
    dialogue_release(&d);
}

/* Lines of one cue, as they are shown: what a line's end drops, and what stands
 * inside. */
static void test_lines(void **state)
{
    static const struct {
        const char *pairs, *text, *lines; /* separated by / */
    } rows[] = {
        {"end-marks=drop", "你好。", "你好"},
        {"end-marks=drop", "你好，", "你好"},
        {"end-marks=keep", "你好。", "你好。"},
        {"end-marks=auto", "你好。", "你好"},
        {"end-marks=drop", "你好？", "你好？"},
        {"end-marks=drop", "你好！", "你好！"},
        {"end-marks=drop", "你好……", "你好……"},
        {"end-marks=drop", "你好——", "你好——"},
        {"end-marks=drop", "他说：", "他说："},
        {"end-marks=drop", "你好。。。", "你好。。。"},
        {"end-marks=drop", "他说：“你好。”", "他说：“你好。”"},
        {"end-marks=drop", "读过《史记》，", "读过《史记》"},
        {"end-marks=drop", "你好 。", "你好"},
        {"end-marks=drop", "。", "。"},
        {"end-marks=drop", "OK.", "OK."},
        {"end-marks=drop,inner-marks=space", "好，走吧。", "好 走吧"},
        {"end-marks=drop,inner-marks=space", "好， 走吧。", "好 走吧"},
        {"end-marks=drop,inner-marks=space", "看、听、说。", "看、听、说"},
        {"end-marks=drop,inner-marks=space", "“好，”他说，", "“好，”他说"},
        {"end-marks=keep,inner-marks=space", "好，走吧。", "好 走吧"},
        {"end-marks=drop", "我们希望能够研究这个问题，因为它确实很重要。",
         "我们希望能够研究这个问题/因为它确实很重要"},
        /* 16 characters and a mark that is dropped: it fits. */
        {"end-marks=drop", "我们都希望能够继续研究下这个问题。",
         "我们都希望能够继续研究下这个问题"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct dialogue d;
        char lines[256] = "";
        dialogue_init(&d, "zh");
        set_all(&d, rows[i].pairs);
        dialogue_add(&d, 0, 5000, 0, false, npi_str(rows[i].text));
        assert_int_equal(dialogue_build(&d), NP_OK);
        for (size_t c = 0; c < d.cues.n_cues; c++)
            for (unsigned k = 0; k < d.cues.cues[c].n_lines; k++) {
                struct np_str line = d.cues.cues[c].lines[k];
                if (*lines)
                    strcat(lines, "/");
                strncat(lines, line.ptr, line.len);
            }
        assert_string_equal(lines, rows[i].lines);
        for (size_t b = 0; b < d.n_breaches; b++)
            assert_false(d.breaches[b].hard);
        dialogue_release(&d);
    }
}

static enum np_status work(void *user)
{
    struct dialogue *d = user;
    struct npi_arena arena;
    struct np_episode shown;
    npi_arena_init(&arena);
    enum np_status status = npi_typography_apply(&arena, &d->config.settings,
                                                 &d->episode, &shown);
    if (status == NP_OK)
        assert_str(shown.sentences[1].text, "他用 AI，对吗？");
    npi_arena_release(&arena);
    return status;
}

static void test_no_memory(void **state)
{
    struct dialogue d;
    (void)state;
    dialogue_init(&d, "zh");
    set_all(&d, "full-width=on,latin-space=space");
    dialogue_add(&d, 0, 1000, 0, false, NPI_STR("好。"));
    dialogue_add(&d, 1000, 2000, 0, false, NPI_STR("他用AI,对吗?"));
    dialogue_view(&d);
    test_each_allocation(work, &d);
    dialogue_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
