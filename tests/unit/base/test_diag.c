/* Protects what people see when something is wrong: the place, the caret under
 * the right column, hostile text made harmless, and that many diagnostics in a
 * large file cost no more than the file. */
#include "base/diag.h"
#include "base/str.h"
#include "support/oom.h"

static const struct np_diag_kind warn_kind = {
    "outline-order", NP_WARNING, "stamp {0} runs backwards after {1}",
    "put {0} before {1}"};
static const struct np_diag_kind note_kind = {"plain", NP_NOTE, "{2}{9}{x",
                                              NULL};
static const struct np_diag_kind other_kind = {"other", NP_ERROR, "bad", NULL};

struct fixture {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_buf out;
};

static void set_up(struct fixture *f)
{
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    npi_buf_init(&f->out, NPI_BUF_MAX);
}

static void tear_down(struct fixture *f)
{
    npi_buf_release(&f->out);
    npi_arena_release(&f->arena);
}

/* Renders a warning at text[offset, +length) and compares. */
static void check(const char *text, size_t offset, size_t length,
                  const char *expected)
{
    struct fixture f;
    set_up(&f);
    size_t source = npi_diags_add_source(&f.diags, NPI_STR("n.md"),
                                         npi_str(text));
    npi_diag_add(&f.diags, &other_kind,
                 (struct np_span){source, offset, length}, npi_str(NULL),
                 npi_str(NULL), npi_str(NULL), npi_str(NULL));
    npi_diag_render(&f.out, &f.diags, &f.diags.items[0], NULL, NULL);
    assert_str(npi_buf_str(&f.out), expected);
    tear_down(&f);
}

static void test_places(void **state)
{
    (void)state;
    check("abc", 0, 1, "n.md:1:1: error: bad [other]\n  abc\n  ^\n");
    check("one\ntwo\r\nthree", 4, 3,
          "n.md:2:1: error: bad [other]\n  two\n  ^~~\n");
    check("one\ntwo", 2, 99, "n.md:1:3: error: bad [other]\n  one\n    ^\n");
    check(
        "数据瓶颈：0:33", 15, 4,
        "n.md:1:16: error: bad [other]\n  数据瓶颈：0:33\n            ^~~~\n");
    check("\t- 题 x", 3, 3,
          "n.md:1:4: error: bad [other]\n      - 题 x\n        ^~\n");
    check("a\x1b[31mb\xe2\x80\xae", 6, 1,
          "n.md:1:7: error: bad [other]\n  a\xef\xbf\xbd[31mb\xef\xbf\xbd\n"
          "        ^\n");
    check("", 0, 0, "n.md:1:1: error: bad [other]\n");
    check("abc", 99, 1, "n.md:1:4: error: bad [other]\n  abc\n     ^\n");
    check("a\n\nb", 2, 0, "n.md:2:1: error: bad [other]\n");
    check("e\xcc\x81x", 3, 1,
          "n.md:1:4: error: bad [other]\n  e\xcc\x81x\n"
          "   ^\n");
}

/* A line of megabytes is cut on both sides, the caret still fits. */
static void test_long_line(void **state)
{
    struct fixture f;
    size_t len = (size_t)10 << 20;
    char *text = malloc(len);
    (void)state;
    assert_non_null(text);
    memset(text, 'a', len);
    text[len / 2] = 'X';
    set_up(&f);
    size_t source = npi_diags_add_source(&f.diags, NPI_STR("n.md"),
                                         (struct np_str){text, len});
    npi_diag_add(&f.diags, &other_kind, (struct np_span){source, len / 2, 1},
                 npi_str(NULL), npi_str(NULL), npi_str(NULL), npi_str(NULL));
    npi_diag_render(&f.out, &f.diags, &f.diags.items[0], NULL, NULL);
    assert_str(npi_buf_str(&f.out),
               "n.md:1:5242881: error: bad [other]\n"
               "  …aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaXaaaaaaaaaaaaaaaaaaaa"
               "aaaaaaaaaaaaaaaaa…\n"
               "                                         ^\n");
    tear_down(&f);
    free(text);
}

static void test_template(void **state)
{
    struct fixture f;
    (void)state;
    set_up(&f);
    npi_diag_add(&f.diags, &warn_kind, NPI_NOWHERE, NPI_STR("0:33\n\x07"),
                 NPI_STR("{0}"), npi_str(NULL), npi_str(NULL));
    npi_diag_render(&f.out, &f.diags, &f.diags.items[0], NULL, NULL);
    assert_str(npi_buf_str(&f.out),
               "warning: stamp 0:33 \xef\xbf\xbd runs backwards after {0} "
               "[outline-order]\n  hint: put 0:33 \xef\xbf\xbd before {0}\n");
    npi_buf_clear(&f.out);
    npi_diag_add(&f.diags, &note_kind, NPI_NOWHERE, npi_str(NULL),
                 npi_str(NULL), NPI_STR("c"), npi_str(NULL));
    npi_diag_message(&f.out, &f.diags.items[1], NULL);
    assert_str(npi_buf_str(&f.out), "c{9}{x");
    tear_down(&f);
}

static const char *shout(const char *msgid)
{
    return strcmp(msgid, "error") == 0 ? "FEHLER" : msgid;
}

static void test_colors_and_words(void **state)
{
    static const struct npi_diag_colors colors = {"<e>", "<w>", "<n>", "<b>",
                                                  "</>"};
    struct fixture f;
    (void)state;
    set_up(&f);
    size_t s = npi_diags_add_source(&f.diags, NPI_STR("n"), NPI_STR("x"));
    npi_diag_add(&f.diags, &other_kind, (struct np_span){s, 0, 1},
                 npi_str(NULL), npi_str(NULL), npi_str(NULL), npi_str(NULL));
    npi_diag_render(&f.out, &f.diags, &f.diags.items[0], shout, &colors);
    assert_str(npi_buf_str(&f.out), "<b>n:1:1: <e>FEHLER:</> bad [other]\n"
                                    "  x\n  <e>^</>\n");
    tear_down(&f);
}

/* A title of 10,000 characters does not flood the terminal. */
static void test_long_argument(void **state)
{
    struct fixture f;
    char title[10001];
    (void)state;
    memset(title, 't', 10000);
    title[10000] = '\0';
    set_up(&f);
    npi_diag_add(&f.diags, &warn_kind, NPI_NOWHERE, npi_str(title),
                 npi_str(NULL), npi_str(NULL), npi_str(NULL));
    npi_diag_message(&f.out, &f.diags.items[0], NULL);
    assert_true(f.out.len < 200);
    assert_non_null(strstr(f.out.data, "tttt…"));
    tear_down(&f);
}

/* Every line of a large file complains: places are found without reading the
 * file from its start each time, and the list stays short. */
static void test_many(void **state)
{
    struct fixture f;
    size_t lines = 2000000;
    char *text = malloc(lines * 4);
    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < lines; i++)
        memcpy(text + i * 4, "abc\n", 4);
    set_up(&f);
    size_t s = npi_diags_add_source(&f.diags, NPI_STR("n"),
                                    (struct np_str){text, lines * 4});
    for (size_t i = 0; i < lines; i++) {
        struct np_span span = {s, i * 4 + 2, 1};
        size_t line;
        size_t column;
        npi_diag_add(&f.diags, i % 2 ? &other_kind : &note_kind, span,
                     npi_str(NULL), npi_str(NULL), npi_str(NULL),
                     npi_str(NULL));
        if (i % 50 != 0)
            continue;
        assert_true(npi_diags_place(&f.diags, span, &line, &column));
        assert_int_equal(line, i + 1);
        assert_int_equal(column, 3);
    }
    assert_int_equal(f.diags.n, 2 * NPI_DIAGS_PER_KIND);
    assert_int_equal(f.diags.dropped, lines - 2 * NPI_DIAGS_PER_KIND);
    assert_int_equal(npi_diags_count(&f.diags, NP_ERROR), NPI_DIAGS_PER_KIND);
    assert_int_equal(npi_diags_count(&f.diags, NP_WARNING), 0);
    assert_int_equal(f.diags.tallies[0].n, lines / 2);
    tear_down(&f);
    free(text);
}

static void test_text_place(void **state)
{
    size_t line;
    size_t column;
    (void)state;
    npi_text_place(NPI_STR("a\nbc\n"), 3, &line, &column);
    assert_int_equal(line, 2);
    assert_int_equal(column, 2);
    npi_text_place(NPI_STR("a\nbc\n"), 999, &line, &column);
    assert_int_equal(line, 3);
    assert_int_equal(column, 1);
    npi_text_place(npi_str(NULL), 0, &line, &column);
    assert_int_equal(line, 1);
}

static void test_source_limit(void **state)
{
    struct fixture f;
    (void)state;
    set_up(&f);
    for (size_t i = 0; i < NPI_SOURCES_MAX; i++)
        assert_int_equal(
            npi_diags_add_source(&f.diags, NPI_STR("n"), NPI_STR("")), i);
    assert_true(npi_diags_add_source(&f.diags, NPI_STR("n"), NPI_STR("")) ==
                NP_NONE);
    tear_down(&f);
}

/* Out of memory loses diagnostics, counts them, and harms nothing else. */
static enum np_status add_some(void *user)
{
    struct fixture f;
    (void)user;
    set_up(&f);
    size_t s = npi_diags_add_source(&f.diags, NPI_STR("n"), NPI_STR("abc"));
    for (size_t i = 0; i < 90; i++) {
        npi_diag_add(&f.diags, &warn_kind, (struct np_span){s, 1, 1},
                     NPI_STR("0:33"), NPI_STR("x"), npi_str(NULL),
                     npi_str(NULL));
    }
    assert_int_equal(f.diags.n + f.diags.dropped, 90);
    for (size_t i = 0; i < f.diags.n; i++)
        npi_diag_render(&f.out, &f.diags, &f.diags.items[i], NULL, NULL);
    enum np_status status = f.diags.dropped ? NP_ERR_NOMEM : f.out.error;
    tear_down(&f);
    return status;
}

/* What another reader said is shown as if it had been said here: places in its
 * own sources, and what it dropped counted. */
static void test_append(void **state)
{
    struct fixture f;
    struct fixture other;
    (void)state;
    set_up(&f);
    set_up(&other);
    (void)npi_diags_add_source(&f.diags, NPI_STR("a.md"), NPI_STR("aa"));
    size_t b = npi_diags_add_source(&other.diags, NPI_STR("b.srt"),
                                    NPI_STR("b\nbb"));
    for (size_t i = 0; i < NPI_DIAGS_PER_KIND + 7; i++)
        npi_diag_add(&other.diags, &note_kind, NPI_NOWHERE, npi_str(NULL),
                     npi_str(NULL), npi_str(NULL), npi_str(NULL));
    npi_diag_add(&other.diags, &warn_kind, (struct np_span){b, 2, 2},
                 NPI_STR("x"), NPI_STR("y"), npi_str(NULL), npi_str(NULL));
    npi_diags_append(&f.diags, &other.diags);
    tear_down(&other); /* arguments are copied */
    assert_int_equal(f.diags.n, NPI_DIAGS_PER_KIND + 1);
    assert_int_equal(f.diags.dropped, 7);
    size_t notes = 0;
    for (size_t i = 0; i < f.diags.n_tallies; i++)
        if (f.diags.tallies[i].kind == &note_kind)
            notes = f.diags.tallies[i].n;
    assert_int_equal(notes, NPI_DIAGS_PER_KIND + 7);
    npi_diag_render(&f.out, &f.diags, &f.diags.items[NPI_DIAGS_PER_KIND], NULL,
                    NULL);
    assert_str(npi_buf_str(&f.out),
               "b.srt:2:1: warning: stamp x runs backwards after y "
               "[outline-order]\n  bb\n  ^~\n  hint: put x before y\n");
    tear_down(&f);
}

static void test_out_of_memory(void **state)
{
    (void)state;
    test_each_allocation(add_some, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_long_line),
        cmocka_unit_test(test_template),
        cmocka_unit_test(test_colors_and_words),
        cmocka_unit_test(test_long_argument),
        cmocka_unit_test(test_many),
        cmocka_unit_test(test_text_place),
        cmocka_unit_test(test_source_limit),
        cmocka_unit_test(test_append),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
