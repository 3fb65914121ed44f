/* Protects the look at the result: which stream is compared with which, which
 * cues are looked up, and that each thing that may be wrong with a packet is
 * found and said. */
#include "media/verify.h"
#include "support/test.h"

static const struct npi_part_packet PACKETS[] = {
    {0, 100, {"\0\0", 2}},      {100, 900, {"\0\1a", 3}},
    {900, 1000, {"\0\0", 2}},   {1000, 1500, {"\0\1b", 3}},
    {1500, 2000, {"\0\1c", 3}}, {3000, 4000, {"\0\1d", 3}},
    {4000, 5000, {"\0\1e", 3}},
};
static const struct npi_part_packet NEAR[] = {{100, 900, {"\0\1a", 3}},
                                              {101, 800, {"\0\1b", 3}},
                                              {103, 900, {"\0\1c", 3}}};
static const enum npi_stream_action ACTIONS[] = {
    NPI_ACTION_COPY,    NPI_ACTION_COPY, NPI_ACTION_DROP,
    NPI_ACTION_CONVERT, NPI_ACTION_COPY, NPI_ACTION_COPY};
static const struct npi_part_stream BEFORE[] = {
    {.kind = NPI_STREAM_COVER}, {.kind = NPI_STREAM_AUDIO},
    {.kind = NPI_STREAM_TEXT},  {.kind = NPI_STREAM_TEXT},
    {.kind = NPI_STREAM_TEXT},  {.kind = NPI_STREAM_FILE}};
static const struct npi_part_stream AFTER[] = {
    {.kind = NPI_STREAM_AUDIO}, {.kind = NPI_STREAM_TEXT},
    {.kind = NPI_STREAM_TEXT},  {.kind = NPI_STREAM_TEXT},
    {.kind = NPI_STREAM_FILE},  {.kind = NPI_STREAM_COVER}};

struct fixture {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct npi_part_track track;
    struct npi_plan plan;
    struct npi_part_info before;
    struct npi_part_info after;
    struct npi_part_written written;
    bool retimed[6];
    struct npi_verify verify;
    struct npi_part_hash was;
    struct npi_part_hash is;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    assert_non_null(f);
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, NULL};
    f->track = (struct npi_part_track){
        .packets = PACKETS, .n_packets = 7, .n_cues = 5};
    f->plan.part = (struct npi_part_plan){.actions = ACTIONS,
                                          .text = NPI_TEXT_MOV,
                                          .tracks = &f->track,
                                          .n_tracks = 1};
    f->before = (struct npi_part_info){.streams = BEFORE, .n_streams = 6};
    f->after = (struct npi_part_info){.streams = AFTER, .n_streams = 6};
    f->written = (struct npi_part_written){.shift = 20, .retimed = f->retimed};
    f->verify = (struct npi_verify){.plan = &f->plan,
                                    .written = &f->written,
                                    .before = {NULL, &f->before, NULL},
                                    .after = {NULL, &f->after, NULL}};
    f->was = (struct npi_part_hash){.form = {1, 2},
                                    .data = {3, 4},
                                    .shown = {5, 6},
                                    .decoded = {7, 8},
                                    .n = 9,
                                    .first = 1000000,
                                    .last = 2000000,
                                    .tick_num = 1,
                                    .tick_den = 25};
    f->is = f->was;
    f->is.first += 20000;
    f->is.last += 20000;
    f->is.tick_den = 12800;
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    npi_arena_release(&f->arena);
    free(f);
    return 0;
}

static void test_pairs(void **state)
{
    struct fixture *f = *state;
    size_t pairs[7];

    npi_verify_pair(&f->plan, &f->before, &f->after, pairs);
    assert_int_equal(pairs[0], 5);
    assert_int_equal(pairs[1], 0);
    assert_int_equal(pairs[2], NP_NONE);
    assert_int_equal(pairs[3], NP_NONE); /* it is stream 1, with other words */
    assert_int_equal(pairs[4], 2);
    assert_int_equal(pairs[5], 4);
    assert_int_equal(pairs[6], 3);
    f->after.n_streams = 3;
    npi_verify_pair(&f->plan, &f->before, &f->after, pairs);
    assert_int_equal(pairs[4], 2);
    assert_int_equal(pairs[6], NP_NONE);
}

static void test_places(void **state)
{
    struct fixture *f = *state;
    const struct npi_part_packet *packets[NPI_PLACES];
    int64_t times[NPI_PLACES];

    assert_int_equal(npi_verify_places(&f->plan, 0, 20, times, packets), 3);
    assert_int_equal(times[0], 120);
    assert_int_equal(times[1], 1520);
    assert_int_equal(times[2], 4020);
    assert_ptr_equal(packets[2], &PACKETS[6]);
    /* Matroska's cues may overlap: of two that begin 1 ms apart a jump finds
     * the first. */
    f->track = (struct npi_part_track){
        .packets = NEAR, .n_packets = 3, .n_cues = 3};
    assert_int_equal(npi_verify_places(&f->plan, 0, 0, times, packets), 3);
    assert_ptr_equal(packets[1], &NEAR[0]);
    assert_ptr_equal(packets[2], &NEAR[2]);
    f->track.packets = PACKETS;
    f->track.n_cues = 1;
    f->track.n_packets = 2;
    assert_int_equal(npi_verify_places(&f->plan, 0, 0, times, packets), 1);
    assert_ptr_equal(packets[0], &PACKETS[1]);
    f->track.n_cues = 0;
    f->track.n_packets = 0;
    assert_int_equal(npi_verify_places(&f->plan, 0, 0, times, packets), 0);
}

static void expect_said(const struct fixture *f, const char *what)
{
    assert_true(f->diags.n > 0);
    assert_string_equal(f->diags.items[f->diags.n - 1].kind->code, "out-check");
    assert_str(f->diags.items[f->diags.n - 1].args[0], what);
}

static void test_sample(void **state)
{
    struct fixture *f = *state;
    struct npi_part_sample sample = {121, PACKETS[1].data};

    assert_int_equal(npi_verify_sample(&f->ctx, 120, &PACKETS[1], &sample),
                     NP_OK);
    assert_int_equal(f->diags.n, 0);
    sample.start = 122;
    assert_int_equal(npi_verify_sample(&f->ctx, 120, &PACKETS[1], &sample),
                     NP_ERR_MEDIA);
    expect_said(f, "a cue's start in ms");
    sample = (struct npi_part_sample){120, PACKETS[3].data};
    assert_int_equal(npi_verify_sample(&f->ctx, 120, &PACKETS[1], &sample),
                     NP_ERR_MEDIA);
    expect_said(f, "a cue's text");
    sample = (struct npi_part_sample){0};
    assert_int_equal(npi_verify_sample(&f->ctx, 120, &PACKETS[1], &sample),
                     NP_ERR_MEDIA);
    expect_said(f, "a cue");
}

static enum np_status compare(struct fixture *f, size_t stream)
{
    return npi_verify_hash(&f->ctx, &f->verify, stream, &f->was, &f->is);
}

static void test_hash(void **state)
{
    struct fixture *f = *state;
    const struct npi_part_hash good = f->is;

    assert_int_equal(compare(f, 1), NP_OK);
    f->is.decoded[0]++; /* containers may count them anew */
    assert_int_equal(compare(f, 1), NP_OK);
    assert_int_equal(f->diags.n, 0);
    f->is = good;
    f->is.data[1]++;
    assert_int_equal(compare(f, 1), NP_ERR_MEDIA);
    expect_said(f, "bytes of a stream's packets");
    f->is = good;
    f->is.n--;
    assert_int_equal(compare(f, 1), NP_ERR_MEDIA);
    expect_said(f, "packets of a stream");
    f->is = good;
    f->is.shown[0]++;
    assert_int_equal(compare(f, 1), NP_ERR_MEDIA);
    expect_said(f, "times of a stream's packets");
    f->is.tick_den = 1000; /* a 25th has 40 of them */
    assert_int_equal(compare(f, 1), NP_ERR_MEDIA);
    f->is.tick_den = 90; /* no whole number: rounded */
    assert_int_equal(compare(f, 1), NP_OK);
    f->is = good;
    f->is.first += 3000;
    assert_int_equal(compare(f, 1), NP_ERR_MEDIA);
    expect_said(f, "a packet's time in us");
    f->is = good;
    f->is.last -= 3000;
    assert_int_equal(compare(f, 1), NP_ERR_MEDIA);
    f->retimed[1] = true;
    assert_int_equal(compare(f, 1), NP_OK);
}

static void test_form(void **state)
{
    struct fixture *f = *state;

    f->is.form[0]++; /* and the packets are the same: no word */
    assert_int_equal(compare(f, 1), NP_OK);
    assert_int_equal(f->diags.n, 0);
    f->is.data[0]++;
    assert_int_equal(compare(f, 1), NP_OK);
    assert_string_equal(f->diags.items[0].kind->code, "verify-form");
    assert_int_equal(compare(f, 0), NP_ERR_MEDIA);
    expect_said(f, "a cover");
    assert_int_equal(compare(f, 5), NP_ERR_MEDIA);
    expect_said(f, "an attached file");
    f->verify.exact = true;
    assert_int_equal(compare(f, 1), NP_ERR_MEDIA);
    expect_said(f, "a stream's description");
}

static void test_exact(void **state)
{
    struct fixture *f = *state;

    f->verify.exact = true;
    assert_int_equal(compare(f, 1), NP_OK);
    f->is.decoded[0]++;
    assert_int_equal(compare(f, 1), NP_ERR_MEDIA);
    expect_said(f, "decoding times of a stream's packets");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pairs), TEST(test_places), TEST(test_sample),
        TEST(test_hash),  TEST(test_form),   TEST(test_exact),
    };
    return cmocka_run_group_tests_name("media checks", tests, NULL, NULL);
}
