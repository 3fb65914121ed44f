/* Whole dialogues to cues: what holds for any text and any times, hostile text,
 * what is said when something could not be kept. */
#include "base/str.h"
#include "base/utf8.h"
#include "support/cues_hold.h"
#include "support/dialogue.h"
#include "support/oom.h"

static void build(struct dialogue *d)
{
    assert_int_equal(dialogue_build(d), NP_OK);
    const char *wrong = cues_hold(&d->episode, &d->cues, &d->config.settings);
    if (wrong)
        fail_msg("%s", wrong);
}

static bool has_diag(const struct dialogue *d, const char *code)
{
    for (size_t i = 0; i < d->diags.n; i++)
        if (strcmp(d->diags.items[i].kind->code, code) == 0)
            return true;
    return false;
}

static size_t count_breaches(const struct dialogue *d, const char *rule)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n_breaches; i++)
        n += strcmp(d->breaches[i].rule, rule) == 0;
    return n;
}

static size_t count_hard(const struct dialogue *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n_breaches; i++)
        n += d->breaches[i].hard;
    return n;
}

/* The same numbers in every run. */
static uint32_t seed;
static size_t up_to(size_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

/* Pieces that texts are made of: words and signs that mean well, and others. */
static const char *const kind[] = {
    "我们", "认为", "自动驾驶", "的",   "技术", "，",     "、",     "。",
    "“",    "”",    "《书名》", "2024", " 年",  " Tesla", " model", "……",
    "——",   "但是", "？",       "100",  " km",  "！",     "所以",   " a ",
    "因为", "人工", "智能",     "研究", "（",   "）",     "：",     "；",
};
static const char *const wild[] = {
    "\u0301",
    "👨‍👩‍👧",
    "🇨🇳",
    "\u200f",
    "\u202e",
    "\x01",
    "\u200b",
    "\u00a0",
    "\t",
    "\u2028",
    "กำลัง",
    "한국어 ",
    "かな",
    "\U00020000",
    "。。。。",
    "((((",
    "\"",
    "￥",
    "\ufeff",
    "\u2060",
    "-->",
    "https://example.org/a/very/long/path?with=query&and=more",
    "Donaudampfschifffahrtsgesellschaft",
    "0123456789",
};

static struct np_str random_text(char *room, size_t size, bool mild)
{
    size_t len = 0;
    for (size_t n = up_to(40) + 1; n > 0; n--) {
        const char *piece = mild || up_to(3)
                                ? kind[up_to(sizeof kind / sizeof kind[0])]
                                : wild[up_to(sizeof wild / sizeof wild[0])];
        size_t more = strlen(piece);
        if (len + more > size)
            break;
        memcpy(room + len, piece, more);
        len += more;
    }
    return (struct np_str){room, len};
}

static void random_dialogue(struct dialogue *d, bool mild, size_t pace)
{
    size_t turn = 0;
    int64_t at = (int64_t)up_to(5000);
    for (size_t n = up_to(40) + 1; n > 0; n--) {
        char room[2048];
        struct np_str text = random_text(room, sizeof room, mild);
        int64_t lasts = (int64_t)(npi_utf8_count(text) * (up_to(pace) + 1));
        turn += up_to(4) == 0;
        dialogue_add(d, at, at + lasts, turn, up_to(5) == 0, text);
        at += lasts + (up_to(3) ? 0 : (int64_t)up_to(3000));
    }
}

static const char *const settings[][2] = {
    {"zh", "subtitles.lines=2"},       {"en", "subtitles.lines=2"},
    {"zh", "subtitles.lines=1"},       {"ja", "subtitles.lines=3"},
    {"zh", "subtitles.line-length=4"}, {"en", "subtitles.line-length=4"},
    {"zh", "subtitles.gap-frames=0"},  {"ko", "subtitles.reading-speed=1"},
};

static void run_random(bool mild, uint32_t runs)
{
    for (uint32_t run = 1; run <= runs; run++) {
        struct dialogue d;
        size_t set = run % (sizeof settings / sizeof settings[0]);
        seed = run;
        dialogue_init(&d, settings[set][0]);
        dialogue_set(&d, settings[set][1]);
        random_dialogue(&d, mild, run % 5 ? 400 : 5);
        build(&d);
        dialogue_release(&d);
    }
}

static void test_random(void **state)
{
    (void)state;
    run_random(true, 300);
    run_random(false, 300);
}

/* Text at a pace that people speak at keeps every hard rule. */
static void test_no_hard_breach(void **state)
{
    (void)state;
    for (uint32_t run = 1; run <= 200; run++) {
        struct dialogue d;
        int64_t at = 0;
        seed = run;
        dialogue_init(&d, "zh");
        for (size_t n = 30; n > 0; n--) {
            char room[1024];
            size_t len = 0;
            for (size_t k = up_to(12) + 3; k > 0; k--) {
                static const char *const clauses[] = {
                    "我们认为",   "这项技术非常重要", "在 2024 年",
                    "大家都知道", "，但是",           "，因为 Tesla 的汽车",
                    "、",         "“智能”",           "已经卖出了 100 万辆",
                    "；",         "他说：",           "人工智能的研究",
                };
                const char *piece =
                    clauses[up_to(sizeof clauses / sizeof clauses[0])];
                memcpy(room + len, piece, strlen(piece));
                len += strlen(piece);
            }
            memcpy(room + len, "。", 3);
            struct np_str text = {room, len + 3};
            int64_t lasts = (int64_t)npi_utf8_count(text) * 200 + 500;
            dialogue_add(&d, at, at + lasts, n / 5, false, text);
            at += lasts;
        }
        build(&d);
        if (count_hard(&d)) {
            for (size_t i = 0; i < d.n_breaches; i++)
                if (d.breaches[i].hard) {
                    const struct np_cue *c = &d.cues.cues[d.breaches[i].cue];
                    fail_msg("run %u: %s at %.*s/%.*s", run, d.breaches[i].rule,
                             (int)c->lines[0].len, c->lines[0].ptr,
                             (int)c->lines[1].len,
                             c->lines[1].len ? c->lines[1].ptr : "");
                }
        }
        assert_int_equal(d.diags.n, 0);
        dialogue_release(&d);
    }
}

/* One word longer than any line: cut, said, and never inside a character.
 * Between pictures or Chinese words there is nothing to say. */
static void test_long_word(void **state)
{
    static const char *const pieces[] = {"x", "e\u0301", "。",
                                         "👨‍👩‍👧", "中"};
    (void)state;
    for (size_t p = 0; p < sizeof pieces / sizeof pieces[0]; p++) {
        struct dialogue d;
        size_t size = strlen(pieces[p]);
        char *text = malloc(10000 * size);
        assert_non_null(text);
        for (size_t i = 0; i < 10000; i++)
            memcpy(text + i * size, pieces[p], size);
        dialogue_init(&d, "zh");
        dialogue_add(&d, 0, 3000000, 0, false,
                     (struct np_str){text, 10000 * size});
        build(&d);
        assert_true(has_diag(&d, "cues-word-cut") == (p < 3));
        for (size_t c = 0; c < d.cues.n_cues; c++)
            for (unsigned k = 0; k < d.cues.cues[c].n_lines; k++)
                assert_int_equal(d.cues.cues[c].lines[k].len % size, 0);
        dialogue_release(&d);
        free(text);
    }
}

/* Lines of one character; characters of one line. */
static void test_line_of_one(void **state)
{
    struct dialogue d;
    (void)state;
    dialogue_init(&d, "zh");
    d.config.settings.line_length = 1;
    dialogue_add(
        &d, 0, 90000, 0, false,
        NPI_STR("“好。”他 says 👨‍👩‍👧e\u0301，3 km。"));
    build(&d);
    dialogue_release(&d);
}

/* A sentence of combining marks alone, of white space, of nothing. */
static void test_nothing_to_show(void **state)
{
    struct dialogue d;
    (void)state;
    dialogue_init(&d, "zh");
    dialogue_add(&d, 0, 1000, 0, false, NPI_STR(""));
    dialogue_add(&d, 1000, 2000, 0, false, NPI_STR("  \t\u3000"));
    dialogue_add(&d, 2000, 3000, 1, false, NPI_STR("\u0301\u0301\u0301"));
    dialogue_add(&d, 3000, 4000, 2, false, NPI_STR("\u200e\u200f\u202a"));
    dialogue_add(&d, 4000, 5000, 3, false, NPI_STR(" "));
    build(&d);
    assert_int_equal(d.cues.n_cues, 2);
    dialogue_release(&d);
}

/* Sentences that show nothing between others: each cue still knows which ones
 * it holds. */
static void test_blank_between(void **state)
{
    struct dialogue d;
    (void)state;
    dialogue_init(&d, "en");
    dialogue_add(&d, 0, 4000, 0, false, NPI_STR("Hello there."));
    dialogue_add(&d, 4000, 4500, 0, false, NPI_STR("\u3000"));
    dialogue_add(&d, 4500, 9000, 0, false, NPI_STR("\u00a0\x10 Goodbye."));
    build(&d);
    assert_int_equal(d.cues.n_cues, 2);
    assert_int_equal(d.cues.cues[0].last_sentence, 0);
    assert_int_equal(d.cues.cues[1].first_sentence, 2);
    dialogue_release(&d);
}

/* A dialogue of nothing at all. */
static void test_empty(void **state)
{
    struct dialogue d;
    (void)state;
    dialogue_init(&d, "en");
    build(&d);
    assert_int_equal(d.cues.n_cues, 0);
    dialogue_release(&d);
}

/* Sentences of no duration, and thousands of them at one instant: shown in
 * order, none over another, and said. */
static void test_one_instant(void **state)
{
    (void)state;
    for (int late = 0; late <= 1; late++) {
        struct dialogue d;
        dialogue_init(&d, "zh");
        for (size_t i = 0; i < 3000; i++)
            dialogue_add(&d, late ? 3600000 : 0, late ? 3600000 : 0, i, false,
                         NPI_STR("是的。"));
        build(&d);
        assert_int_equal(d.cues.n_cues, 3000);
        assert_int_equal(count_breaches(&d, "overlap"), 0);
        assert_true(late ? has_diag(&d, "cues-crowded")
                         : has_diag(&d, "cues-short"));
        dialogue_release(&d);
    }
}

static struct np_str hint_of(const struct dialogue *d, const char *code)
{
    for (size_t i = 0; i < d->diags.n; i++)
        if (strcmp(d->diags.items[i].kind->code, code) == 0)
            return npi_str(d->diags.items[i].kind->hint);
    return npi_str(NULL);
}

/* Sentences in the last part of a dialogue that have hardly any time. */
static void crowd(struct dialogue *d, size_t n, int64_t step, unsigned evidence)
{
    struct np_timed_sentence timed[41];

    assert_in_range(n, 1, 40);
    dialogue_init(d, "zh");
    dialogue_add(d, 0, 60000, 0, false, NPI_STR("这里有很多时间。"));
    for (size_t i = 0; i < n; i++)
        dialogue_add(d, 60000 + (int64_t)i * step,
                     60000 + (int64_t)(i + 1) * step, i + 1, false,
                     NPI_STR("是的。"));
    build(d);
    d->diags.n = 0;
    for (size_t i = 0; i < d->timeline.n_sentences; i++) {
        timed[i] = d->timeline.sentences[i];
        timed[i].evidence = i == n / 2 ? evidence : NP_EVIDENCE_CAPTIONS;
    }
    d->timeline.sentences = timed;
    assert_int_equal(npi_cues_build(&d->ctx, &d->episode, &d->timeline,
                                    &d->config.settings, d->rate, &d->cues),
                     NP_OK);
}

/* Less than a second away is not worth a word; a stamp is blamed only where
 * there is one. */
static void test_crowded(void **state)
{
    static const struct {
        size_t n;
        int64_t step; /* ms */
        unsigned evidence;
        const char *hint; /* NULL: nothing is said */
    } rows[] = {
        {3, 600, NP_EVIDENCE_STAMP, NULL},
        {40, 10, NP_EVIDENCE_CAPTIONS, "the text is longer than"},
        {40, 10, NP_EVIDENCE_LENGTH, "the text is longer than"},
        {40, 10, NP_EVIDENCE_STAMP, "a stamp near here"},
        {40, 10, NP_EVIDENCE_HEADING, "a stamp near here"},
        {40, 10, NP_EVIDENCE_OUTLINE_WORDS, "a stamp near here"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct dialogue d;
        crowd(&d, rows[i].n, rows[i].step, rows[i].evidence);
        assert_int_equal(has_diag(&d, "cues-crowded"), rows[i].hint != NULL);
        if (rows[i].hint)
            assert_true(npi_str_starts(hint_of(&d, "cues-crowded"),
                                       npi_str(rows[i].hint)));
        dialogue_release(&d);
    }
}

/* Cues again of a timeline that was changed by hand. */
static enum np_status rebuild(struct dialogue *d)
{
    return npi_cues_build(&d->ctx, &d->episode, &d->timeline,
                          &d->config.settings, d->rate, &d->cues);
}

/* Media shorter than the notes: what is said behind its end is no cue, what is
 * said across it is cut off there, all before keeps its time. */
static void test_cut_short(void **state)
{
    struct dialogue d;
    (void)state;
    dialogue_init(&d, "zh");
    for (size_t i = 0; i < 10; i++)
        dialogue_add(&d, (int64_t)i * 3000, (int64_t)(i + 1) * 3000, i, false,
                     NPI_STR("这句话说得不长也不短。"));
    build(&d);
    assert_int_equal(d.cues.n_cues, 10);
    d.timeline.end = 13500;
    d.timeline.cut_short = true;
    assert_int_equal(rebuild(&d), NP_OK);
    assert_int_equal(d.cues.n_cues, 5);
    assert_int_equal(d.cues.cues[4].first_sentence, 4);
    assert_true(d.cues.cues[4].end <= 13500);
    assert_true(d.cues.cues[4].start >= 11900);
    d.timeline.end = 12200; /* too little of it to be seen */
    assert_int_equal(rebuild(&d), NP_OK);
    assert_int_equal(d.cues.n_cues, 4);
    dialogue_release(&d);
}

/* A single short answer among long turns is shown long enough. */
static void test_short_answer(void **state)
{
    struct dialogue d;
    (void)state;
    dialogue_init(&d, "zh");
    dialogue_add(&d, 0, 3000, 0, false, NPI_STR("你认为这是对的吗？"));
    dialogue_add(&d, 3000, 3000, 1, false, NPI_STR("对。"));
    dialogue_add(&d, 3000, 7000, 2, false, NPI_STR("那我们继续谈下去吧。"));
    build(&d);
    assert_int_equal(d.cues.n_cues, 3);
    assert_int_equal(d.n_breaches, 0);
    assert_int_equal(d.diags.n, 0);
    dialogue_release(&d);
}

/* Few words with much time are not stretched to fill it, nor cut because of it:
 * one cue as long as slow speech, at most 7 s, and nothing until the next. */
static void test_slow_speech(void **state)
{
    static const struct {
        const char *language, *text;
        int64_t slot, least, most; /* ms */
    } slow[] = {
        {"zh", "好。", 30000, 1500, 2500},
        {"zh", "谢谢，很高兴来到这里。", 15000, 3000, 6000},
        {"zh-Hant", "為什麼有人要住在火山旁邊呢？", 15000, 4000, 7000},
        {"zh", "我们慢慢地谈，一句一句，谈得很慢。", 30000, 5000, 7000},
        {"zh", "我们慢慢地谈，一句一句，谈得很慢，谁也不着急。", 9000, 7000,
         7000},
        {"en", "Hello and welcome to Tea Talk.", 15000, 3000, 7000},
        {"en", "Yes.", 4000, 1500, 2500},
    };
    (void)state;
    for (size_t i = 0; i < sizeof slow / sizeof slow[0]; i++) {
        struct dialogue d;
        dialogue_init(&d, slow[i].language);
        dialogue_add(&d, 0, slow[i].slot, 0, false, npi_str(slow[i].text));
        dialogue_add(&d, slow[i].slot, slow[i].slot + 2000, 1, false,
                     NPI_STR("OK."));
        build(&d);
        int64_t lasts = d.cues.cues[0].end - d.cues.cues[0].start;
        assert_int_equal(count_hard(&d), 0);
        assert_int_equal(d.cues.n_cues, 2);
        assert_int_equal(d.cues.cues[1].start, slow[i].slot);
        if (lasts < slow[i].least || lasts > slow[i].most)
            fail_msg("%s: %d ms", slow[i].text, (int)lasts);
        dialogue_release(&d);
    }
}

/* What is too long for a cue is cut for that, however slow it is. */
static void test_slow_and_long(void **state)
{
    struct dialogue d;
    (void)state;
    dialogue_init(&d, "zh");
    dialogue_add(&d, 0, 60000, 0, false,
                 NPI_STR("我们慢慢地谈，一句一句，谈得很慢，谁也不着急，"
                         "因为我们还有整整一个下午的时间可以用来喝茶聊天。"));
    build(&d);
    assert_int_equal(count_hard(&d), 0);
    assert_true(d.cues.n_cues >= 2 && d.cues.n_cues <= 4);
    assert_true(d.cues.cues[d.cues.n_cues - 1].end < 30000);
    dialogue_release(&d);
}

/* Music for twenty seconds between two sentences of one turn: two cues. */
static void test_silence(void **state)
{
    struct dialogue d;
    (void)state;
    dialogue_init(&d, "zh");
    dialogue_add(&d, 0, 2000, 0, false, NPI_STR("马上开始。"));
    dialogue_add(&d, 22000, 24000, 0, false, NPI_STR("欢迎大家。"));
    build(&d);
    assert_int_equal(d.cues.n_cues, 2);
    assert_int_equal(d.cues.cues[0].end, 2000);
    assert_int_equal(d.cues.cues[1].start, 22000);
    dialogue_release(&d);
}

/* Spaces between sentences of one line, where the script writes them. */
static void test_joined(void **state)
{
    static const struct {
        const char *language, *first, *second, *line;
    } joins[] = {
        {"en", "Yes.", "I see.", "Yes. I see."},
        {"zh", "对。", "是的。", "对。是的"},
        {"zh", "OK!", "Fine!", "OK! Fine!"},
        {"zh", "OK！", "Fine！", "OK！Fine！"},
        {"zh", "“好。”", "“好。”", "“好。”“好。”"},
        {"ko", "네.", "좋아요.", "네. 좋아요."},
    };
    (void)state;
    for (size_t i = 0; i < sizeof joins / sizeof joins[0]; i++) {
        struct dialogue d;
        dialogue_init(&d, joins[i].language);
        dialogue_add(&d, 0, 400, 0, false, npi_str(joins[i].first));
        dialogue_add(&d, 400, 1500, 0, false, npi_str(joins[i].second));
        build(&d);
        assert_int_equal(d.cues.n_cues, 1);
        assert_str(d.cues.cues[0].lines[0], joins[i].line);
        dialogue_release(&d);
    }
}

/* The same input gives the same cues. */
static void test_deterministic(void **state)
{
    struct dialogue a;
    struct dialogue b;
    (void)state;
    seed = 7;
    dialogue_init(&a, "zh");
    random_dialogue(&a, false, 300);
    seed = 7;
    dialogue_init(&b, "zh");
    random_dialogue(&b, false, 300);
    build(&a);
    build(&b);
    assert_int_equal(a.cues.n_cues, b.cues.n_cues);
    for (size_t i = 0; i < a.cues.n_cues; i++) {
        const struct np_cue *c = &a.cues.cues[i];
        assert_int_equal(c->start, b.cues.cues[i].start);
        assert_int_equal(c->end, b.cues.cues[i].end);
        assert_true(npi_str_eq(c->lines[0], b.cues.cues[i].lines[0]));
    }
    dialogue_release(&a);
    dialogue_release(&b);
}

static void test_cancel(void **state)
{
    struct dialogue d;
    volatile int cancel = 1;
    (void)state;
    dialogue_init(&d, "zh");
    dialogue_add(&d, 0, 400, 0, false, NPI_STR("对。"));
    d.ctx.cancel = &cancel;
    assert_int_equal(dialogue_build(&d), NP_ERR_INTERRUPTED);
    assert_int_equal(d.cues.n_cues, 0);
    dialogue_release(&d);
}

static enum np_status work(void *user)
{
    struct dialogue *d = user;
    struct npi_arena arena;
    struct npi_diags diags;
    struct np_cues cues;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    enum np_status status = npi_cues_build(&ctx, &d->episode, &d->timeline,
                                           &d->config.settings, d->rate, &cues);
    if (status == NP_OK)
        assert_null(cues_hold(&d->episode, &cues, &d->config.settings));
    else
        assert_int_equal(cues.n_cues, 0);
    npi_arena_release(&arena);
    return status;
}

static void test_no_memory(void **state)
{
    struct dialogue d;
    (void)state;
    seed = 3;
    dialogue_init(&d, "zh");
    random_dialogue(&d, false, 2);
    dialogue_view(&d);
    test_each_allocation(work, &d);
    dialogue_release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_no_hard_breach),
        cmocka_unit_test(test_long_word),
        cmocka_unit_test(test_line_of_one),
        cmocka_unit_test(test_nothing_to_show),
        cmocka_unit_test(test_blank_between),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_one_instant),
        cmocka_unit_test(test_crowded),
        cmocka_unit_test(test_cut_short),
        cmocka_unit_test(test_short_answer),
        cmocka_unit_test(test_slow_speech),
        cmocka_unit_test(test_slow_and_long),
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_joined),
        cmocka_unit_test(test_deterministic),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
