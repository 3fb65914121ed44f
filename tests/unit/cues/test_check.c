/* The style check against cues made by hand: every rule is broken by some row,
 * and by no row that keeps it. It must find what the builder would never do. */
#include "base/str.h"
#include "support/dialogue.h"
#include "support/oom.h"

#define CUES 3

static const struct {
    const char *rules; /* what the check says of all cues, in order */
    const char *set;   /* one setting, or NULL */
    struct {
        int64_t start, end;
        const char *lines; /* separated by / */
    } cues[CUES];
} rows[] = {
    {"", NULL, {{0, 2000, "欢迎回来。"}}},
    {"", NULL, {{0, 2000, "一二三四五六七八九十一二三四五六"}}},
    {"", NULL, {{0, 3000, "Ab Ab Ab Ab Ab Ab Ab Ab Ab Ab Ab"}}},
    {"line-length", NULL, {{0, 3000, "一二三四五六七八九十一二三四五六七"}}},
    {"line-length", NULL, {{0, 3000, "一二三四五六七八九十一二三四五六a"}}},
    {"", "subtitles.counting=each", {{0, 900, "👨‍👩‍👧e\u0301"}}},
    {"lines", NULL, {{0, 2000, "第一行/第二行/第三行"}}},
    {"", "subtitles.lines=3", {{0, 2000, "第一行/第二行/第三行"}}},
    {"empty unbalanced orphan spaces", NULL, {{0, 2000, "你好啊/ "}}},
    {"unbalanced", NULL, {{0, 2000, "你好啊/一二三四五六七八"}}},
    {"", NULL, {{0, 2000, "一二三四/五六七八九十一二"}}},
    {"shortest", NULL, {{0, 832, "你好"}}},
    {"", NULL, {{0, 833, "你好"}}},
    {"", NULL, {{0, 7000, "你好"}}},
    {"longest", NULL, {{0, 7001, "你好"}}},
    {"reading-speed", NULL, {{0, 1000, "一二三四五六七八九十"}}},
    {"", NULL, {{0, 1000, "一二三四五六七八九"}}},
    {"spaces", NULL, {{0, 1000, "一二三四五六七abc "}}},
    {"reading-speed", NULL, {{0, 1000, "一二三四五六七abcde"}}},
    {"overlap", NULL, {{0, 2000, "你好"}, {1999, 4000, "再见"}}},
    {"times", NULL, {{2000, 2000, "你好"}}},
    {"times", NULL, {{2000, 1000, "你好"}}},
    {"times", NULL, {{5000, 2000, "你好"}, {5000, 7000, "再见"}}},
    {"gap", NULL, {{0, 2000, "你好"}, {2000, 4000, "再见"}}},
    {"gap", NULL, {{0, 2000, "你好"}, {2082 - 1, 4000, "再见"}}},
    {"", NULL, {{0, 2000, "你好"}, {2083, 4000, "再见"}}},
    {"", NULL, {{0, 2000, "你好"}, {2084, 4000, "再见"}}},
    {"gap", NULL, {{0, 2000, "你好"}, {2125, 4000, "再见"}}},
    {"gap", NULL, {{0, 2000, "你好"}, {2458, 4000, "再见"}}},
    {"", NULL, {{0, 2000, "你好"}, {2500, 4000, "再见"}}},
    {"", "subtitles.gap-frames=0", {{0, 2000, "你好"}, {2000, 4000, "再见"}}},
    {"kinsoku", NULL, {{0, 2000, "我们都好/，谢谢大家"}}},
    {"kinsoku", NULL, {{0, 2000, "他对我说：“/谢谢大家。”"}}},
    {"kinsoku", NULL, {{0, 2000, "他说你们好"}, {2084, 4000, "。再会了"}}},
    {"kinsoku", NULL, {{0, 2000, "我们谈到《"}, {2084, 4000, "新闻》了"}}},
    {"broken-word", NULL, {{0, 2000, "我们用 Trans/former 模型"}}},
    {"broken-word", NULL, {{0, 2000, "我用 Trans"}, {2084, 4000, "former 的"}}},
    {"spaces", NULL, {{0, 3000, "see Andrej /Karpathy here"}}},
    {"broken-word", NULL, {{0, 2000, "大约是 2014/年的时候了"}}},
    {"kinsoku broken-word", NULL, {{0, 2000, "大约有 20/% 的人了"}}},
    {"broken-word unbalanced orphan",
     NULL,
     {{0, 2000, "有一个 re/\u0301sume\u0301"}}},
    {"broken-word", NULL, {{0, 2000, "家人 👨\u200d/👩👧好"}}},
    {"flicker", NULL, {{0, 2000, "你好啊"}, {2084, 4000, "你好啊"}}},
    {"", NULL, {{0, 2000, "你好啊"}, {3000, 4000, "你好啊"}}},
    {"unbalanced orphan", NULL, {{0, 2000, "你好/一二三四五六七八"}}},
    {"orphan", NULL, {{0, 2000, "你好/我好"}}},
    {"", NULL, {{0, 2000, "你好啊/我好啊"}}},
    {"punctuation", "typography.end-marks=drop", {{0, 2000, "我们都好。"}}},
    {"", "typography.end-marks=drop", {{0, 2000, "我们都好？"}}},
    {"punctuation", NULL, {{0, 2000, "我们都好。。再见"}}},
    {"punctuation", NULL, {{0, 2000, "我们都好,再见"}}},
    {"", NULL, {{0, 2000, "我们都好！！再见"}}},
    {"spaces", NULL, {{0, 2000, "我们  都好"}}},
    {"spaces", NULL, {{0, 2000, " 我们都好"}}},
    {"spaces", NULL, {{0, 2000, "我们都好 "}}},
    {"brackets", NULL, {{0, 2000, "我们（都好"}}},
    {"brackets", NULL, {{0, 2000, "我们都）好"}}},
    {"brackets", NULL, {{0, 2000, "我们（都”好"}}},
    {"", NULL, {{0, 2000, "他说“我们"}, {2084, 4000, "都好”再见"}}},
    {"speakers", NULL, {{0, 2000, "你好啊/- 我好啊"}}},
    {"", NULL, {{0, 2000, "- 你好啊/- 我好啊"}}},
    {"", NULL, {{0, 2000, "你好啊/——我好"}}},
    {"reading-speed",
     NULL,
     {{0, 2000, "你好"},
      {2084, 2984, "一二三四五六七八九十"},
      {3068, 6000, "你好"}}},
};

/* The cues' text as one sentence, so that the check can look it up. */
static void make(struct dialogue *d, size_t row)
{
    static struct np_cue cues[CUES];
    char text[512];
    size_t len = 0;
    size_t n = 0;
    dialogue_init(d, "zh");
    dialogue_set(d,
                 rows[row].set ? rows[row].set : "typography.end-marks=keep");
    for (; n < CUES && rows[row].cues[n].lines; n++) {
        struct np_str rest = npi_str(rows[row].cues[n].lines);
        struct np_str line;
        cues[n] = (struct np_cue){.start = rows[row].cues[n].start,
                                  .end = rows[row].cues[n].end};
        while (npi_str_split(&rest, '/', &line)) {
            cues[n].lines[cues[n].n_lines++] = line;
            memcpy(text + len, line.ptr, line.len);
            len += line.len;
        }
    }
    dialogue_add(d, 0, 9000, 0, false, (struct np_str){text, len});
    dialogue_view(d);
    d->cues = (struct np_cues){cues, n};
}

static enum np_status check(struct dialogue *d,
                            const struct np_episode *episode)
{
    return npi_cues_check(&d->ctx, episode, &d->cues, &d->config.settings,
                          d->rate, &d->breaches, &d->n_breaches);
}

static void test_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct dialogue d;
        char found[256] = "";
        make(&d, i);
        assert_int_equal(check(&d, &d.episode), NP_OK);
        for (size_t b = 0; b < d.n_breaches; b++) {
            if (b)
                strcat(found, " ");
            strcat(found, d.breaches[b].rule);
        }
        if (strcmp(found, rows[i].rules) != 0)
            fail_msg("row %zu, %s: \"%s\", want \"%s\"", i,
                     rows[i].cues[0].lines, found, rows[i].rules);
        dialogue_release(&d);
    }
}

/* Which rules fail a run; what they measure. */
static void test_values(void **state)
{
    struct dialogue d;
    (void)state;
    make(&d, 15);
    assert_int_equal(check(&d, &d.episode), NP_OK);
    assert_false(d.breaches[0].hard);
    assert_true(d.breaches[0].value > 9.99 && d.breaches[0].value < 10.01);
    assert_true(d.breaches[0].limit > 8.99 && d.breaches[0].limit < 9.01);
    dialogue_release(&d);
    make(&d, 3);
    assert_int_equal(check(&d, &d.episode), NP_OK);
    assert_true(d.breaches[0].hard);
    assert_true(d.breaches[0].value > 16.9 && d.breaches[0].value < 17.1);
    dialogue_release(&d);
}

/* Anybody's subtitles, without the dialogue: a line that ends in a Latin word
 * may have had a space after it, so nothing is said; the rest is. */
static void test_without_episode(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct dialogue d;
        make(&d, i);
        assert_int_equal(check(&d, NULL), NP_OK);
        if (strcmp(rows[i].rules, "line-length") == 0)
            assert_int_equal(d.n_breaches, 1);
        if (strstr(rows[i].cues[0].lines, "Trans"))
            assert_int_equal(d.n_breaches, 0);
        dialogue_release(&d);
    }
}

/* Anybody's: a cue that begins or ends with what may not stand there; dots and
 * dashes may. */
static void test_astray(void **state)
{
    static const struct {
        const char *line;
        bool bad;
    } lines[] = {
        {"，我们都好", true},  {"我们谈到《", true}, {"……我们都好", false},
        {"我们都好——", false}, {"...and so", false}, {"’Cause I", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        struct dialogue d;
        struct np_cue cue = {
            .end = 3000, .n_lines = 1, .lines = {npi_str(lines[i].line)}};
        size_t n = 0;
        dialogue_init(&d, "zh");
        d.cues = (struct np_cues){&cue, 1};
        assert_int_equal(check(&d, NULL), NP_OK);
        for (size_t b = 0; b < d.n_breaches; b++)
            n += strcmp(d.breaches[b].rule, "kinsoku") == 0;
        assert_int_equal(n, lines[i].bad);
        dialogue_release(&d);
    }
}

/* The second language's lines are held against its own numbers, and only by the
 * rules on words. */
static void test_second(void **state)
{
    struct dialogue d;
    struct npi_settings second;
    struct np_cue cues[] = {
        {.end = 2000,
         .n_lines = 1,
         .lines = {NPI_STR("我们都好")},
         .n_second = 1,
         .second = {NPI_STR("We are as well as can be.")}},
        {.start = 2084,
         .end = 2100,
         .n_lines = 1,
         .lines = {NPI_STR("好")},
         .n_second = 1,
         .second = {NPI_STR(
             "A line that is longer than all English ones may")}},
    };
    struct npi_checked checked = {
        .cues = &d.cues, .settings = &d.config.settings, .grain = 1};
    (void)state;
    dialogue_init(&d, "zh");
    dialogue_set(&d, "typography.end-marks=keep");
    dialogue_view(&d);
    checked.rate = d.rate;
    d.cues = (struct np_cues){cues, 2};
    second = d.config.settings;
    second.line_length = 42;
    second.reading_speed = 20;
    second.counting = NPI_COUNT_EACH;
    checked.second = &second;
    assert_int_equal(
        npi_cues_check_with(&d.ctx, &checked, &d.breaches, &d.n_breaches),
        NP_OK);
    assert_int_equal(d.n_breaches, 4);
    assert_string_equal(d.breaches[0].rule, "shortest");
    assert_false(d.breaches[0].second);
    assert_string_equal(d.breaches[1].rule, "reading-speed");
    assert_false(d.breaches[1].second);
    assert_string_equal(d.breaches[2].rule, "line-length");
    assert_true(d.breaches[2].second);
    assert_string_equal(d.breaches[3].rule, "reading-speed");
    assert_true(d.breaches[3].second && d.breaches[3].limit > 19.9);
    dialogue_release(&d);
}

/* Times in hundredths of a second: a gap of two frames is 80 or 90 ms. */
static void test_grain(void **state)
{
    struct dialogue d;
    struct np_cue cues[] = {
        {.end = 830, .n_lines = 1, .lines = {NPI_STR("都好")}},
        {.start = 910, .end = 3000, .n_lines = 1, .lines = {NPI_STR("你好")}},
        {.start = 3070, .end = 3900, .n_lines = 1, .lines = {NPI_STR("都好")}},
        {.start = 3980, .end = 4790, .n_lines = 1, .lines = {NPI_STR("我好")}},
    };
    struct npi_checked checked = {
        .cues = &d.cues, .settings = &d.config.settings, .grain = 10};
    (void)state;
    dialogue_init(&d, "zh");
    dialogue_set(&d, "typography.end-marks=keep");
    dialogue_view(&d);
    checked.rate = d.rate;
    d.cues = (struct np_cues){cues, 4};
    assert_int_equal(
        npi_cues_check_with(&d.ctx, &checked, &d.breaches, &d.n_breaches),
        NP_OK);
    assert_int_equal(d.n_breaches, 2);
    assert_string_equal(d.breaches[0].rule, "gap");
    assert_int_equal(d.breaches[0].cue, 2);
    assert_string_equal(d.breaches[1].rule, "shortest");
    assert_int_equal(d.breaches[1].cue, 3);
    dialogue_release(&d);
}

/* Cues whose text is not the dialogue's are judged by themselves, and the walk
 * finds its way back. */
static void test_edited_text(void **state)
{
    struct dialogue d;
    struct np_cue cues[] = {
        {.start = 0, .end = 2000, .n_lines = 1, .lines = {NPI_STR("别的话")}},
        {.start = 2084,
         .end = 4000,
         .n_lines = 2,
         .lines = {NPI_STR("我们用 Trans"), NPI_STR("former 模型")}},
    };
    (void)state;
    dialogue_init(&d, "zh");
    dialogue_add(&d, 0, 4000, 0, false,
                 NPI_STR("大家好，我们用 Transformer 模型"));
    dialogue_view(&d);
    d.cues = (struct np_cues){cues, 2};
    assert_int_equal(check(&d, &d.episode), NP_OK);
    assert_int_equal(d.n_breaches, 1);
    assert_string_equal(d.breaches[0].rule, "broken-word");
    assert_int_equal(d.breaches[0].cue, 1);
    dialogue_release(&d);
}

/* A sentence that begins with a sign no line may begin with is the author's
 * doing. */
static void test_sentence_start(void **state)
{
    struct dialogue d;
    struct np_cue cues[] = {
        {.start = 0, .end = 2000, .n_lines = 1, .lines = {NPI_STR("好的。")}},
        {.start = 2084,
         .end = 4000,
         .first_sentence = 1,
         .last_sentence = 1,
         .n_lines = 1,
         .lines = {NPI_STR("……不行。")}},
    };
    (void)state;
    dialogue_init(&d, "zh");
    dialogue_set(&d, "typography.end-marks=keep");
    dialogue_add(&d, 0, 2000, 0, false, NPI_STR("好的。"));
    dialogue_add(&d, 2000, 4000, 0, false, NPI_STR("……不行。"));
    dialogue_view(&d);
    d.cues = (struct np_cues){cues, 2};
    assert_int_equal(check(&d, &d.episode), NP_OK);
    assert_int_equal(d.n_breaches, 0);
    dialogue_release(&d);
}

static enum np_status work(void *user)
{
    struct dialogue *d = user;
    struct npi_arena arena;
    npi_arena_init(&arena);
    struct npi_context ctx = {&arena, &d->diags, NULL};
    enum np_status status = npi_cues_check(&ctx, &d->episode, &d->cues,
                                           &d->config.settings, d->rate,
                                           &d->breaches, &d->n_breaches);
    if (status != NP_OK)
        assert_int_equal(d->n_breaches, 0);
    npi_arena_release(&arena);
    return status;
}

static void test_no_memory(void **state)
{
    struct dialogue d;
    (void)state;
    make(&d, 3);
    test_each_allocation(work, &d);
    dialogue_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_without_episode),
        cmocka_unit_test(test_astray),
        cmocka_unit_test(test_second),
        cmocka_unit_test(test_grain),
        cmocka_unit_test(test_edited_text),
        cmocka_unit_test(test_sentence_start),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
