/* Dictionaries and glossaries as text: what they lead to, and what is said of
 * what is wrong in them. */
#include "support/lexicon.h"
#include "support/oom.h"

static enum np_status take(struct test_lexicon *t, const char *form,
                           struct np_str text)
{
    return strcmp(form, "glossary") == 0 ? test_glossary(t, text)
                                         : test_dictionary(t, text);
}

static void expect_words(const struct test_lexicon *t, const char *key,
                         const char *want, const char *file, size_t line)
{
    struct np_str words = test_words_of(t, key);

    if (!npi_str_eq(words, npi_str(want)))
        fail_msg("%s:%zu: %s leads to \"%.*s\", not \"%s\"", file, line, key,
                 (int)words.len, words.ptr ? words.ptr : "", want);
}

/* The gloss is one of an entry; another key keeps the file from being empty. */
static void one_gloss(char **fields, size_t n, size_t line, void *user)
{
    struct test_lexicon t;
    struct npi_buf text;

    (void)user;
    npi_buf_init(&text, NPI_BUF_MAX);
    npi_buf_puts(&text, "字 字 [zi4] /");
    npi_buf_puts(&text, fields[0]);
    npi_buf_puts(&text, "/\n他 他 [ta1] /filler/\n");
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    assert_int_equal(test_dictionary(&t, npi_buf_str(&text)), NP_OK);
    expect_words(&t, "字", n > 1 ? fields[1] : "", "glosses.tsv", line);
    test_lexicon_close(&t);
    npi_buf_release(&text);
}

static void test_glosses(void **state)
{
    (void)state;
    test_each_case("tests/cases/lexicon/glosses.tsv", one_gloss, NULL);
}

static void one_lookup(char **fields, size_t n, size_t line, void *user)
{
    struct test_lexicon t;

    (void)user;
    assert_true(n >= 3);
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    enum np_status status = take(&t, fields[0], npi_str(fields[1]));
    if (status == NP_OK)
        expect_words(&t, fields[2], n > 3 ? fields[3] : "", "lookups.tsv",
                     line);
    else /* a text without a word is refused, and knows nothing */
        assert_true(n < 4 || !*fields[3]);
    test_lexicon_close(&t);
}

static void test_lookups(void **state)
{
    (void)state;
    test_each_case("tests/cases/lexicon/lookups.tsv", one_lookup, NULL);
}

static void expect_place(const struct test_lexicon *t, char **fields,
                         size_t number)
{
    const struct np_diag *diag = &t->diags.items[0];
    size_t line = 0;
    size_t column = 0;

    (void)npi_diags_place(&t->diags, diag->span, &line, &column);
    if (strcmp(diag->kind->code, fields[2]) != 0 ||
        line != strtoul(fields[3], NULL, 10) ||
        column != strtoul(fields[4], NULL, 10))
        fail_msg("said.tsv:%zu: %s at %zu:%zu is said", number,
                 diag->kind->code, line, column);
}

static void one_said(char **fields, size_t n, size_t number, void *user)
{
    struct test_lexicon t;
    /* "\x00" ends a C string: the cases have it in the middle. */
    const size_t len = strlen(fields[1]);
    const bool binary = strcmp(fields[2], "binary") == 0;

    (void)user;
    assert_int_equal(n, 6);
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    enum np_status status = take(&t, fields[0],
                                 (struct np_str){fields[1], len + binary});
    if (status != (strcmp(fields[5], "ok") == 0 ? NP_OK : NP_ERR_USAGE))
        fail_msg("said.tsv:%zu: status %d", number, (int)status);
    if (t.diags.n != (*fields[2] != '\0') + 0u && t.diags.n < 2)
        fail_msg("said.tsv:%zu: %zu diagnostics", number, t.diags.n);
    if (*fields[2])
        expect_place(&t, fields, number);
    assert_int_equal(npi_diags_count(&t.diags, NP_ERROR) > 0, status != NP_OK);
    test_lexicon_close(&t);
}

static void test_said(void **state)
{
    (void)state;
    test_each_case("tests/cases/lexicon/said.tsv", one_said, NULL);
}

static void test_languages(void **state)
{
    static const struct {
        const char *text;
        const char *from;
        const char *to;
    } cases[] = {
        {"# de en\nKatze = cat\n", "de", "en"},
        {"#de  eng\nKatze = cat\n", "de", "eng"},
        {"# words of mine\nKatze = cat\n", "", ""},
        {"# de\n# de en\nKatze = cat\n", "de", "en"},
        {"Katze = cat\n# de en\n", "", ""},
        {"# DE EN\nKatze = cat\n", "", ""},
        {"貓 猫 [mao1] /cat/\n", "zh", "en"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct test_lexicon t;

        assert_int_equal(test_lexicon_open(&t), NP_OK);
        assert_null(npi_lexicon_from(t.lexicon).ptr);
        assert_int_equal(test_dictionary(&t, npi_str(cases[i].text)), NP_OK);
        assert_str(npi_lexicon_from(t.lexicon), cases[i].from);
        assert_str(npi_lexicon_to(t.lexicon), cases[i].to);
        test_lexicon_close(&t);
    }
}

/* A dictionary in the encodings that the door takes. */
static void test_encodings(void **state)
{
    static const char utf16[] = "\xff\xfe\x2b\x73\t\0c\0a\0t\0\n\0";
    static const char bom[] = "\xef\xbb\xbf猫\tcat\n";
    struct test_lexicon t;

    (void)state;
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    assert_int_equal(
        test_dictionary(&t, (struct np_str){utf16, sizeof(utf16) - 1}), NP_OK);
    assert_str(test_words_of(&t, "猫"), "cat");
    assert_int_equal(test_dictionary(&t, npi_str(bom)), NP_OK);
    assert_str(test_words_of(&t, "猫"), "cat");
    test_lexicon_close(&t);
}

/* No key has more words than it may, however many entries it has. */
static void test_word_limit(void **state)
{
    struct test_lexicon t;
    struct npi_buf text;
    size_t n = 1;

    (void)state;
    npi_buf_init(&text, NPI_BUF_MAX);
    for (unsigned i = 0; i < 200; i++) {
        npi_buf_puts(&text, "Katze = word");
        npi_buf_put_u64(&text, i);
        npi_buf_puts(&text, ", cat\n");
    }
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    assert_int_equal(test_dictionary(&t, npi_buf_str(&text)), NP_OK);
    struct np_str words = test_words_of(&t, "Katze");
    for (size_t i = 0; i < words.len; i++)
        n += words.ptr[i] == ' ';
    assert_int_equal(n, 24);
    test_lexicon_close(&t);
    npi_buf_release(&text);
}

/* Glossaries add up, also after a dictionary; a second dictionary replaces the
 * first, and one that is refused leaves it. */
static void test_together(void **state)
{
    struct test_lexicon t;
    struct npi_meanings meanings;

    (void)state;
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    assert_int_equal(npi_lexicon_longest_key(t.lexicon), 0);
    assert_false(npi_lexicon_find(t.lexicon, NPI_STR("猫"), &meanings));
    assert_null(npi_lexicon_compiled(t.lexicon).ptr);
    assert_int_equal(test_glossary(&t, NPI_STR("猫 = Tom\n")), NP_OK);
    assert_int_equal(test_dictionary(&t, NPI_STR("猫 = cat\n")), NP_OK);
    assert_int_equal(test_glossary(&t, NPI_STR("老鼠 = Jerry\n")), NP_OK);
    assert_true(npi_lexicon_find(t.lexicon, NPI_STR("猫"), &meanings));
    assert_str(meanings.glossary, "tom");
    assert_str(meanings.dictionary, "cat");
    assert_true(npi_lexicon_find(t.lexicon, NPI_STR("老鼠"), &meanings));
    assert_str(meanings.glossary, "jerry");
    assert_null(meanings.dictionary.ptr);
    assert_int_equal(npi_lexicon_longest_key(t.lexicon), 6);
    assert_int_equal(test_dictionary(&t, NPI_STR("狗 = dog\n")), NP_OK);
    assert_int_equal(test_dictionary(&t, NPI_STR("nothing\n")), NP_ERR_USAGE);
    assert_str(test_words_of(&t, "狗"), "dog");
    assert_str(test_words_of(&t, "猫"), "tom");
    test_lexicon_close(&t);
}

/* Names as they are written, whole ones before parts of others. */
static void test_glossary_names(void **state)
{
    static const char *const rows[][2] = {
        {"Andrej Karpathy", "安德烈·卡帕西"},
        {"andrej", "安德烈"},
        {"卡帕西", "Karpathy"},
        {"萨拉", "Sarah Guo"},
        {"Sarah Guo", "萨拉"},
        {"Elad", "埃拉德"},
        {"Sarah", NULL},
        {"Bob", NULL},
        {"", NULL},
    };
    struct test_lexicon t;

    (void)state;
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    assert_int_equal(
        test_glossary(&t, NPI_STR("埃拉·德 = Elad Gil\n"
                                  "安德烈·卡帕西 = Andrej Karpathy\n"
                                  "萨拉 = Sarah Guo, Sarah G\n"
                                  "埃拉德, 埃拉德 · 吉尔 = Elad\n")),
        NP_OK);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct np_str other = {0};

        assert_int_equal(
            npi_lexicon_glossary_name(t.lexicon, npi_str(rows[i][0]), &other),
            rows[i][1] != NULL);
        if (rows[i][1])
            assert_str(other, rows[i][1]);
    }
    test_lexicon_close(&t);
}

/* Files that contradict each other: the place names the other file. */
static void test_contradiction_between_files(void **state)
{
    struct test_lexicon t;

    (void)state;
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    assert_int_equal(npi_lexicon_glossary(&t.ctx, t.lexicon, NPI_STR("a.txt"),
                                          NPI_STR("\n猫 = Tom\n")),
                     NP_OK);
    assert_int_equal(npi_lexicon_glossary(&t.ctx, t.lexicon, NPI_STR("b.txt"),
                                          NPI_STR("狗 = Spike\n猫 = Kit\n")),
                     NP_OK);
    assert_int_equal(t.diags.n, 1);
    assert_str(t.diags.items[0].args[0], "猫");
    assert_str(t.diags.items[0].args[1], "2");
    assert_str(t.diags.items[0].args[2], "a.txt");
    test_lexicon_close(&t);
}

static void test_cancel(void **state)
{
    static const volatile int stop = 1;
    struct test_lexicon t;

    (void)state;
    assert_int_equal(test_lexicon_open(&t), NP_OK);
    t.ctx.cancel = &stop;
    assert_int_equal(test_dictionary(&t, NPI_STR("猫 = cat\n")),
                     NP_ERR_INTERRUPTED);
    assert_int_equal(test_dictionary(&t, NPI_STR("貓 猫 [mao1] /cat/\n")),
                     NP_ERR_INTERRUPTED);
    assert_int_equal(test_glossary(&t, NPI_STR("猫 = cat\n")),
                     NP_ERR_INTERRUPTED);
    test_lexicon_close(&t);
}

static enum np_status work(void *user)
{
    struct test_lexicon t;
    enum np_status status = test_lexicon_open(&t);

    (void)user;
    if (status == NP_OK)
        status = test_dictionary(
            &t, NPI_STR("台灣 台湾 [x] /variant of 臺灣|台湾[Tai2 wan1]/\n"
                        "臺灣 台湾 [x] /Taiwan/\nbroken\n"
                        "貓 猫 [mao1] /cat/cat-like; (old) kitty/\n"));
    if (status == NP_OK)
        status = test_glossary(&t, NPI_STR("埃隆·马斯克 = Elon Musk\nbad\n"
                                           "埃隆·马斯克 = somebody\n"));
    if (status == NP_OK) {
        assert_str(test_words_of(&t, "猫"), "cat catlik kitty");
        assert_str(test_words_of(&t, "马斯克"), "musk");
    }
    test_lexicon_close(&t);
    return status;
}

static void test_memory(void **state)
{
    (void)state;
    test_each_allocation(work, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_glosses),
        cmocka_unit_test(test_lookups),
        cmocka_unit_test(test_said),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_word_limit),
        cmocka_unit_test(test_together),
        cmocka_unit_test(test_glossary_names),
        cmocka_unit_test(test_contradiction_between_files),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
