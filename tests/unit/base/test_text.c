/* Protects views, the buffer and UTF-8: edges that every stage leans on (empty
 * and absent views, limits, broken bytes, widths). */
#include "base/buf.h"
#include "base/str.h"
#include "base/utf8.h"
#include "support/test.h"
#include <math.h>

static void test_views(void **state)
{
    (void)state;
    struct np_str absent = npi_str(NULL);
    assert_null(absent.ptr);
    assert_true(npi_str_eq(absent, NPI_STR("")));
    assert_null(npi_str_sub(absent, 1, 2).ptr);
    assert_str(npi_str_sub(NPI_STR("abc"), 1, 99), "bc");
    assert_str(npi_str_sub(NPI_STR("abc"), 9, 1), "");
    assert_true(npi_str_starts(NPI_STR("abc"), NPI_STR("ab")));
    assert_false(npi_str_starts(NPI_STR("a"), NPI_STR("ab")));
    assert_true(npi_str_starts_nocase(NPI_STR("HTTPS://x"), NPI_STR("https:")));
    assert_true(npi_str_ends(NPI_STR("a.vtt"), NPI_STR(".vtt")));
    assert_true(npi_str_eq_nocase(NPI_STR("Guest"), NPI_STR("gUEST")));
    assert_false(npi_str_eq_nocase(NPI_STR("[uest"), NPI_STR("{uest")));
    assert_int_equal(npi_str_cmp(NPI_STR("a"), NPI_STR("ab")), -1);
    assert_int_equal(npi_str_cmp(NPI_STR("é"), NPI_STR("z")), 1);
    assert_int_equal(npi_str_cmp(absent, NPI_STR("")), 0);
}

static void test_find(void **state)
{
    (void)state;
    assert_int_equal(npi_str_find(NPI_STR("hello"), NPI_STR("llo")), 2);
    assert_true(npi_str_find(NPI_STR("hello"), NPI_STR("lo!")) == NP_NONE);
    assert_int_equal(npi_str_find(NPI_STR("hello"), NPI_STR("")), 0);
    assert_int_equal(npi_str_find(NPI_STR("hello"), NPI_STR("hello")), 0);
    assert_int_equal(npi_str_find(NPI_STR("hello"), NPI_STR("o")), 4);
    assert_true(npi_str_find(npi_str(NULL), NPI_STR("o")) == NP_NONE);
    assert_int_equal(npi_str_find_char(NPI_STR("a:b:c"), ':'), 1);
    assert_int_equal(npi_str_rfind_char(NPI_STR("a:b:c"), ':'), 3);
    assert_true(npi_str_rfind_char(npi_str(NULL), ':') == NP_NONE);
}

/* A long part in a text of one letter: quadratic search would take minutes. */
static void test_find_repetition(void **state)
{
    (void)state;
    size_t n = (size_t)10 << 20;
    char *text = malloc(n);
    assert_non_null(text);
    memset(text, 'a', n);
    struct np_str part = {text, 100000};
    char *wanted = malloc(part.len);
    assert_non_null(wanted);
    memset(wanted, 'a', part.len);
    wanted[part.len - 1] = 'b';
    part.ptr = wanted;
    assert_true(npi_str_find((struct np_str){text, n}, part) == NP_NONE);
    text[n - 1] = 'b';
    assert_int_equal(npi_str_find((struct np_str){text, n}, part),
                     n - part.len);
    free(wanted);
    free(text);
}

static void test_trim(void **state)
{
    (void)state;
    assert_str(npi_str_trim(NPI_STR(" \t\r\n a b \xe3\x80\x80")), "a b");
    assert_str(npi_str_trim(NPI_STR("\xef\xbb\xbf\xe2\x80\x8b题")), "题");
    assert_str(npi_str_trim(NPI_STR("\xe3\x80\x80 \xc2\xa0")), "");
    assert_str(npi_str_trim(NPI_STR("\xa0x\xff")), "\xa0x\xff");
    assert_int_equal(npi_str_trim(npi_str(NULL)).len, 0);
}

static void test_split(void **state)
{
    (void)state;
    struct np_str rest = NPI_STR("a,,b");
    struct np_str part;
    assert_true(npi_str_split(&rest, ',', &part));
    assert_str(part, "a");
    assert_true(npi_str_split(&rest, ',', &part));
    assert_str(part, "");
    assert_true(npi_str_split(&rest, ',', &part));
    assert_str(part, "b");
    assert_false(npi_str_split(&rest, ',', &part));
    rest = NPI_STR("a,");
    assert_true(npi_str_split(&rest, ',', &part));
    assert_true(npi_str_split(&rest, ',', &part));
    assert_str(part, "");
    assert_false(npi_str_split(&rest, ',', &part));
}

static void test_numbers(void **state)
{
    uint64_t value = 7;
    (void)state;
    assert_true(npi_str_u64(NPI_STR("0"), 0, &value));
    assert_int_equal(value, 0);
    assert_true(npi_str_u64(NPI_STR("00042"), 42, &value));
    assert_int_equal(value, 42);
    assert_false(npi_str_u64(NPI_STR("43"), 42, &value));
    assert_false(npi_str_u64(NPI_STR(""), 42, &value));
    assert_false(npi_str_u64(NPI_STR("+1"), 42, &value));
    assert_false(npi_str_u64(NPI_STR("1 "), 42, &value));
    assert_false(npi_str_u64(NPI_STR("5"), 3, &value));
    assert_true(
        npi_str_u64(NPI_STR("18446744073709551615"), UINT64_MAX, &value));
    assert_true(value == UINT64_MAX);
    assert_false(
        npi_str_u64(NPI_STR("18446744073709551616"), UINT64_MAX, &value));
}

static void check_fixed(double value, unsigned decimals, const char *expected)
{
    struct npi_buf buf;
    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_put_fixed(&buf, value, decimals);
    assert_str(npi_buf_str(&buf), expected);
    npi_buf_release(&buf);
}

static void test_buf_numbers(void **state)
{
    struct npi_buf buf;
    (void)state;
    check_fixed(0.5, 0, "1");
    check_fixed(-0.5, 0, "-1");
    check_fixed(-0.004, 2, "0.00");
    check_fixed(1.25, 1, "1.3");
    check_fixed(3.0, 3, "3.000");
    check_fixed(0.0625, 3, "0.063");
    check_fixed(0.1, 99, "0.100000000");
    check_fixed((double)NAN, 2, "0.00");
    check_fixed((double)INFINITY, 0, "9000000000000000000");
    npi_buf_init(&buf, NPI_BUF_MAX);
    assert_str(npi_buf_str(&buf), "");
    npi_buf_put_i64(&buf, INT64_MIN);
    npi_buf_putc(&buf, ' ');
    npi_buf_put_u64(&buf, UINT64_MAX);
    npi_buf_putc(&buf, ' ');
    npi_buf_put_padded(&buf, 7, 30);
    assert_str(npi_buf_str(&buf), "-9223372036854775808 18446744073709551615 "
                                  "000000000000000000000000000007");
    npi_buf_clear(&buf);
    assert_str(npi_buf_str(&buf), "");
    npi_buf_release(&buf);
}

/* The cap holds to the byte, and the error sticks until clear. */
static void test_buf_cap(void **state)
{
    struct npi_buf buf;
    (void)state;
    npi_buf_init(&buf, 5);
    npi_buf_puts(&buf, "abcde");
    assert_int_equal(buf.error, NP_OK);
    npi_buf_putc(&buf, 'f');
    assert_int_equal(buf.error, NP_ERR_NOMEM);
    npi_buf_puts(&buf, "");
    assert_str(npi_buf_str(&buf), "abcde");
    assert_int_equal(buf.data[5], 0);
    npi_buf_clear(&buf);
    npi_buf_put_cp(&buf, 0x9898);
    assert_str(npi_buf_str(&buf), "题");
    npi_buf_put_cp(&buf, 0x9898);
    assert_int_equal(buf.error, NP_ERR_NOMEM);
    npi_buf_release(&buf);
    assert_null(buf.data);
}

static void test_utf8_check(void **state)
{
    static const struct {
        const char *text;
        size_t bad; /* NP_NONE: good */
    } cases[] = {
        {"", NP_NONE},
        {"a题🎙é", NP_NONE},
        {"\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf", NP_NONE},
        {"a\x80", 1},
        {"a\xc0\xaf", 1},        /* overlong */
        {"\xe0\x80\xaf", 0},     /* overlong */
        {"\xf0\x80\x80\x80", 0}, /* overlong */
        {"ab\xed\xa0\x80", 2},   /* surrogate */
        {"\xf4\x90\x80\x80", 0}, /* above U+10FFFF */
        {"\xf5\x80\x80\x80", 0},
        {"题\xe9\xa2", 3}, /* cut off */
        {"\xff", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t bad = NP_NONE;
        bool good = npi_utf8_check(npi_str(cases[i].text), &bad);
        assert_int_equal(good, cases[i].bad == NP_NONE);
        assert_true(bad == cases[i].bad);
    }
}

/* Stepping forwards and backwards sees the same characters, whatever the
 * bytes, and always moves. */
static void test_utf8_steps(void **state)
{
    static const char *const texts[] = {
        "a题🎙é",
        "\xff\xe9\xa2z\x80\xf0\x9f\x8e",
        "\x80\x80\x80\x80\x80",
        "",
    };
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct np_str s = npi_str(texts[i]);
        uint32_t forward[32];
        size_t n = 0;
        for (size_t at = 0; at < s.len;)
            forward[n++] = npi_utf8_next(s, &at);
        assert_int_equal(n, npi_utf8_count(s));
        size_t at = s.len;
        while (at > 0) {
            assert_true(n > 0);
            assert_int_equal(npi_utf8_prev(s, &at), forward[--n]);
        }
        assert_int_equal(n, 0);
        size_t end = s.len;
        assert_int_equal(npi_utf8_next(s, &end), 0xfffd);
        assert_int_equal(end, s.len);
    }
}

static void test_utf8_put(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp < 0x110000; cp += cp < 0x900 ? 1 : 977) {
        char bytes[4];
        size_t at = 0;
        if (cp >= 0xd800 && cp < 0xe000)
            continue;
        struct np_str s = {bytes, npi_utf8_put(cp, bytes)};
        assert_int_equal(npi_utf8_next(s, &at), cp);
        assert_int_equal(at, s.len);
    }
    char bytes[4];
    assert_int_equal(npi_utf8_put(0xd800, bytes), 3);
    assert_memory_equal(bytes, "\xef\xbf\xbd", 3);
}

/* No character and no combined one is ever cut. */
static void test_clip(void **state)
{
    (void)state;
    assert_str(npi_utf8_clip(NPI_STR("题目"), 5), "题");
    assert_str(npi_utf8_clip(NPI_STR("题目"), 6), "题目");
    assert_str(npi_utf8_clip(NPI_STR("题目"), 2), "");
    assert_str(npi_utf8_clip(NPI_STR("e\xcc\x81x"), 1), "");
    assert_str(npi_utf8_clip(NPI_STR("ae\xcc\x81x"), 2), "a");
    assert_str(npi_utf8_clip(NPI_STR("ae\xcc\x81x"), 4), "ae\xcc\x81");
    assert_str(npi_utf8_clip(NPI_STR("x👩‍🔬"), 8),
               "x"); /* before the ZWJ */
    assert_str(npi_utf8_clip(NPI_STR("x👍🏽"), 5),
               "x"); /* before the tone */
}

static void test_width(void **state)
{
    (void)state;
    assert_int_equal(npi_str_width(NPI_STR("abc"), false), 3);
    assert_int_equal(npi_str_width(NPI_STR("题目Ａ，"), false), 8);
    assert_int_equal(npi_str_width(NPI_STR("e\xcc\x81"), false), 1);
    assert_int_equal(npi_str_width(NPI_STR("🎙🎉"), false), 3);
    assert_int_equal(npi_str_width(NPI_STR("한글"), false), 4);
    assert_int_equal(npi_str_width(NPI_STR("\xe1\x84\x92\xe1\x85\xa1"), false),
                     2);
    assert_int_equal(npi_str_width(NPI_STR("“…—"), false), 3);
    assert_int_equal(npi_str_width(NPI_STR("“…"), true), 4);
    assert_int_equal(npi_str_width(NPI_STR("\x1b\x7f\xe2\x80\x8f"), false), 0);
}

static void test_classes(void **state)
{
    (void)state;
    assert_true(npi_cp_is_space(0x3000) && npi_cp_is_space(0xa0));
    assert_false(npi_cp_is_space(0x200b));
    assert_true(npi_cp_is_han(0x9898) && !npi_cp_is_han(0x3042));
    assert_true(npi_cp_is_han(0x20000)); /* beyond the basic plane */
    assert_true(npi_cp_is_cjk(0x3042) && npi_cp_is_cjk(0xac00));
    assert_true(npi_cp_is_cjk(0x30fc) && !npi_cp_is_cjk('a'));
    assert_false(npi_cp_is_cjk(0x3002));
    assert_true(npi_cp_is_alpha(0xe9) && !npi_cp_is_alpha('1'));
    assert_true(npi_cp_is_upper('A') && !npi_cp_is_upper(0x9898));
    assert_true(npi_cp_is_digit('7') && npi_cp_is_digit(0xff17));
    assert_true(npi_cp_is_punct(0x3002) && npi_cp_is_punct('!'));
    assert_int_equal(npi_cp_lower('Q'), 'q');
    assert_int_equal(npi_cp_lower(0xc9), 0xe9);
    assert_int_equal(npi_cp_halfwidth(0xff1a), ':');
    assert_int_equal(npi_cp_halfwidth(0x3000), ' ');
    assert_int_equal(npi_cp_halfwidth(0x3002), 0x3002);
    assert_false(npi_cp_is_alpha(0x110000)); /* no character at all */
}

static void test_listed(void **state)
{
    (void)state;
    assert_true(npi_str_listed(NPI_STR("b"), "a b c"));
    assert_true(npi_str_listed(NPI_STR("MP4"), "mp4 m4v"));
    assert_false(npi_str_listed(NPI_STR("m4"), "mp4 m4v"));
    assert_false(npi_str_listed(NPI_STR(""), "a  b "));
    assert_false(npi_str_listed(NPI_STR("a b"), "a b"));
    assert_false(npi_str_listed(NPI_STR("a"), NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_listed),
        cmocka_unit_test(test_views),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_find_repetition),
        cmocka_unit_test(test_trim),
        cmocka_unit_test(test_split),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_buf_numbers),
        cmocka_unit_test(test_buf_cap),
        cmocka_unit_test(test_utf8_check),
        cmocka_unit_test(test_utf8_steps),
        cmocka_unit_test(test_utf8_put),
        cmocka_unit_test(test_clip),
        cmocka_unit_test(test_width),
        cmocka_unit_test(test_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
