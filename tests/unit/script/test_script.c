/* Which of OpenCC's ways is taken: tests/cases/script/convert.tsv. What OpenCC
 * must not be given, and every allocation that fails. */
#include "script/script.h"

#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"
#include "script/opencc.h"
#include "support/oom.h"
#include "support/test.h"

struct fixture {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
};

static void set_up(struct fixture *f)
{
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, NULL};
}

static enum npi_han target(const char *word)
{
    static const char *const words[] = {"as-is", "hans", "hant", "hant-tw",
                                        "hant-hk"};
    size_t i = 0;

    while (i < sizeof(words) / sizeof(*words) && strcmp(word, words[i]) != 0)
        i++;
    assert_true(i < sizeof(words) / sizeof(*words));
    return (enum npi_han)i;
}

/* language, target, text, what it becomes, its tag; "-": nothing is done */
static void one_case(char **fields, size_t n, size_t line, void *user)
{
    struct fixture f;
    struct npi_converter *converter;
    struct np_str text;

    (void)user;
    assert_int_equal(n, 5);
    set_up(&f);
    assert_true(npi_han_is_chinese(npi_str(fields[0])));
    assert_int_equal(npi_converter_new(&f.ctx, npi_str(fields[0]),
                                       target(fields[1]), &converter),
                     NP_OK);
    if (!converter != (strcmp(fields[4], "-") == 0))
        fail_msg("convert.tsv:%zu: %s to %s", line, fields[0], fields[1]);
    if (converter) {
        assert_int_equal(
            npi_converter_text(&f.ctx, converter, npi_str(fields[2]), &text),
            NP_OK);
        assert_str(text, fields[3]);
        assert_str(npi_converter_language(converter), fields[4]);
    }
    npi_converter_free(converter);
    npi_arena_release(&f.arena);
}

static void test_ways(void **state)
{
    (void)state;
    test_each_case("tests/cases/script/convert.tsv", one_case, NULL);
}

static void test_languages(void **state)
{
    (void)state;
    assert_true(npi_han_is_chinese(NPI_STR("ZH")));
    assert_true(npi_han_is_chinese(NPI_STR("yue-Hant")));
    assert_true(npi_han_is_chinese(NPI_STR("cmn-Hans-CN")));
    assert_false(npi_han_is_chinese(NPI_STR("zha")));
    assert_false(npi_han_is_chinese(NPI_STR("ja")));
    assert_false(npi_han_is_chinese(NPI_STR("und")));
    assert_false(npi_han_is_chinese((struct np_str){NULL, 0}));
}

/* It aborts on what is not UTF-8, and stops at a NUL. */
static void test_bad_text(void **state)
{
    static const struct np_str bad[] = {
        {"\xe8\xb0", 2},
        {"\xff\xfe", 2},
        {"\xed\xa0\x80", 3},
        {"\xe8\xb0\xa2\0\xe8", 5},
        {"", 0},
        {NULL, 0},
        {"\xe8\xb0\xa2\0\xe8\xb0\xa2", 7},
    };
    struct fixture f;
    struct npi_opencc *cc;

    (void)state;
    set_up(&f);
    assert_int_equal(npi_opencc_open(&f.ctx, "s2t.json", &cc), NP_OK);
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        struct np_str text;

        assert_int_equal(npi_opencc_convert(&f.ctx, cc, bad[i], &text), NP_OK);
        assert_ptr_equal(text.ptr, bad[i].ptr);
        assert_int_equal(text.len, bad[i].len);
    }
    npi_opencc_close(cc);
    npi_arena_release(&f.arena);
}

static void test_no_data(void **state)
{
    struct fixture f;
    struct npi_opencc *cc;

    (void)state;
    set_up(&f);
    assert_int_equal(npi_opencc_open(&f.ctx, "no-such-way.json", &cc),
                     NP_ERR_IO);
    assert_null(cc);
    assert_int_equal(f.diags.n, 1);
    assert_string_equal(f.diags.items[0].kind->code, "opencc-data");
    npi_arena_release(&f.arena);
}

#define STR(literal)                                                           \
    {                                                                          \
        (literal), sizeof(literal) - 1                                         \
    }

/* Everything that is shown, and nothing else. */
static enum np_status convert_episode(void *user)
{
    const struct np_person people[] = {{STR("张三"), STR("主持"), 3}};
    const struct np_str speakers[] = {STR("张三")};
    const struct np_entry outline[] = {{.title = STR("开场"), .start = 5}};
    const struct np_sentence sentences[] = {{.text = STR("谢谢大家。")}};
    const struct np_original originals[] = {{.text = STR("国")}};
    const struct np_chapter chapters[] = {{.title = STR("开场"), .start = 5}};
    struct np_episode episode = {
        .title = STR("对话"),
        .original_title = STR("对话"),
        .link = STR("https://x/对"),
        .language = STR("zh-Hans"),
        .people = people,
        .n_people = 1,
        .speakers = speakers,
        .n_speakers = 1,
        .outline = outline,
        .n_outline = 1,
        .sentences = sentences,
        .n_sentences = 1,
        .originals = originals,
        .n_originals = 1,
    };
    struct np_timeline timeline = {.chapters = chapters, .n_chapters = 1};
    struct npi_converter *converter = NULL;
    struct fixture f;
    enum np_status status;

    (void)user;
    set_up(&f);
    status = npi_converter_new(&f.ctx, episode.language, NPI_HAN_HANT,
                               &converter);
    if (status == NP_OK)
        status = npi_converter_episode(&f.ctx, converter, &episode);
    if (status == NP_OK)
        status = npi_converter_chapters(&f.ctx, converter, &timeline);
    if (status == NP_OK) {
        assert_str(episode.title, "對話");
        assert_str(episode.original_title, "对话");
        assert_str(episode.link, "https://x/对");
        assert_str(episode.language, "zh-Hant");
        assert_str(episode.people[0].name, "張三");
        assert_int_equal(episode.people[0].line, 3);
        assert_str(episode.speakers[0], "張三");
        assert_str(episode.outline[0].title, "開場");
        assert_int_equal(episode.outline[0].start, 5);
        assert_str(episode.sentences[0].text, "謝謝大家。");
        assert_str(episode.originals[0].text, "国");
        assert_str(timeline.chapters[0].title, "開場");
    }
    npi_converter_free(converter);
    npi_arena_release(&f.arena);
    return status;
}

static void test_episode(void **state)
{
    (void)state;
    assert_int_equal(convert_episode(NULL), NP_OK);
    test_each_allocation(convert_episode, NULL);
}

/* Words that OpenCC tears, and one that its tables lack. */
static enum np_status convert_text(void *user)
{
    struct npi_converter *converter = NULL;
    struct np_str text = {NULL, 0};
    struct fixture f;
    enum np_status status;

    (void)user;
    set_up(&f);
    status = npi_converter_new(&f.ctx, NPI_STR("zh"), NPI_HAN_HANT_TW,
                               &converter);
    if (status == NP_OK)
        status = npi_converter_text(&f.ctx, converter,
                                    NPI_STR("特斯拉面临软件栈的问题"), &text);
    if (status == NP_OK)
        assert_str(text, "特斯拉面臨軟體堆疊的問題");
    npi_converter_free(converter);
    npi_arena_release(&f.arena);
    return status;
}

static void test_text(void **state)
{
    (void)state;
    assert_int_equal(convert_text(NULL), NP_OK);
    test_each_allocation(convert_text, NULL);
}

/* More words than the table of converted ones has room for at first. */
static void test_many_words(void **state)
{
    struct npi_converter *converter;
    struct npi_buf buf;
    struct fixture f;
    struct np_str text;

    (void)state;
    set_up(&f);
    npi_buf_init(&buf, NPI_BUF_MAX);
    for (uint32_t cp = 0x4e00; cp < 0x4e00 + 6000; cp++) {
        npi_buf_put_cp(&buf, cp);
        npi_buf_puts(&buf, "，");
    }
    npi_buf_puts(&buf, "特斯拉面临");
    assert_int_equal(
        npi_converter_new(&f.ctx, NPI_STR("zh"), NPI_HAN_HANT, &converter),
        NP_OK);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(
            npi_converter_text(&f.ctx, converter, npi_buf_str(&buf), &text),
            NP_OK);
        assert_true(npi_str_ends(text, NPI_STR("，特斯拉面臨")));
        assert_int_equal(npi_utf8_count(text), 2 * 6000 + 5);
    }
    npi_converter_free(converter);
    npi_buf_release(&buf);
    npi_arena_release(&f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ways),       cmocka_unit_test(test_languages),
        cmocka_unit_test(test_bad_text),   cmocka_unit_test(test_no_data),
        cmocka_unit_test(test_episode),    cmocka_unit_test(test_text),
        cmocka_unit_test(test_many_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
