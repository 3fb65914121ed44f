/* The numbering of turns and sentences that --json documents, against notes
 * whose sentences were counted by hand: only where the development sets lie
 * beside the project (../shared), else the samples' own figures. */
#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "notes/notes.h"
#include "support/test.h"

#include <unistd.h>

#define SETS "../shared/devsets/"

struct reading {
    struct npi_arena arena;
    struct npi_diags diags;
    struct np_episode episode;
};

static void read_file(struct reading *it, const char *path)
{
    struct np_str text;
    npi_arena_init(&it->arena);
    npi_diags_init(&it->diags, &it->arena);
    assert_int_equal(
        npi_file_read(&it->arena, &it->diags, path, NPI_NOTES_MAX, &text),
        NP_OK);
    struct npi_context ctx = {.arena = &it->arena, .diags = &it->diags};
    size_t source = npi_diags_add_source(&it->diags, npi_str(path), text);
    assert_int_equal(
        npi_notes_read(&ctx, source, text, npi_str(NULL), &it->episode), NP_OK);
}

/* At most twelve characters. */
static struct np_str first12(struct np_str text)
{
    size_t at = 0;
    for (unsigned i = 0; i < 12 && at < text.len; i++)
        npi_utf8_next(text, &at);
    return npi_str_sub(text, 0, at);
}

static void one_row(char **fields, size_t n, size_t line, void *user)
{
    const struct np_episode *e = user;
    assert_true(n >= 5);
    if (line == 1) /* column names */
        return;
    size_t turn = strtoul(fields[0], NULL, 10);
    size_t sentence = strtoul(fields[1], NULL, 10);
    assert_true(turn < e->n_turns);
    assert_true(sentence < e->turns[turn].n_sentences);
    size_t index = e->turns[turn].first_sentence + sentence;
    struct np_str have = first12(e->sentences[index].text);
    assert_str(have, fields[4]);
}

struct figures {
    size_t turns, sentences, entries, top;
    const char *language;
};

static void check(const char *notes, const char *gold, struct figures want)
{
    struct reading it = {0};
    size_t top = 0;
    if (access(notes, R_OK) != 0)
        skip();
    read_file(&it, notes);
    const struct np_episode *e = &it.episode;
    for (size_t i = 0; i < e->n_outline; i++)
        top += e->outline[i].level == 1;
    assert_int_equal(e->n_turns, want.turns);
    assert_int_equal(e->n_sentences, want.sentences);
    assert_int_equal(e->n_outline, want.entries);
    assert_int_equal(top, want.top);
    assert_str(e->language, want.language);
    if (gold)
        test_each_case(gold, one_row, &it.episode);
    npi_arena_release(&it.arena);
}

static void test_real(void **state)
{
    (void)state;
    check("../shared/seeds/no-priors-80.zh.md", SETS "no-priors-80/gold.zh.tsv",
          (struct figures){129, 433, 81, 15, "zh-Hans"});
}

static void test_talk_zh(void **state)
{
    (void)state;
    check(SETS "talk-python-549/notes.zh.md",
          SETS "talk-python-549/gold.zh.tsv",
          (struct figures){35, 143, 30, 7, "zh-Hans"});
}

static void test_talk_en(void **state)
{
    (void)state;
    check(SETS "talk-python-549/notes.en.md",
          SETS "talk-python-549/gold.en.tsv",
          (struct figures){35, 171, 30, 7, "en"});
}

static void test_samples(void **state)
{
    (void)state;
    check("samples/foghorn-archive.md", NULL,
          (struct figures){10, 28, 4, 4, "en"});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_real),
        cmocka_unit_test(test_talk_zh),
        cmocka_unit_test(test_talk_en),
        cmocka_unit_test(test_samples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
