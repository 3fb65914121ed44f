/* Protects the door through which all foreign text comes: each encoding, the
 * offset of the first bad byte, and that damaged UTF-8 or Latin-1 is never
 * taken for Chinese. */
#include "base/encoding.h"
#include "base/str.h"
#include "support/oom.h"

#define HELLO_GB "\xc4\xe3\xba\xc3\xa3\xac\xca\xc0\xbd\xe7" /* 你好，世界 */
#define HELLO "你好，世界"

struct result {
    enum np_status status;
    enum npi_encoding encoding;
    char text[256];
    char message[256];
};

static struct result convert(struct np_str bytes)
{
    struct result r = {.status = NP_OK};
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_buf out;
    struct np_str text = {0};
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    npi_buf_init(&out, NPI_BUF_MAX);
    r.status = npi_encoding_to_utf8(&arena, &diags, NPI_STR("f"), bytes,
                                    &r.encoding, &text);
    if (r.status == NP_OK)
        (void)snprintf(r.text, sizeof(r.text), "%.*s", (int)text.len,
                       text.len ? text.ptr : "");
    if (diags.n > 0) {
        npi_diag_message(&out, &diags.items[0], NULL);
        (void)snprintf(r.message, sizeof(r.message), "%s", out.data);
    }
    npi_buf_release(&out);
    npi_arena_release(&arena);
    return r;
}

static void good(struct np_str bytes, enum npi_encoding encoding,
                 const char *text)
{
    struct result r = convert(bytes);
    assert_string_equal(r.message, "");
    assert_int_equal(r.status, NP_OK);
    assert_int_equal(r.encoding, encoding);
    assert_string_equal(r.text, text);
}

static void bad(struct np_str bytes, const char *message)
{
    struct result r = convert(bytes);
    assert_int_equal(r.status, NP_ERR_NOTES);
    assert_string_equal(r.message, message);
}

#define NOT_TEXT(offset)                                                       \
    "f is not UTF-8, UTF-16 or GB18030: bad byte at offset " offset
#define BINARY(offset) "f is not text: NUL byte at offset " offset

static void test_good(void **state)
{
    (void)state;
    good(NPI_STR(""), NPI_UTF8, "");
    good(NPI_STR(HELLO "\r\n"), NPI_UTF8, HELLO "\r\n");
    good(NPI_STR("\xef\xbb\xbf" HELLO), NPI_UTF8, HELLO);
    good(NPI_STR("\xff\xfe\x60\x4f\x7d\x59\n\0"), NPI_UTF16LE, "你好\n");
    good(NPI_STR("\xfe\xff\x4f\x60\x59\x7d"), NPI_UTF16BE, "你好");
    good(NPI_STR("\xff\xfe\x3c\xd8\x99\xdf"), NPI_UTF16LE, "🎙");
    good(NPI_STR(HELLO_GB), NPI_GB18030, HELLO);
    good(NPI_STR("# " HELLO_GB "\n0:33 Elad: hi\n"), NPI_GB18030,
         "# " HELLO "\n0:33 Elad: hi\n");
    good(NPI_STR(HELLO_GB "\x81\x30\x81\x30"), NPI_GB18030,
         HELLO "\xc2\x80"); /* four bytes */
    good(NPI_STR("\x84\x31\x95\x33" HELLO_GB), NPI_GB18030,
         HELLO); /* its own byte order mark */
}

static void test_bad(void **state)
{
    (void)state;
    bad(NPI_STR("abc\0def"), BINARY("3"));
    bad(NPI_STR(HELLO "\0"), BINARY("15"));
    bad(NPI_STR("\xff\xfe\0\0x\0"), BINARY("2"));
    bad(NPI_STR("\xff\xfe\x60"), NOT_TEXT("2"));
    bad(NPI_STR("\xff\xfe\x60\x4f\x3c\xd8"), NOT_TEXT("4"));
    bad(NPI_STR("\xff\xfe\x99\xdf\x60\x4f"), NOT_TEXT("2"));
    /* UTF-8 with a broken byte stays UTF-8. */
    bad(NPI_STR(HELLO "\xc4\xe3" HELLO), NOT_TEXT("15"));
    bad(NPI_STR(HELLO HELLO "\xff"), NOT_TEXT("30"));
    /* GB18030 cut in the middle of a pair, and with an impossible one. */
    bad(NPI_STR(HELLO_GB "\xc4"), NOT_TEXT("10"));
    bad(NPI_STR(HELLO_GB "\xff" HELLO_GB), NOT_TEXT("10"));
    /* Latin-1. */
    bad(NPI_STR("caf\xe9 au lait, gar\xe7on, fa\xe7"
                "ade"),
        NOT_TEXT("3"));
    bad(NPI_STR("na\xefve fa\xe7"
                "ade d\xe9"
                "j\xe0vu"),
        NOT_TEXT("2"));
}

/* Converting megabytes takes pieces: no character is lost at their seams. */
static void test_seams(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < 4; shift++) {
        struct npi_arena arena;
        struct npi_diags diags;
        struct npi_buf in;
        struct npi_buf want;
        enum npi_encoding encoding;
        struct np_str text;
        npi_arena_init(&arena);
        npi_diags_init(&diags, &arena);
        npi_buf_init(&in, NPI_BUF_MAX);
        npi_buf_init(&want, NPI_BUF_MAX);
        npi_buf_put(&in, npi_str_sub(NPI_STR("abc"), 0, shift));
        npi_buf_put(&want, npi_str_sub(NPI_STR("abc"), 0, shift));
        for (size_t i = 0; i < 3000; i++) {
            npi_buf_puts(&in, HELLO_GB "\x95\x32\x82\x36"); /* U+20000 */
            npi_buf_puts(&want, HELLO "\xf0\xa0\x80\x80");
        }
        assert_int_equal(npi_encoding_to_utf8(&arena, &diags, NPI_STR("f"),
                                              npi_buf_str(&in), &encoding,
                                              &text),
                         NP_OK);
        assert_true(npi_str_eq(text, npi_buf_str(&want)));
        npi_buf_release(&in);
        npi_buf_release(&want);
        npi_arena_release(&arena);
    }
}

static enum np_status convert_two(void *user)
{
    static const char utf16[] = "\xff\xfe\x60\x4f\x7d\x59";
    (void)user;
    struct result a = convert(NPI_STR(HELLO_GB));
    struct result b = convert((struct np_str){utf16, 6});
    struct result c = convert(NPI_STR(HELLO_GB "\xff"));
    assert_int_not_equal(c.status, NP_OK);
    if (a.status != NP_OK)
        return a.status;
    if (b.status != NP_OK)
        return b.status;
    return c.message[0] ? NP_OK : NP_ERR_NOMEM;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    test_each_allocation(convert_two, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_seams),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
