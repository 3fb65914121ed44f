/* Protects how texts come apart into words, and what a dictionary and a
 * glossary say of them. */
#include "lexicon/fold.h"
#include "matching/meaning.h"
#include "support/matching.h"

/* Each row: a text, and its pieces joined by "|". */
static void test_pieces(void **state)
{
    static const char *const rows[][2] = {
        {"self-driving", "self|driving"},
        {"\"Hello,\"", "Hello"},
        {"don't", "don't"},
        {"it\xe2\x80\x99s", "it\xe2\x80\x99s"},
        {"and/or/3.5", "and|or|3|5"},
        {"\xe2\x80\xa6\xe2\x80\xa6", ""},
        {"", ""},
        {"'", ""},
        {"GPT\xe2\x80\x91"
         "4o",
         "GPT|4o"},
        {"\xc3\xbc"
         "ber",
         "\xc3\xbc"
         "ber"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct npi_pieces_of pieces = {.text = npi_str(rows[i][0])};
        struct np_str piece;
        struct npi_buf out;

        npi_buf_init(&out, NPI_BUF_MAX);
        while (npi_pieces_next(&pieces, &piece)) {
            if (npi_buf_str(&out).len)
                npi_buf_putc(&out, '|');
            npi_buf_put(&out, piece);
        }
        assert_str(npi_buf_str(&out), rows[i][1]);
        npi_buf_release(&out);
    }
}

/* Two CJK characters side by side have a hash, anything else has none. */
static void test_pairs(void **state)
{
    (void)state;
    assert_true(npi_pair_hash(NPI_STR("茶馆")) != 0);
    assert_true(npi_pair_hash(NPI_STR("茶馆")) ==
                npi_pair_hash(NPI_STR("茶馆在山里")));
    assert_true(npi_pair_hash(NPI_STR("茶馆")) !=
                npi_pair_hash(NPI_STR("馆茶")));
    assert_true(npi_pair_hash(NPI_STR("茶")) == 0);
    assert_true(npi_pair_hash(NPI_STR("茶，馆")) == 0);
    assert_true(npi_pair_hash(NPI_STR("茶a")) == 0);
    assert_true(npi_pair_hash(NPI_STR("a茶")) == 0);
    assert_true(npi_pair_hash(NPI_STR("")) == 0);
}

static uint64_t hash(const char *word)
{
    char folded[NPI_FOLD_MAX];

    return npi_hash(NPI_HASH_START, folded,
                    npi_word_fold(npi_str(word), folded));
}

static void test_find(void **state)
{
    struct paired p;
    struct npi_meaning meaning;
    (void)state;
    paired_init(&p);
    paired_words(&p, "望远镜\ttelescope\n望\tlook\n哈尔\tharbour\n");
    paired_names(&p, "哈尔 = Hale\n");

    npi_meaning_find(p.lexicon, NPI_STR("望远镜"), &meaning);
    assert_int_equal(meaning.n, 1);
    assert_int_equal(meaning.len, strlen("望远镜"));
    assert_false(meaning.glossary);
    assert_true(meaning.hashes[0] == hash("telescope"));

    /* A user knows better than the dictionary. */
    npi_meaning_find(p.lexicon, NPI_STR("哈尔"), &meaning);
    assert_int_equal(meaning.n, 1);
    assert_true(meaning.glossary);
    assert_true(meaning.hashes[0] == hash("hale"));

    npi_meaning_find(p.lexicon, NPI_STR("镜子"), &meaning);
    assert_int_equal(meaning.n, 0);
    npi_meaning_find(NULL, NPI_STR("望远镜"), &meaning);
    assert_int_equal(meaning.n, 0);
    assert_false(meaning.glossary);
    paired_release(&p);
}

/* The longest key wins, a shorter one is better than none, and a text that
 * ends inside a key is no harm. */
static void test_longest(void **state)
{
    static const struct {
        const char *text, *key, *word;
    } rows[] = {
        {"望远镜很大", "望远镜", "telescope"},
        {"望着", "望", "look"},
        {"望", "望", "look"},
        {"望a远镜", "望", "look"},
    };
    struct paired p;
    struct npi_meaning meaning;
    (void)state;
    paired_init(&p);
    paired_words(&p, "望远镜\ttelescope\n望\tlook\n");
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        npi_meaning_longest(p.lexicon, npi_str(rows[i].text), &meaning);
        assert_int_equal(meaning.n, 1);
        assert_int_equal(meaning.len, strlen(rows[i].key));
        assert_true(meaning.hashes[0] == hash(rows[i].word));
    }
    npi_meaning_longest(p.lexicon, NPI_STR("远镜"), &meaning);
    assert_int_equal(meaning.n, 0);
    npi_meaning_longest(p.lexicon, NPI_STR(""), &meaning);
    assert_int_equal(meaning.n, 0);
    npi_meaning_longest(NULL, NPI_STR("望"), &meaning);
    assert_int_equal(meaning.n, 0);
    paired_release(&p);
}

/* A word with more meanings than are looked at keeps the first ones. */
static void test_many(void **state)
{
    char list[1000] = "多\t";
    struct paired p;
    struct npi_meaning meaning;
    (void)state;
    for (unsigned i = 0; i < 60; i++)
        (void)snprintf(list + strlen(list), sizeof(list) - strlen(list),
                       "word%u ", i);
    paired_init(&p);
    paired_words(&p, list);
    npi_meaning_find(p.lexicon, NPI_STR("多"), &meaning);
    assert_true(meaning.n > 1 && meaning.n <= NPI_MEANINGS);
    paired_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces), cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_find),   cmocka_unit_test(test_longest),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
