/* Protects the one reader and writer of stamps: every written form that notes
 * use, what must not be taken for a stamp, and the bytes each one takes. The
 * cases are in tests/cases/base/. */
#include "base/stamp.h"
#include "base/str.h"
#include "support/test.h"

static void one_stamp(char **fields, size_t n, size_t line, void *user)
{
    struct npi_stamp stamp = {0};
    size_t used = 0;
    (void)user;
    assert_true(n >= 2);
    bool found = npi_stamp_read(npi_str(fields[0]), &stamp, &used);
    if (strcmp(fields[1], "-") == 0) {
        if (found)
            fail_msg("stamps.tsv:%zu: \"%s\" is no stamp", line, fields[0]);
        return;
    }
    if (!found)
        fail_msg("stamps.tsv:%zu: \"%s\" is a stamp", line, fields[0]);
    char have[64];
    char want[64];
    (void)snprintf(have, sizeof(have), "%lld %lld %u %c %s",
                   (long long)stamp.ms, (long long)stamp.grain, stamp.parts,
                   stamp.loose ? 'l' : '-', fields[0] + used);
    (void)snprintf(want, sizeof(want), "%s %s %s %s %s", fields[1], fields[2],
                   fields[3], fields[4], n > 5 ? fields[5] : "");
    if (strcmp(have, want) != 0)
        fail_msg("stamps.tsv:%zu: \"%s\": have %s, want %s", line, fields[0],
                 have, want);
}

static void one_link(char **fields, size_t n, size_t line, void *user)
{
    struct npi_stamp stamp = {0};
    (void)user;
    assert_int_equal(n, 2);
    bool found = npi_stamp_read_link(npi_str(fields[0]), &stamp);
    if (found != (strcmp(fields[1], "-") != 0))
        fail_msg("links.tsv:%zu: \"%s\"", line, fields[0]);
    if (found && stamp.ms != strtoll(fields[1], NULL, 10))
        fail_msg("links.tsv:%zu: \"%s\": have %lld", line, fields[0],
                 (long long)stamp.ms);
}

static void test_forms(void **state)
{
    (void)state;
    test_each_case("tests/cases/base/stamps.tsv", one_stamp, NULL);
}

static void test_links(void **state)
{
    (void)state;
    test_each_case("tests/cases/base/links.tsv", one_link, NULL);
}

/* A stamp cut off at any byte never reads behind its end. */
static void test_truncated(void **state)
{
    static const char *const texts[] = {
        "1:02:03.456", "１２：３０", "1小时02分3秒", "12 min 30 sec", "90s",
    };
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        size_t len = strlen(texts[i]);
        for (size_t cut = 0; cut <= len; cut++) {
            struct npi_stamp stamp;
            size_t used = 0;
            char *copy = malloc(cut + 1);
            assert_non_null(copy);
            memcpy(copy, texts[i], cut);
            struct np_str view = {copy, cut};
            if (npi_stamp_read(view, &stamp, &used))
                assert_true(used <= cut);
            free(copy);
        }
    }
}

static void check_written(int64_t ms, enum npi_stamp_style style,
                          const char *expected)
{
    struct npi_buf buf;
    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_stamp_write(&buf, ms, style);
    assert_str(npi_buf_str(&buf), expected);
    npi_buf_release(&buf);
}

static void test_written(void **state)
{
    (void)state;
    check_written(62345, NPI_STAMP_VTT, "00:01:02.345");
    check_written(62345, NPI_STAMP_SRT, "00:01:02,345");
    check_written(62345, NPI_STAMP_SHORT, "1:02");
    check_written(3662999, NPI_STAMP_SHORT, "1:01:02");
    check_written(59999, NPI_STAMP_SHORT, "0:59");
    check_written(62345, NPI_STAMP_SECONDS, "62.345");
    check_written(0, NPI_STAMP_SECONDS, "0.000");
    check_written(0, NPI_STAMP_EXACT, "0:00.0");
    check_written(62300, NPI_STAMP_EXACT, "1:02.3");
    check_written(62340, NPI_STAMP_EXACT, "1:02.34");
    check_written(62005, NPI_STAMP_EXACT, "1:02.005");
    check_written(3662900, NPI_STAMP_EXACT, "1:01:02.9");
    check_written(-5, NPI_STAMP_VTT, "00:00:00.000");
    check_written(NP_NO_TIME, NPI_STAMP_SHORT, "0:00");
    check_written(360000000, NPI_STAMP_VTT, "100:00:00.000");
}

/* What is written is read back: the two halves of the module agree. */
static void test_round_trip(void **state)
{
    (void)state;
    for (int64_t ms = 0; ms < 40000000; ms = ms * 2 + 977) {
        struct npi_buf buf;
        struct npi_stamp stamp;
        size_t used;
        npi_buf_init(&buf, NPI_BUF_MAX);
        npi_stamp_write(&buf, ms, NPI_STAMP_SRT);
        assert_true(npi_stamp_read(npi_buf_str(&buf), &stamp, &used));
        assert_int_equal(stamp.ms, ms);
        assert_int_equal(used, buf.len);
        npi_buf_release(&buf);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),      cmocka_unit_test(test_links),
        cmocka_unit_test(test_truncated),  cmocka_unit_test(test_written),
        cmocka_unit_test(test_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
