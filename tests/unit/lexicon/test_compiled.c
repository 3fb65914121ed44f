/* The compiled form: the same words as the text it comes from, the same bytes
 * each time, and no file, however damaged, that is read behind its end. */
#include "support/lexicon.h"

#include "lexicon/bytes.h"
#include "lexicon/compiled.h"
#include "lexicon/key.h"

#define WORDS                                                                    \
    "# zh en\n神经 = nerve\n神经网络 = neural network\n网络 = network\n" \
    "machine learning = maschinelles Lernen\n机 = machine, engine\n"

static const char *const keys[] = {
    "神经", "神经网络", "网络", "machine learning", "机", "没有", ""};
#define N_KEYS (sizeof(keys) / sizeof(keys[0]))

/* A copy that ends where its memory does, so that the sanitizers see every read
 * behind it. */
static struct np_str exact(struct np_str bytes)
{
    char *copy = malloc(bytes.len ? bytes.len : 1);

    assert_non_null(copy);
    memcpy(copy, bytes.ptr, bytes.len);
    return (struct np_str){copy, bytes.len};
}

static void drop(struct np_str bytes)
{
    free((void *)(uintptr_t)bytes.ptr);
}

static struct np_str compile(const char *text)
{
    struct test_lexicon t;

    assert_int_equal(test_lexicon_open(&t), NP_OK);
    assert_int_equal(test_dictionary(&t, npi_str(text)), NP_OK);
    struct np_str bytes = exact(npi_lexicon_compiled(t.lexicon));
    test_lexicon_close(&t);
    return bytes;
}

/* Opens it and looks all keys up: what is found lies within. True if it could
 * be opened. */
static bool use(struct np_str bytes)
{
    struct test_lexicon t;
    struct npi_meanings meanings;

    assert_int_equal(test_lexicon_open(&t), NP_OK);
    bool good = test_dictionary(&t, bytes) == NP_OK;
    assert_int_equal(npi_diags_count(&t.diags, NP_ERROR), !good);
    for (size_t i = 0; good && i < N_KEYS; i++)
        if (npi_lexicon_find(t.lexicon, npi_str(keys[i]), &meanings))
            assert_true(meanings.dictionary.ptr >= bytes.ptr &&
                        meanings.dictionary.ptr + meanings.dictionary.len <=
                            bytes.ptr + bytes.len);
    test_lexicon_close(&t);
    return good;
}

static void test_same_as_text(void **state)
{
    struct np_str bytes = compile(WORDS);
    struct test_lexicon t;

    (void)state;
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    assert_true(npi_lexicon_is_compiled(bytes));
    assert_int_equal(test_dictionary(&t, bytes), NP_OK);
    assert_str(test_words_of(&t, "神经"), "nerv");
    assert_str(test_words_of(&t, "神经网络"), "neural network");
    assert_str(test_words_of(&t, "Machine Learning"), "maschinel lernen");
    assert_null(test_words_of(&t, "没有").ptr);
    assert_null(test_words_of(&t, "").ptr);
    assert_null(test_words_of(&t, "…").ptr);
    assert_str(npi_lexicon_from(t.lexicon), "zh");
    assert_str(npi_lexicon_to(t.lexicon), "en");
    assert_int_equal(npi_lexicon_longest_key(t.lexicon),
                     strlen("machin learn"));
    test_lexicon_close(&t);
    drop(bytes);
}

/* Bytes that are written down: another machine, another compiler must not make
 * others. What the header says of the form is what compiled.h says. */
static void test_same_bytes(void **state)
{
    struct np_str a = compile(WORDS);
    struct np_str b = compile(WORDS);

    (void)state;
    assert_true(npi_str_eq(a, b));
    assert_memory_equal(a.ptr, "\x89NPD\r\n\x1a\n\1\0\0\0\5\0\0\0", 16);
    assert_true(npi_le64(a.ptr + 32) == a.len);
    assert_memory_equal(a.ptr + 40, "zh\0\0\0\0\0\0en\0\0\0\0\0\0", 16);
    assert_true(npi_hash(NPI_HASH_START, a.ptr, 56) == npi_le64(a.ptr + 56));
    assert_true(npi_key_hash(npi_str("")) == 0);
    assert_true(npi_key_hash(npi_str("机")) == npi_key_hash(npi_str("机")));
    drop(a);
    drop(b);
}

/* Twenty thousand keys: each is found, with its own words. */
static void test_many_keys(void **state)
{
    enum { MANY = 20000 };
    struct npi_buf text;
    struct test_lexicon t;

    (void)state;
    npi_buf_init(&text, NPI_BUF_MAX);
    for (unsigned i = 0; i < MANY; i++) {
        npi_buf_puts(&text, "key");
        npi_buf_put_u64(&text, i);
        npi_buf_puts(&text, "=word");
        npi_buf_put_u64(&text, i * 7);
        npi_buf_puts(&text, "\n");
    }
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    assert_int_equal(test_dictionary(&t, npi_buf_str(&text)), NP_OK);
    for (unsigned i = 0; i < 2 * MANY; i++) {
        char key[32];
        char word[32];

        (void)snprintf(key, sizeof(key), "key%u", i);
        (void)snprintf(word, sizeof(word), "word%u", i * 7);
        assert_str(test_words_of(&t, key), i < MANY ? word : "");
    }
    test_lexicon_close(&t);
    npi_buf_release(&text);
}

static void test_truncated(void **state)
{
    struct np_str bytes = compile(WORDS);

    (void)state;
    assert_true(use(bytes));
    for (size_t len = 0; len < bytes.len; len++) {
        struct np_str cut = exact(npi_str_sub(bytes, 0, len));

        assert_false(use(cut));
        drop(cut);
    }
    drop(bytes);
}

static void test_longer(void **state)
{
    struct np_str bytes = compile(WORDS);
    char *longer = calloc(bytes.len + 1, 1);

    (void)state;
    assert_non_null(longer);
    memcpy(longer, bytes.ptr, bytes.len);
    assert_false(use((struct np_str){longer, bytes.len + 1}));
    free(longer);
    drop(bytes);
}

/* Any bit: in the header it is noticed, behind it it does no harm. */
static void test_flipped_bits(void **state)
{
    struct np_str bytes = compile(WORDS);
    char *p = (char *)(uintptr_t)bytes.ptr;

    (void)state;
    for (size_t i = 0; i < bytes.len * 8; i++) {
        p[i / 8] = (char)(p[i / 8] ^ 1 << i % 8);
        bool good = use(bytes);
        assert_int_equal(good, i / 8 >= NPI_COMPILED_HEADER);
        p[i / 8] = (char)(p[i / 8] ^ 1 << i % 8);
    }
    drop(bytes);
}

/* Every byte of slots, filter and entries at its extremes, alone and with a
 * run of others: offsets and lengths that lead anywhere. */
static void test_filled(void **state)
{
    struct np_str bytes = compile(WORDS);

    (void)state;
    for (size_t from = NPI_COMPILED_HEADER; from < bytes.len; from++)
        for (size_t len = 1; from + len <= bytes.len; len *= 2) {
            struct np_str copy = exact(bytes);

            memset((char *)(uintptr_t)copy.ptr + from, 0xff, len);
            assert_true(use(copy));
            drop(copy);
        }
    drop(bytes);
}

/* Numbers that are wrong behind a check sum that is right. */
static void test_wrong_numbers(void **state)
{
    static const struct {
        size_t offset;
        uint32_t value;
        const char *code;
    } cases[] = {
        {8, 0, "dictionary-version"},
        {8, 2, "dictionary-version"},
        {12, 0xffffffffu, "dictionary-damaged"},
        {16, 0, "dictionary-damaged"},
        {16, 0xffffffffu, "dictionary-damaged"},
        {20, 0, "dictionary-damaged"},
        {20, 0xffffffffu, "dictionary-damaged"},
        {24, 0xffffffffu, "dictionary-damaged"},
        {32, 64, "dictionary-damaged"},
        {36, 1, "dictionary-damaged"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct np_str bytes = compile(WORDS);
        char *p = (char *)(uintptr_t)bytes.ptr;
        struct test_lexicon t;

        npi_put_le32(p + cases[i].offset, cases[i].value);
        npi_put_le64(p + 56, npi_hash(NPI_HASH_START, p, 56));
        assert_int_equal(test_lexicon_open(&t), NP_OK);
        assert_int_equal(test_dictionary(&t, bytes), NP_ERR_USAGE);
        assert_string_equal(t.diags.items[0].kind->code, cases[i].code);
        test_lexicon_close(&t);
        drop(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_as_text),
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_many_keys),
        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_longer),
        cmocka_unit_test(test_flipped_bits),
        cmocka_unit_test(test_filled),
        cmocka_unit_test(test_wrong_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
