/* Grapheme clusters and their widths: what must never be cut, and how much of a
 * line it takes. */
#include "base/str.h"
#include "cues/grapheme.h"
#include "support/test.h"

static const struct {
    const char *text; /* clusters separated by | */
    unsigned wide;    /* half-widths, NPI_COUNT_WIDE */
} rows[] = {
    {"a|b", 2},
    {"中|文", 4},
    {"e\u0301|e", 2},
    {"中\U000e0100|文", 4},
    {"\r\n|x", 1},
    {"\r|\r", 0},
    {"\u0301|a", 1},
    {"👍🏽|!", 3},
    {"👨‍👩‍👧|👨", 4},
    {"🇨🇳|🇩🇪|🇫", 6},
    {"❤️|❤", 3},
    {"©️|©", 3},
    {"\u1112\u1161\u11ab|\u1100", 4},
    {"각\u11a8|나", 4},
    {"한|글", 4},
    {"กำ|น", 2},
    {"\u0600\u0661|1", 2},
    {"a\u200d|b", 2},
    {"“|”|…|—", 8},
    {"，|。|A", 5},
    {"ｱ\uff9e", 1},
    {"\u200e|a", 1},
    {"、|、", 4},
    {"か\u3099|は", 4},
};

static void test_clusters(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char plain[64];
        size_t n = 0;
        for (const char *z = rows[i].text; *z; z++)
            if (*z != '|')
                plain[n++] = *z;
        struct np_str text = {plain, n};
        struct np_str rest = npi_str(rows[i].text);
        struct np_str cluster;
        size_t at = 0;
        while (npi_str_split(&rest, '|', &cluster)) {
            size_t from = at;
            npi_grapheme_next(text, &at);
            if (at - from != cluster.len)
                fail_msg("%s: cluster of %zu bytes at %zu, want %zu",
                         rows[i].text, at - from, from, cluster.len);
        }
        assert_int_equal(at, n);
        uint64_t wide = npi_text_width(text, NPI_COUNT_WIDE);
        if (wide != rows[i].wide)
            fail_msg("%s: %u half-widths, want %u", rows[i].text,
                     (unsigned)wide, rows[i].wide);
    }
}

/* Counted one by one, each cluster is one character. */
static void test_each(void **state)
{
    (void)state;
    assert_int_equal(npi_text_width(NPI_STR("中e\u0301 👨‍👩‍👧。"),
                                    NPI_COUNT_EACH),
                     10);
}

/* Broken UTF-8 is walked through to its end, never beyond. */
static void test_broken(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "\xe4", "\xe4\xb8", "a\xe9", "\xff\xe4", "中\xe4\xb8", "\xf0\x9f\x91"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct np_str text = npi_str(texts[i]);
        size_t at = 0;
        while (at < text.len)
            npi_grapheme_next(text, &at);
        assert_int_equal(at, text.len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clusters),
        cmocka_unit_test(test_each),
        cmocka_unit_test(test_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
