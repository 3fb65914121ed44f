/* Numbers compare equal however they are written, and what is none is not
 * taken for one. */
#include "support/test.h"

#include "base/str.h"
#include "base/utf8.h"
#include "lexicon/number.h"

static size_t show(const struct npi_number *number, char *out, size_t cap)
{
    char digits[32];
    int n = snprintf(digits, sizeof(digits), "%llu",
                     (unsigned long long)number->digits);
    int behind = number->exponent < 0 ? -number->exponent : 0;
    int before = n > behind ? n - behind : 0;
    size_t len;

    if (behind > 0)
        len = (size_t)snprintf(out, cap, "%.*s.%0*llu", before ? before : 1,
                               before ? digits : "0", behind,
                               strtoull(digits + before, NULL, 10));
    else
        len = (size_t)snprintf(
            out, cap, "%s%.*s", digits, (int)number->exponent,
            "000000000000000000000000000000000000000000000000");
    if (number->divisor != 1)
        len += (size_t)snprintf(out + len, cap - len, "/%u",
                                (unsigned)number->divisor);
    if (number->weak)
        len += (size_t)snprintf(out + len, cap - len, "?");
    return len;
}

/* As the callers search a text: at each character of Chinese, at the start of
 * each word of other scripts. */
static void find_all(struct np_str text, char *out, size_t cap)
{
    bool inside = false;
    size_t len = 0;

    out[0] = '\0';
    for (size_t at = 0; at < text.len;) {
        struct npi_number number;
        size_t next = at;
        uint32_t cp = npi_utf8_next(text, &next);
        bool letter = npi_cp_is_alnum(cp) && !npi_cp_is_cjk(cp);
        size_t end = at;

        if (!(letter && inside) && npi_number_read(text, &end, &number)) {
            assert_true(end > at && end <= text.len);
            assert_true(number.figures <= end - at);
            len += (size_t)snprintf(out + len, cap - len, "%s",
                                    len > 0 ? "," : "");
            len += show(&number, out + len, cap - len);
            next = end;
            letter = false;
        } else {
            assert_int_equal(end, at);
        }
        inside = letter;
        at = next;
    }
}

static void one_text(char **fields, size_t n, size_t line, void *user)
{
    char found[256];
    const char *want = n > 1 ? fields[1] : "";

    find_all(npi_str(fields[0]), found, sizeof(found));
    if (strcmp(found, want) == 0)
        return;
    print_error("numbers.tsv:%zu: %s has \"%s\", not \"%s\"\n", line, fields[0],
                found, want);
    ++*(size_t *)user;
}

static void test_texts(void **state)
{
    size_t failed = 0;

    (void)state;
    test_each_case("tests/cases/lexicon/numbers.tsv", one_text, &failed);
    assert_int_equal(failed, 0);
}

static uint64_t hash_of(const char *text)
{
    struct npi_number number;
    size_t at = 0;

    assert_true(npi_number_read(npi_str(text), &at, &number));
    return npi_number_hash(&number);
}

/* Equal values meet, others and words do not. */
static void test_hashes(void **state)
{
    (void)state;
    assert_true(hash_of("三万") == hash_of("30K"));
    assert_true(hash_of("2.50") == hash_of("two point five"));
    assert_true(hash_of("0") == hash_of("zero"));
    assert_true(hash_of("三分之二") == hash_of("two thirds"));
    assert_true(hash_of("3") != hash_of("30"));
    assert_true(hash_of("三分之二") != hash_of("2"));
    assert_true(hash_of("3") != npi_hash(NPI_HASH_START, "3", 1));
}

/* Every numeral is found, which wants them sorted, and is no longer than what
 * is read of a word. */
static void test_numerals(void **state)
{
    static const struct {
        const char *word;
        uint64_t value;
    } numerals[] = {
#define NPI_NUMERAL(word, value, kind) {word, value},
#include "lexicon/number_words.def"
#undef NPI_NUMERAL
    };

    (void)state;
    for (size_t i = 0; i < sizeof(numerals) / sizeof(numerals[0]); i++) {
        const char *word = numerals[i].word;
        bool parts = word[strlen(word) - 1] == 's';
        struct npi_number number;
        size_t at = 0;
        char text[32];

        if (i > 0)
            assert_true(strcmp(numerals[i - 1].word, word) < 0);
        (void)snprintf(text, sizeof(text), parts ? "two %s" : "%s", word);
        assert_true(npi_number_read(npi_str(text), &at, &number));
        assert_int_equal(at, strlen(text));
        if (parts)
            assert_int_equal(number.divisor, numerals[i].value);
    }
}

/* The digits' part, which is what a caller need not read as words too. */
static void test_figures(void **state)
{
    static const struct {
        const char *text;
        size_t figures;
        size_t len;
    } cases[] = {{"3 万", 1, 5},     {"30K", 3, 3},          {"30,000.5", 8, 8},
                 {"三万", 0, 6},     {"2.5 million", 3, 11}, {"90%", 2, 2},
                 {"20th day", 4, 4}, {"twenty-five", 0, 11}, {"２０", 6, 6}};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct npi_number number;
        size_t at = 0;

        assert_true(npi_number_read(npi_str(cases[i].text), &at, &number));
        assert_int_equal(number.figures, cases[i].figures);
        assert_int_equal(at, cases[i].len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_hashes),
        cmocka_unit_test(test_numerals),
        cmocka_unit_test(test_figures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
