/* Protects the packets of subtitle tracks: nothing in a cue can be read as
 * markup, MP4's gaps are said, times stay, and overlaps are taken apart. */
#include "media/overlap.h"
#include "media/subtitles.h"
#include "support/oom.h"
#include "support/test.h"

static void check(enum npi_text_codec codec, const char *text, const char *want)
{
    struct npi_buf buf;

    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_subtitle_encode(codec, npi_str(text), &buf);
    assert_int_equal(buf.error, NP_OK);
    assert_str(npi_buf_str(&buf), want);
    npi_buf_release(&buf);
}

static void test_escapes(void **state)
{
    (void)state;
    check(NPI_TEXT_SUBRIP, "a <b> {\\an8}", "a <\u2060b> ｛\\\u2060an8｝");
    check(NPI_TEXT_WEBVTT, "a <b> --> & z", "a &lt;b&gt; --&gt; &amp; z");
    /* An empty line ends a cue; control characters end nothing. */
    check(NPI_TEXT_WEBVTT, "one\n\n \n\x01\ntwo\x7f", "one\ntwo");
    check(NPI_TEXT_SUBRIP, "\n一\t二\r\n三\n", "一 二\n三");
    check(NPI_TEXT_SUBRIP, "", "");
}

static void test_mov_text(void **state)
{
    struct npi_buf buf;

    (void)state;
    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_subtitle_encode(NPI_TEXT_MOV, NPI_STR("<i>你</i>"), &buf);
    assert_int_equal(buf.len, 2 + 10);
    assert_memory_equal(buf.data, "\0\x0a<i>你</i>", 12);
    npi_buf_clear(&buf);
    npi_subtitle_encode(NPI_TEXT_MOV, (struct np_str){"", 0}, &buf);
    assert_int_equal(buf.len, 2);
    assert_memory_equal(buf.data, "\0\0", 2);
    npi_buf_release(&buf);
}

/* The length has 16 bits: what is longer is cut, and never inside 你. */
static void test_mov_text_limit(void **state)
{
    struct npi_buf text;
    struct npi_buf buf;

    (void)state;
    npi_buf_init(&text, NPI_BUF_MAX);
    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_puts(&text, "a");
    for (size_t i = 0; i < 30000; i++)
        npi_buf_puts(&text, "你");
    npi_subtitle_encode(NPI_TEXT_MOV, npi_buf_str(&text), &buf);
    assert_int_equal(buf.len, 2 + 1 + 3 * 21844);
    assert_int_equal((unsigned char)buf.data[0] << 8 |
                         (unsigned char)buf.data[1],
                     1 + 3 * 21844);
    npi_buf_release(&text);
    npi_buf_release(&buf);
}

static struct np_cue cue(int64_t start, int64_t end, const char *text)
{
    return (struct np_cue){
        .start = start, .end = end, .lines = {npi_str(text)}, .n_lines = 1};
}

static const struct np_cue CUES[] = {
    {.start = 500, .end = 1500, .lines = {{"一", 3}, {"二", 3}}, .n_lines = 2},
    {.start = 1500, .end = 2000, .lines = {{"b", 1}}, .n_lines = 1},
    {.start = 3000, .end = 4000, .lines = {{"c", 1}}, .n_lines = 1},
};

static void check_packet(const struct npi_part_packet *packet, int64_t start,
                         int64_t end, size_t len)
{
    assert_int_equal(packet->start, start);
    assert_int_equal(packet->end, end);
    assert_int_equal(packet->data.len, len);
}

static enum np_status make_packets(void *user)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    const struct np_cues cues = {CUES, 3};
    struct npi_subtitle_packets made;
    enum np_status status;

    (void)user;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    status = npi_subtitle_packets(&ctx, NPI_TEXT_MOV, &cues, 3500, 0, &made);
    if (status == NP_OK) {
        assert_int_equal(made.n_cues, 3);
        assert_int_equal(made.n_packets, 5);
        check_packet(&made.packets[0], 0, 500, 2);
        check_packet(&made.packets[1], 500, 1500, 2 + 7);
        check_packet(&made.packets[2], 1500, 2000, 3);
        check_packet(&made.packets[3], 2000, 3000, 2);
        check_packet(&made.packets[4], 3000, 3500, 3);
    }
    npi_arena_release(&arena);
    return status;
}

static void test_packets(void **state)
{
    (void)state;
    assert_int_equal(make_packets(NULL), NP_OK);
    test_each_allocation(make_packets, NULL);
}

/* What a bilingual cue becomes: the lower language has a style record, whose
 * characters are counted as they are written (markup kept from being some,
 * blank lines left out). */
static void check_second(const struct np_cue *cue, unsigned size,
                         const char *want, size_t len)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    const struct np_cues cues = {cue, 1};
    struct npi_subtitle_packets made;

    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    assert_int_equal(npi_subtitle_packets(&ctx, NPI_TEXT_MOV, &cues, NP_NO_TIME,
                                          size, &made),
                     NP_OK);
    assert_int_equal(made.n_packets, 1);
    assert_int_equal(made.packets[0].data.len, len);
    assert_memory_equal(made.packets[0].data.ptr, want, len);
    npi_arena_release(&arena);
}

#define STYLE(range, size)                                                     \
    "\0\0\0\x16styl\0\1" range "\0\1\0" size "\xff\xff\xff\xff"

static void test_second_is_smaller(void **state)
{
    struct np_cue cue = {.end = 1000,
                         .lines = {{"\xe4\xb8\x80\xe4\xba\x8c", 6}, {" ", 1}},
                         .n_lines = 2,
                         .second = {{"one", 3}, {"two", 3}},
                         .n_second = 2};

    (void)state;
    check_second(
        &cue, 40,
        "\0\x0e\xe4\xb8\x80\xe4\xba\x8c\none\ntwo" STYLE("\0\3\0\x0a", "\x1e"),
        2 + 14 + 22);
    cue.second_above = true;
    check_second(&cue, 40,
                 "\0\x0eone\ntwo\n\xe4\xb8\x80\xe4\xba\x8c" STYLE(
                     "\0\x08\0\x0a", "\x1e"),
                 2 + 14 + 22);
    check_second(&cue, 0, "\0\x0eone\ntwo\n\xe4\xb8\x80\xe4\xba\x8c", 2 + 14);
    /* Alone, it is as large as the other one would be. */
    cue.n_lines = 0;
    check_second(&cue, 40, "\0\7one\ntwo", 2 + 7);
}

/* Two speak at once, a third begins with the second, one is inside another. */
static enum np_status make_overlapping(void *user)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    const struct np_cue list[] = {cue(100, 1000, "a"), cue(500, 2000, "bb"),
                                  cue(500, 600, "ccc"), cue(2500, 4000, "d"),
                                  cue(2500, 4000, "e")};
    const struct np_cues cues = {list, 5};
    struct npi_subtitle_packets made;
    enum np_status status;

    (void)user;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    status = npi_subtitle_packets(&ctx, NPI_TEXT_MOV, &cues, 3000, 0, &made);
    if (status == NP_OK) {
        assert_int_equal(made.n_packets, 7);
        assert_int_equal(made.n_cues, 5);
        check_packet(&made.packets[0], 0, 100, 2);
        check_packet(&made.packets[1], 100, 500, 2 + 1);
        check_packet(&made.packets[2], 500, 600, 2 + 8);
        assert_memory_equal(made.packets[2].data.ptr,
                            "\0\x08"
                            "a\nbb\nccc",
                            10);
        check_packet(&made.packets[3], 600, 1000, 2 + 4);
        check_packet(&made.packets[4], 1000, 2000, 2 + 2);
        check_packet(&made.packets[5], 2000, 2500, 2);
        check_packet(&made.packets[6], 2500, 3000, 2 + 3);
        /* Matroska shows them together by itself. */
        status = npi_subtitle_packets(&ctx, NPI_TEXT_SUBRIP, &cues, 3000, 0,
                                      &made);
    }
    if (status == NP_OK) {
        assert_int_equal(made.n_packets, 5);
        check_packet(&made.packets[1], 500, 2000, 2);
        check_packet(&made.packets[2], 500, 600, 3);
    }
    npi_arena_release(&arena);
    return status;
}

static void test_overlapping(void **state)
{
    (void)state;
    assert_int_equal(make_overlapping(NULL), NP_OK);
    test_each_allocation(make_overlapping, NULL);
}

static void test_beyond_the_end(void **state)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx = {&arena, &diags, NULL};
    const struct np_cue cues[] = {cue(0, 900, "a"), cue(1000, 1100, "b")};
    const struct np_cues all = {cues, 2};
    struct npi_subtitle_packets made;

    (void)state;
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    assert_int_equal(
        npi_subtitle_packets(&ctx, NPI_TEXT_SUBRIP, &all, 1000, 0, &made),
        NP_OK);
    assert_int_equal(made.n_cues, 1);
    assert_int_equal(made.n_beyond, 1);
    assert_int_equal(made.n_packets, 1);
    assert_int_equal(
        npi_subtitle_packets(&ctx, NPI_TEXT_SUBRIP, &all, NP_NO_TIME, 0, &made),
        NP_OK);
    assert_int_equal(made.n_packets, 2);
    npi_arena_release(&arena);
}

static int put(void *user, int64_t start, int64_t end, struct np_str text)
{
    struct npi_buf *log = user;

    npi_buf_put_i64(log, start);
    npi_buf_putc(log, '-');
    npi_buf_put_i64(log, end);
    npi_buf_putc(log, ' ');
    for (size_t i = 0; i < text.len; i++)
        npi_buf_putc(log, text.ptr[i] == '\n' ? '/' : text.ptr[i]);
    npi_buf_putc(log, ';');
    return 0;
}

static void test_overlaps(void **state)
{
    struct npi_buf log;
    struct npi_overlap overlap = {.put = put, .user = &log};

    (void)state;
    npi_buf_init(&log, NPI_BUF_MAX);
    assert_int_equal(npi_overlap_add(&overlap, 10, 30, NPI_STR("a")), 0);
    assert_int_equal(npi_overlap_add(&overlap, 20, 40, NPI_STR("b")), 0);
    assert_int_equal(npi_overlap_reach(&overlap, 35), 0);
    assert_str(npi_buf_str(&log), "10-20 a;");
    assert_int_equal(npi_overlap_reach(&overlap, 40), 0);
    assert_str(npi_buf_str(&log), "10-20 a;20-30 a/b;30-40 b;");
    npi_buf_clear(&log);
    /* Same times, one inside another, backwards, empty. */
    assert_int_equal(npi_overlap_add(&overlap, 50, 90, NPI_STR("c")), 0);
    assert_int_equal(npi_overlap_add(&overlap, 50, 90, NPI_STR("d")), 0);
    assert_int_equal(npi_overlap_add(&overlap, 60, 70, NPI_STR("e")), 0);
    assert_int_equal(npi_overlap_add(&overlap, 65, 55, NPI_STR("f")), 0);
    assert_int_equal(npi_overlap_add(&overlap, 80, 85, NPI_STR("")), 0);
    assert_int_equal(npi_overlap_finish(&overlap), 0);
    assert_str(npi_buf_str(&log),
               "50-60 c/d;60-65 c/d/e;65-70 c/d/e;70-80 c/d;80-90 c/d;");
    npi_overlap_release(&overlap);
    npi_buf_release(&log);
}

static void test_many_overlaps(void **state)
{
    struct npi_buf log;
    struct npi_overlap overlap = {.put = put, .user = &log};

    (void)state;
    npi_buf_init(&log, NPI_BUF_MAX);
    for (int64_t i = 0; i < 3 * NPI_OVERLAP_MAX; i++)
        assert_int_equal(npi_overlap_add(&overlap, i, 1000, NPI_STR("x")), 0);
    assert_int_equal(overlap.n, NPI_OVERLAP_MAX);
    npi_overlap_release(&overlap);
    npi_buf_release(&log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_mov_text),
        cmocka_unit_test(test_mov_text_limit),
        cmocka_unit_test(test_packets),
        cmocka_unit_test(test_second_is_smaller),
        cmocka_unit_test(test_overlapping),
        cmocka_unit_test(test_beyond_the_end),
        cmocka_unit_test(test_overlaps),
        cmocka_unit_test(test_many_overlaps),
    };
    return cmocka_run_group_tests_name("subtitle packets", tests, NULL, NULL);
}
