/* Protects that a number is evidence however the two sides write it, at one of
 * the captions' words, and that no word comes to count more by it. */
#include "support/oom.h"
#include "support/test.h"

#include "base/buf.h"
#include "base/str.h"
#include "captions/captions.h"
#include "matching/heard.h"
#include "matching/model.h"
#include "matching/written.h"

#include <math.h>

struct sides {
    const char *captions;
    const char *sentence;
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_caption_track track;
    struct npi_heard heard;
    struct npi_written written;
};

static enum np_status listen(struct sides *s)
{
    struct npi_context ctx = {&s->arena, &s->diags, NULL};
    struct npi_buf vtt;
    struct np_str bytes;

    npi_buf_init(&vtt, NPI_BUF_MAX);
    npi_buf_puts(&vtt, "WEBVTT\n\n00:00.000 --> 00:09.000\n");
    npi_buf_puts(&vtt, s->captions);
    npi_buf_puts(&vtt, "\n");
    bytes = npi_arena_str(&s->arena, npi_buf_str(&vtt));
    npi_buf_release(&vtt);
    return bytes.ptr
               ? npi_captions_read(&ctx, NPI_STR("c.vtt"), bytes, &s->track)
               : NP_ERR_NOMEM;
}

static enum np_status build(struct sides *s)
{
    const struct np_sentence sentence = {.text = npi_str(s->sentence),
                                         .stamp = NP_NO_TIME};
    const struct np_turn turn = {.speaker = NP_NONE, .n_sentences = 1};
    const struct np_episode episode = {
        .sentences = &sentence, .n_sentences = 1, .turns = &turn, .n_turns = 1};
    enum np_status status;

    npi_arena_init(&s->arena);
    npi_diags_init(&s->diags, &s->arena);
    status = listen(s);
    if (!status)
        status = npi_heard_build(&s->arena, &s->track, NULL, 1, &s->heard);
    if (!status)
        status = npi_written_build(&s->arena, &episode, NULL, &s->heard,
                                   &npi_matching_model_default, &s->written);
    return status;
}

static double chance_of(const struct sides *s, uint32_t id)
{
    double sum = 0;

    for (size_t i = 0; i < s->written.first[1]; i++)
        if (s->written.expected[i].id == id)
            sum += (double)s->written.expected[i].chance;
    return sum;
}

/* How much a word is expected; its features' weights add up to 1. */
static double expected(const struct sides *s, size_t word)
{
    size_t from = s->heard.first[word];
    size_t to = s->heard.first[word + 1];
    double weight = 0;
    double sum = 0;

    for (size_t f = from; f < to; f++) {
        weight += (double)s->heard.features[f].weight;
        sum += (double)s->heard.features[f].weight *
               chance_of(s, s->heard.features[f].id);
    }
    assert_true(from == to || fabs(weight - 1) < 1e-5);
    return sum;
}

/* The captions with brackets around the words that are expected. */
static size_t show(const struct sides *s, struct npi_buf *out)
{
    const char *behind = s->track.cues[0].text.ptr;
    size_t n = 0;

    for (size_t w = 0; w < s->heard.n; w++) {
        struct np_str text = s->heard.words[w].text;
        bool found = expected(s, w) > 0;

        n += found;
        npi_buf_put(out, (struct np_str){behind, (size_t)(text.ptr - behind)});
        npi_buf_puts(out, found ? "[" : "");
        npi_buf_put(out, text);
        npi_buf_puts(out, found ? "]" : "");
        behind = text.ptr + text.len;
    }
    return n;
}

static void one_pair(char **fields, size_t n, size_t line, void *user)
{
    struct sides s = {.captions = fields[0], .sentence = fields[1]};
    struct npi_buf out;
    size_t found;

    assert_int_equal(build(&s), NP_OK);
    npi_buf_init(&out, NPI_BUF_MAX);
    found = show(&s, &out);
    if (!npi_str_eq(npi_buf_str(&out),
                    npi_str(n > 2 ? fields[2] : fields[0]))) {
        print_error("numbers.tsv:%zu: \"%s\" expects %.*s\n", line, fields[1],
                    (int)out.len, npi_buf_str(&out).ptr);
        ++*(size_t *)user;
    }
    assert_int_equal(found > 0, n > 2);
    npi_buf_release(&out);
    npi_arena_release(&s.arena);
}

static void test_pairs(void **state)
{
    size_t failed = 0;

    (void)state;
    test_each_case("tests/cases/matching/numbers.tsv", one_pair, &failed);
    assert_int_equal(failed, 0);
}

/* A number in words of one language weighs what its words weighed without. */
static void test_once(void **state)
{
    struct sides s = {.captions = "twenty dogs", .sentence = "twenty dogs"};

    (void)state;
    assert_int_equal(build(&s), NP_OK);
    assert_true(fabs((double)s.written.words[0] - 2) < 1e-6);
    assert_true(fabs((double)s.written.mass[0] - 2) < 1e-6);
    assert_true(fabs(expected(&s, 0) - 0.25) < 1e-6);
    assert_true(fabs(expected(&s, 1) - 0.5) < 1e-6);
    npi_arena_release(&s.arena);
}

static enum np_status work(void *user)
{
    struct sides s = {.captions = "it cost thirty thousand, 2.5 million, 三万",
                      .sentence = "三万，250 万 and thirty thousand"};
    enum np_status status = build(&s);

    (void)user;
    npi_arena_release(&s.arena);
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
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_once),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
