/* Which files are taken for an episode's captions: every rule of the ranking
 * is a line of pairs.tsv, ids in links and names are lines of ids.tsv. Protects
 * that a translation never passes for what was said, that other files are left
 * alone, and that the order of a folder's listing changes nothing. */
#include "base/buf.h"
#include "base/str.h"
#include "captions/pair.h"
#include "support/test.h"

#define NAMES 16

struct fixture {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
};

static void set_up(struct fixture *f)
{
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, NULL};
}

static struct np_str field(const char *z)
{
    return *z ? npi_str(z) : npi_str(NULL);
}

static size_t split(const char *z, char c, struct np_str out[NAMES])
{
    size_t n = 0;
    struct np_str rest = field(z);
    while (n < NAMES && npi_str_split(&rest, c, &out[n]))
        n++;
    return n;
}

static void put_ranked(struct npi_buf *out, const struct np_str *names,
                       const struct npi_caption_candidate *ranked, size_t n)
{
    static const char *const kinds[] = {":unknown", ":human", ":automatic"};
    for (size_t i = 0; i < n; i++) {
        npi_buf_puts(out, i ? "|" : "");
        npi_buf_put(out, names[ranked[i].index]);
        npi_buf_puts(out, kinds[ranked[i].kind]);
        npi_buf_puts(out, ranked[i].by_id ? ":id" : "");
        npi_buf_puts(out, ranked[i].translated ? ":translated" : "");
    }
}

/* The names as listed, and turned round. */
static void rank_both_ways(struct fixture *f,
                           const struct npi_caption_wish *wish,
                           const struct np_str *names, size_t n,
                           const char *expected)
{
    for (int turned = 0; turned <= 1; turned++) {
        struct np_str listed[NAMES];
        const struct npi_caption_candidate *ranked;
        size_t n_ranked;
        struct npi_buf out;
        for (size_t i = 0; i < n; i++)
            listed[i] = names[turned ? n - 1 - i : i];
        npi_buf_init(&out, 4096);
        assert_int_equal(
            npi_captions_rank(&f->ctx, wish, listed, n, &ranked, &n_ranked),
            NP_OK);
        put_ranked(&out, listed, ranked, n_ranked);
        assert_str(npi_buf_str(&out), expected);
        npi_buf_release(&out);
    }
}

static void one_pairing(char **fields, size_t n, size_t line, void *user)
{
    struct fixture f;
    struct np_str human[NAMES], automatic[NAMES], names[NAMES];
    struct npi_video_info info = {.duration = NP_NO_TIME};
    (void)line, (void)user;
    assert_int_equal(n, 8);
    set_up(&f);
    info.n_human = split(fields[4], ' ', human);
    info.n_automatic = split(fields[5], ' ', automatic);
    info.human = human;
    info.automatic = automatic;
    struct npi_caption_wish wish = {
        .stems = {field(fields[0]), field(fields[1])},
        .id = field(fields[2]),
        .spoken = field(fields[3]),
        .info = info.n_human + info.n_automatic ? &info : NULL};
    rank_both_ways(&f, &wish, names, split(fields[6], '|', names), fields[7]);
    npi_arena_release(&f.arena);
}

static void test_pairs(void **state)
{
    (void)state;
    test_each_case("tests/cases/captions/pairs.tsv", one_pairing, NULL);
}

static void one_id(char **fields, size_t n, size_t line, void *user)
{
    (void)line, (void)user;
    assert_int_equal(n, 3);
    struct np_str text = npi_str(fields[0]);
    struct np_str id = strcmp(fields[1], "link") == 0
                           ? npi_video_id_of_link(text)
                           : npi_video_id_of_name(text);
    assert_str(id, fields[2]);
}

static void test_ids(void **state)
{
    (void)state;
    test_each_case("tests/cases/captions/ids.tsv", one_id, NULL);
}

static const char info_json[] =
    "{\"id\":\"hM_h0UA7upI\",\"extractor\":\"youtube\",\"language\":\"en\","
    "\"duration\":2645.5,\"chapters\":[{\"start_time\":0.0,\"end_time\":33,"
    "\"title\":\"Intro\"}],\"sponsorblock_chapters\":["
    "{\"start_time\":900,\"end_time\":930.25,\"category\":\"sponsor\"},"
    "{\"start_time\":1,\"end_time\":12.5,\"category\":\"intro\","
    "\"title\":\"Jingle\"},{\"start_time\":5},7],"
    "\"subtitles\":{\"en-GB\":[],\"live_chat\":[],\"ai-zh\":[]},"
    "\"automatic_captions\":{\"en\":[{}],\"en-orig\":[]}}";

static void test_info(void **state)
{
    struct fixture f;
    struct npi_video_info info;
    (void)state;
    set_up(&f);
    assert_int_equal(npi_info_read(&f.ctx, NPI_STR("a.info.json"),
                                   npi_str(info_json), &info),
                     NP_OK);
    assert_str(info.id, "hM_h0UA7upI");
    assert_str(info.language, "en");
    assert_int_equal(info.duration, 2645500);
    assert_int_equal(info.n_chapters, 1);
    assert_int_equal(info.chapters[0].end, 33000);
    assert_str(info.chapters[0].title, "Intro");
    assert_int_equal(info.n_sponsors, 2);
    assert_int_equal(info.sponsors[0].start, 1000);
    assert_str(info.sponsors[0].title, "Jingle");
    assert_int_equal(info.sponsors[1].end, 930250);
    assert_str(info.sponsors[1].category, "sponsor");
    assert_int_equal(info.n_human, 1);
    assert_str(info.human[0], "en-GB");
    assert_int_equal(info.n_automatic, 2);
    npi_arena_release(&f.arena);
}

/* Odd types leave a field absent; what is no info.json is said to be none. */
static void test_info_odd(void **state)
{
    static const struct {
        const char *json;
        enum np_status status;
    } cases[] = {
        {"{\"id\":\"x\",\"duration\":null,\"language\":7,\"chapters\":{},"
         "\"subtitles\":[],\"automatic_captions\":null,\"extractor\":\"y\"}",
         NP_OK},
        {"{\"id\":\"x\",\"extractor\":1,\"language\":\"Klingon, I guess\"}",
         NP_OK},
        {"{\"id\":\"x\"}", NP_ERR_NOTES},
        {"[]", NP_ERR_NOTES},
        {"{\"id\":", NP_ERR_NOTES},
        {"", NP_ERR_NOTES},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture f;
        struct npi_video_info info;
        set_up(&f);
        assert_int_equal(npi_info_read(&f.ctx, NPI_STR("a.info.json"),
                                       npi_str(cases[i].json), &info),
                         cases[i].status);
        assert_null(info.language.ptr);
        assert_int_equal(info.duration, NP_NO_TIME);
        assert_int_equal(info.n_chapters + info.n_human, 0);
        assert_int_equal(npi_diags_count(&f.diags, NP_ERROR),
                         cases[i].status != NP_OK);
        npi_arena_release(&f.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_info),
        cmocka_unit_test(test_info_odd),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
