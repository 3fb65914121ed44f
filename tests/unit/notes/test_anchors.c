/* Stamps given beside the notes: which sentence they mean, and what is said
 * when they mean none or several. */
#include "notes/anchors.h"
#include "notes/notes.h"
#include "support/oom.h"
#include "support/test.h"

static const char NOTES[] =
    "**Ann:** Hello, Bob. Once upon a time, there was a “tea”.\n\n"
    "**Bob:** Once upon a hill. Yes. Hello.\n\n"
    "**安：** 一旦特斯拉量产，成本就会下降。当然，一旦有了规模。\n";

struct reading {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct np_episode episode;
    enum np_status status;
};

static void read_notes(struct reading *it)
{
    *it = (struct reading){.status = NP_OK};
    npi_arena_init(&it->arena);
    npi_diags_init(&it->diags, &it->arena);
    it->ctx = (struct npi_context){.arena = &it->arena, .diags = &it->diags};
    it->status = npi_notes_read(&it->ctx, 0, npi_str(NOTES), npi_str(NULL),
                                &it->episode);
}

static enum np_status apply(struct reading *it, const char *given)
{
    struct npi_anchor anchor;
    enum np_status status = npi_anchor_read(&it->diags, npi_str(given),
                                            &anchor);

    if (status == NP_OK)
        status = npi_anchors_apply(&it->ctx, &anchor, 1, &it->episode);
    return status;
}

/* "3 12000" for a sentence and its stamp, else code and hint. */
static void result_of(struct reading *it, char *out, size_t max)
{
    const struct np_diag *diag = it->diags.n ? &it->diags.items[0] : NULL;
    struct npi_buf hint;

    npi_buf_init(&hint, NPI_BUF_MAX);
    for (size_t s = 0; s < it->episode.n_sentences; s++)
        if (it->episode.sentences[s].stamp != NP_NO_TIME)
            (void)snprintf(out, max, "%zu %lld", s,
                           (long long)it->episode.sentences[s].stamp);
    if (diag) {
        npi_diag_hint(&hint, diag, NULL);
        (void)snprintf(out, max, "%s: %s", diag->kind->code, hint.data);
    }
    npi_buf_release(&hint);
}

static void one(char **fields, size_t n, size_t line, void *user)
{
    struct reading it;
    char result[512] = "";

    (void)user;
    assert_int_equal(n, 2);
    read_notes(&it);
    assert_int_equal(it.status, NP_OK);
    it.status = apply(&it, fields[0]);
    assert_true(it.status == (it.diags.n ? NP_ERR_USAGE : NP_OK));
    result_of(&it, result, sizeof(result));
    if (strcmp(result, fields[1]) != 0)
        fail_msg("anchors.tsv:%zu: \"%s\"", line, result);
    npi_arena_release(&it.arena);
}

static void test_cases(void **state)
{
    (void)state;
    test_each_case("tests/cases/notes/anchors.tsv", one, NULL);
}

/* A broken one is refused before it is looked for. */
static void test_odd_text(void **state)
{
    struct reading it;
    char words[NPI_ANCHOR_TEXT_MAX + 16] = "0:01=";

    (void)state;
    read_notes(&it);
    assert_int_equal(apply(&it, "0:01=\xff\xfe"), NP_ERR_USAGE);
    memset(words + 5, 'x', NPI_ANCHOR_TEXT_MAX + 1);
    assert_int_equal(apply(&it, words), NP_ERR_USAGE);
    words[5 + NPI_ANCHOR_TEXT_MAX] = '\0';
    it.diags.n = 0;
    assert_int_equal(apply(&it, words), NP_ERR_USAGE);
    assert_string_equal(it.diags.items[0].kind->code, "anchor-missing");
    npi_arena_release(&it.arena);
}

/* Of two for one sentence the later counts; one mistake leaves all undone. */
static void test_several(void **state)
{
    struct reading it;
    struct npi_anchor anchors[3];

    (void)state;
    read_notes(&it);
    (void)npi_anchor_read(&it.diags, npi_str("0:01=Yes"), &anchors[0]);
    (void)npi_anchor_read(&it.diags, npi_str("0:02=yes!"), &anchors[1]);
    (void)npi_anchor_read(&it.diags, npi_str("0:02=No"), &anchors[2]);
    assert_int_equal(npi_anchors_apply(&it.ctx, anchors, 3, &it.episode),
                     NP_ERR_USAGE);
    assert_int_equal(it.episode.sentences[3].stamp, NP_NO_TIME);
    assert_int_equal(npi_anchors_apply(&it.ctx, anchors, 2, &it.episode),
                     NP_OK);
    assert_int_equal(it.episode.sentences[3].stamp, 2000);
    npi_arena_release(&it.arena);
}

static enum np_status work(void *user)
{
    struct reading it;
    enum np_status status;

    read_notes(&it);
    status = it.status == NP_OK ? apply(&it, user) : it.status;
    if (status == NP_ERR_USAGE) /* it was meant to be */
        status = strchr(user, '?') ? NP_OK : status;
    npi_arena_release(&it.arena);
    return status;
}

static void test_no_memory(void **state)
{
    (void)state;
    test_each_allocation(work, (char[]){"0:12=yes"});
    test_each_allocation(work, (char[]){"0:12=once upon?"});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_odd_text),
        cmocka_unit_test(test_several),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
