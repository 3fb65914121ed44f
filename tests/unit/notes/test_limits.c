/* Notes that break parsers: each must end soon, in a result or an error that
 * says why; and each allocation that fails must end in NP_ERR_NOMEM. */
#include "base/str.h"
#include "notes/markdown.h"
#include "notes/notes.h"
#include "support/oom.h"
#include "support/test.h"

struct text {
    char *bytes;
    size_t len;
    size_t cap;
};

static void add(struct text *text, const char *z, size_t times)
{
    size_t len = strlen(z);
    size_t need = text->len + len * times + 1;
    if (need > text->cap) {
        text->cap = need * 2;
        text->bytes = realloc(text->bytes, text->cap);
        assert_non_null(text->bytes);
    }
    for (; times > 0; times--) {
        memcpy(text->bytes + text->len, z, len);
        text->len += len;
    }
}

/* Reads and frees it; the code of the first diagnostic, or "". */
static enum np_status read_text(struct text *text, const char **code)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct np_episode episode;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {.arena = &arena, .diags = &diags};
    struct np_str view = {text->bytes, text->len};
    size_t source = npi_diags_add_source(&diags, NPI_STR("t"), view);
    enum np_status status = npi_notes_read(&ctx, source, view, npi_str(NULL),
                                           &episode);
    *code = diags.n ? diags.items[0].kind->code : "";
    npi_arena_release(&arena);
    free(text->bytes);
    *text = (struct text){0};
    return status;
}

static void expect(struct text *text, enum np_status status, const char *code)
{
    const char *have;
    assert_int_equal(read_text(text, &have), status);
    if (code)
        assert_string_equal(have, code);
}

static void test_nesting(void **state)
{
    struct text t = {0};
    (void)state;
    add(&t, ">", NPI_NESTING_MAX);
    add(&t, "x\n", 1);
    expect(&t, NP_ERR_NOTES, "notes-nothing");
    add(&t, ">", NPI_NESTING_MAX + 1);
    expect(&t, NP_ERR_NOTES, "notes-nesting");
    add(&t, "+ ", 1000000);
    expect(&t, NP_ERR_NOTES, "notes-nesting");
    add(&t, "1) ", 1000000);
    expect(&t, NP_ERR_NOTES, "notes-nesting");
    /* A rule, however long, nests nothing. */
    add(&t, "- ", 1000);
    add(&t, "\n\n- 0:00 a\n- 1:00 b\n", 1);
    expect(&t, NP_OK, "");
}

/* Deep by and by, then lines that all of it has to be walked for. */
static void test_nested_lines(void **state)
{
    struct text t = {0};
    (void)state;
    for (size_t i = 0; i < 1500; i++) {
        add(&t, " ", 2 * i);
        add(&t, "* x\n", 1);
    }
    add(&t, "\n", 2000000);
    expect(&t, NP_ERR_NOTES, "notes-complex");
    add(&t, "- ", 90);
    add(&t, "x", 1);
    add(&t, "\n", 4000000);
    expect(&t, NP_ERR_NOTES, "notes-complex");
}

static void test_brackets(void **state)
{
    struct text t = {0};
    (void)state;
    add(&t, "- 0:00 a\n- 1:00 b\n\n", 1);
    add(&t, "[", 1000000);
    expect(&t, NP_OK, NULL);
    add(&t, "![[]()", 200000);
    expect(&t, NP_ERR_NOTES, "notes-complex");
    add(&t, "- 0:00 a\n- 1:00 b\n\n", 1);
    add(&t, "*a **a ", 100000);
    add(&t, "b", 1);
    add(&t, " a** a*", 100000);
    expect(&t, NP_OK, NULL);
    add(&t, "- 0:00 a\n- 1:00 b\n\n", 1);
    add(&t, "<details>", 200000);
    expect(&t, NP_OK, NULL);
    add(&t, "- 0:00 a\n- 1:00 b\n\nx", 1);
    add(&t, "<details>\n\n", 50000);
    expect(&t, NP_OK, NULL);
}

static void test_long_line(void **state)
{
    struct text t = {0};
    (void)state;
    add(&t, "## 文字稿\n\n**甲：**", 1);
    add(&t, "一句话，又一句。", 10 * 1000 * 1000 / 24);
    expect(&t, NP_OK, "");
    add(&t, "## Transcript\n\n**A:** ", 1);
    add(&t, "&amp;\\*[a](b) 0:33 (0:33) <b>", 100000);
    expect(&t, NP_OK, "");
}

static void test_too_long(void **state)
{
    struct text t = {0};
    (void)state;
    add(&t, "0:00 a line\n", NPI_NOTES_MAX / 12 + 1);
    expect(&t, NP_ERR_NOTES, "notes-too-long");
}

/* More marks than memory is granted for. */
static void test_memory(void **state)
{
    struct text t = {0};
    (void)state;
    add(&t, "*a*\n", 5 * 1000 * 1000);
    expect(&t, NP_ERR_NOTES, "notes-complex");
}

static const char *const small =
    "---\ntitle: T\nguest: [A, B]\n---\n\n# H\n\n## Outline\n\n"
    "- 0:00 [a](b?t=3) &amp; `c`\n    - 0:10 b\n\n## Mind map\n\n```\na\n"
    "  b\n```\n\n## Transcript\n\n### a\n\n**A:** One *two*\nthree. Four!\n\n"
    "> 原文。\n\n**B** (0:20): Five. [0:30] Six.\n\n## Takeaways\n\n- x\n\n"
    "## Unknown\n\nwords\n\n<details>\n<summary>English</summary>\nx\n"
    "</details>\n";

static enum np_status read_small(void *user)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct np_episode episode;
    (void)user;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {.arena = &arena, .diags = &diags};
    enum np_status status = npi_notes_read(&ctx, 0, npi_str(small),
                                           npi_str(NULL), &episode);
    if (status == NP_OK) {
        assert_int_equal(episode.n_outline, 2);
        assert_int_equal(episode.n_turns, 2);
    }
    npi_arena_release(&arena);
    return status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    test_each_allocation(read_small, NULL);
}

/* The user stops: soon, and with the status that says so. */
static void test_cancel(void **state)
{
    static const int stop = 1;
    struct npi_arena arena;
    struct npi_diags diags;
    struct np_episode episode;
    (void)state;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, &stop};
    assert_int_equal(
        npi_notes_read(&ctx, 0, npi_str(small), npi_str(NULL), &episode),
        NP_ERR_INTERRUPTED);
    npi_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_nested_lines),
        cmocka_unit_test(test_brackets),
        cmocka_unit_test(test_long_line),
        cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_cancel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
