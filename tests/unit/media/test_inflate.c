/* Protects the unpacking of what zlib packed: each way it has to store, and
 * damage that is noticed. */
#include "base/str.h"
#include "media/inflate.h"
#include "support/test.h"

static size_t from_hex(const char *hex, char *bytes, size_t max)
{
    size_t n = 0;
    for (; hex[0] && hex[1] && n < max; hex += 2) {
        char digits[3] = {hex[0], hex[1], '\0'};
        bytes[n++] = (char)strtol(digits, NULL, 16);
    }
    return n;
}

static void one_case(char **fields, size_t n, size_t line, void *user)
{
    static char bytes[65536];
    size_t len = from_hex(fields[0], bytes, sizeof(bytes));
    struct npi_buf want;
    struct npi_buf have;

    (void)user;
    npi_buf_init(&want, NPI_BUF_MAX);
    npi_buf_init(&have, NPI_BUF_MAX);
    npi_buf_puts(&have, "before ");
    npi_buf_puts(&want, "before ");
    bool good = npi_inflate_zlib((struct np_str){bytes, len}, &have);
    for (long i = 0; n == 3 && i < strtol(fields[2], NULL, 10); i++)
        npi_buf_puts(&want, fields[1]);
    if (good != (n == 3) ||
        (good && !npi_str_eq(npi_buf_str(&have), npi_buf_str(&want))))
        fail_msg("line %zu: %s", line, good ? "differs" : "not unpacked");
    npi_buf_release(&want);
    npi_buf_release(&have);
}

static void test_cases(void **state)
{
    (void)state;
    test_each_case("tests/cases/media/inflate.tsv", one_case, NULL);
}

/* What would be too large stops at the buffer's cap. */
static void test_cap(void **state)
{
    /* 10,000 of them */
    static const char ZEROS[] =
        "\x78\xda\xed\xc1\x01\x0d\x00\x00\x00\xc2\xa0\xf7\x4f\x6d\x0e\x37\xa0"
        "\x00\x00\x00\x00\x00\x00\x00\x00\x00\xe0\xdf\x00\x27\x10\x00\x01";
    struct npi_buf out;

    (void)state;
    npi_buf_init(&out, 100);
    (void)npi_inflate_zlib((struct np_str){ZEROS, sizeof(ZEROS) - 1}, &out);
    assert_true(out.len <= 100);
    assert_int_equal(out.error, NP_ERR_NOMEM);
    npi_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_cap),
    };
    return cmocka_run_group_tests_name("inflate", tests, NULL, NULL);
}
