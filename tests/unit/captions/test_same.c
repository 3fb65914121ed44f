/* Captions that say what the notes say are known again, however they are cut,
 * and those of something else are not: our own output must never come back as
 * evidence, and what people wrote must never be lost. */
#include "base/buf.h"
#include "base/str.h"
#include "captions/same.h"
#include "support/oom.h"
#include "support/test.h"

#define TEXTS 32

/* Texts and captions are sentences between "|". */
struct pair {
    struct np_str texts[TEXTS];
    size_t n;
    struct npi_caption_cue cues[TEXTS];
    struct npi_caption_track track;
};

static size_t split(const char *z, struct np_str out[TEXTS])
{
    struct np_str rest = npi_str(z);
    size_t n = 0;
    while (n < TEXTS && npi_str_split(&rest, '|', &out[n]))
        n++;
    return n;
}

static void make(struct pair *pair, const char *texts, const char *captions)
{
    struct np_str said[TEXTS];
    memset(pair, 0, sizeof(*pair));
    pair->n = *texts ? split(texts, pair->texts) : 0;
    pair->track.cues = pair->cues;
    pair->track.n_cues = *captions ? split(captions, said) : 0;
    for (size_t i = 0; i < pair->track.n_cues; i++) {
        pair->cues[i].sound = said[i].len > 0 && said[i].ptr[0] == '[';
        pair->cues[i].text = said[i];
    }
}

static bool are_same(struct pair *pair)
{
    struct npi_arena arena;
    struct npi_diags diags;
    bool same;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    assert_int_equal(
        npi_captions_same(&ctx, &pair->track, pair->texts, pair->n, &same),
        NP_OK);
    npi_arena_release(&arena);
    return same;
}

static void one_case(char **fields, size_t n, size_t line, void *user)
{
    struct pair pair;
    (void)user;
    assert_true(n >= 3);
    make(&pair, fields[1], fields[2]);
    if (are_same(&pair) != (strcmp(fields[0], "same") == 0))
        fail_msg("same.tsv:%zu: not %s", line, fields[0]);
}

static void test_cases(void **state)
{
    (void)state;
    test_each_case("tests/cases/captions/same.tsv", one_case, NULL);
}

/* Text that agrees with itself everywhere must not take for ever, and longer
 * captions are no part of it. */
static void test_repeats(void **state)
{
    const size_t size = (size_t)3 << 20;
    char *a = malloc(size);
    char *b = malloc(size);
    struct pair pair;
    (void)state;
    assert_true(a && b);
    memset(a, 'a', size);
    for (size_t i = 0; i < size; i++)
        b[i] = i % 9 == 8 ? 'b' : 'a';
    make(&pair, "x", "x");
    pair.texts[0] = (struct np_str){a, size};
    pair.cues[0].text = (struct np_str){b, size};
    assert_false(are_same(&pair));
    pair.texts[0].len = size / 4;
    pair.cues[0].text = (struct np_str){a, size};
    assert_false(are_same(&pair));
    pair.cues[0].text.len = size / 4;
    assert_true(are_same(&pair));
    free(a);
    free(b);
}

static enum np_status work(void *user)
{
    struct pair pair;
    struct npi_arena arena;
    struct npi_diags diags;
    bool same;
    (void)user;
    make(&pair, "Tea is hot.|Water is not.", "tea is hot|water is not");
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    struct npi_context ctx = {&arena, &diags, NULL};
    enum np_status status = npi_captions_same(&ctx, &pair.track, pair.texts,
                                              pair.n, &same);
    assert_true(same == (status == NP_OK));
    npi_arena_release(&arena);
    return status;
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    test_each_allocation(work, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_repeats),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
