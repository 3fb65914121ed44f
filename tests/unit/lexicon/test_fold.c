/* Forms of a word compare equal, different words do not. */
#include "support/test.h"

#include "base/str.h"
#include "lexicon/fold.h"

static struct np_str fold(const char *word, char out[NPI_FOLD_MAX])
{
    return (struct np_str){out, npi_word_fold(npi_str(word), out)};
}

static void one_word(char **fields, size_t n, size_t line, void *user)
{
    char out[NPI_FOLD_MAX];
    struct np_str folded = fold(fields[0], out);
    const char *want = n > 1 ? fields[1] : "";

    (void)user;
    if (!npi_str_eq(folded, npi_str(want)))
        fail_msg("fold.tsv:%zu: %s gives \"%.*s\", not \"%s\"", line, fields[0],
                 (int)folded.len, folded.ptr, want);
}

static void test_words(void **state)
{
    (void)state;
    test_each_case("tests/cases/lexicon/fold.tsv", one_word, NULL);
}

/* Each form is found, which wants them sorted, and meets its base. */
static void test_forms(void **state)
{
    static const char *const forms[][2] = {
#define NPI_FORM(form, base) {form, base},
#include "lexicon/forms.def"
#undef NPI_FORM
    };

    (void)state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        char form[NPI_FOLD_MAX];
        char base[NPI_FOLD_MAX];

        if (!npi_str_eq(fold(forms[i][0], form), fold(forms[i][1], base)))
            fail_msg("%s does not meet %s", forms[i][0], forms[i][1]);
        assert_true(strlen(forms[i][1]) <= NPI_FOLD_MAX);
    }
}

static void one_stop(char **fields, size_t n, size_t line, void *user)
{
    char out[NPI_FOLD_MAX];

    (void)n;
    (void)user;
    if (!npi_word_is_stop(fold(fields[0], out)))
        fail_msg("stops.tsv:%zu: %s is no stop word", line, fields[0]);
}

static void test_stops(void **state)
{
    (void)state;
    test_each_case("tests/cases/lexicon/stops.tsv", one_stop, NULL);
}

/* A piece of the list is not on it, nor is a telling word, nor a long one. */
static void test_not_stops(void **state)
{
    static const char *const words[] = {"robot", "a b", "e", "eac", "ear"};
    char longest[NPI_FOLD_MAX + 1];

    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        assert_false(npi_word_is_stop(npi_str(words[i])));
    memset(longest, 'x', sizeof(longest));
    assert_false(npi_word_is_stop((struct np_str){longest, NPI_FOLD_MAX}));
    assert_false(npi_word_is_stop((struct np_str){longest, NPI_FOLD_MAX + 1}));
    assert_true(npi_word_is_stop(npi_str("")));
}

/* Never more than there is room for, never a piece of a character. */
static void test_long_words(void **state)
{
    static const char *const letters[] = {"a", "é", "神", "𝒳"};
    char word[4 * 100 + 1];
    char out[NPI_FOLD_MAX];

    (void)state;
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
        word[0] = '\0';
        for (size_t n = 0; n < 100; n++)
            strcat(word, letters[i]);
        struct np_str folded = fold(word, out);
        assert_true(folded.len <= NPI_FOLD_MAX &&
                    folded.len > NPI_FOLD_MAX - 8);
        assert_int_equal(folded.len % strlen(letters[i]), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),      cmocka_unit_test(test_forms),
        cmocka_unit_test(test_stops),      cmocka_unit_test(test_not_stops),
        cmocka_unit_test(test_long_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
