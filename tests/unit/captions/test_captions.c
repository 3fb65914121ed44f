/* What no single file shows: every allocation that fails, the limits, a caller
 * who wants to stop, tracks of a media file, and captions of real length. */
#include "captions/pair.h"
#include "support/captions.h"
#include "support/oom.h"

struct fixture {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
    struct npi_caption_track track;
};

static void set_up(struct fixture *f)
{
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, NULL};
}

static enum np_status read_text(struct fixture *f, const char *name,
                                struct np_str text)
{
    return npi_captions_read(&f->ctx, npi_str(name), text, &f->track);
}

static bool has_code(const struct fixture *f, const char *code)
{
    for (size_t i = 0; i < f->diags.n; i++)
        if (strcmp(f->diags.items[i].kind->code, code) == 0)
            return true;
    return false;
}

/* Cases that between them reach every allocation. */
static const char *const oom_files[] = {
    "spec.vtt",
    "youtube-rolling.en.vtt",
    "speakers.srt",
    "sounds.srt",
    "plain.ass",
    "automatic.en.json3",
    "whisper-cpp.json",
    "whisperx.json",
    "recognised.bcc",
    "order.srt",
    "gb18030.srt",
    "latin1.srt",
    "whisper-python.json",
    "wrong-extension.srt",
};

static enum np_status work_read(void *user)
{
    struct fixture f;
    const char *name = user;
    char path[256];
    size_t len;
    (void)snprintf(path, sizeof path, "tests/cases/captions/%s", name);
    char *bytes = test_read_file(path, &len);
    set_up(&f);
    enum np_status status = read_text(&f, name, (struct np_str){bytes, len});
    if (status == NP_OK) {
        assert_true(test_track_is_sound(&f.track));
        assert_true(f.track.n_words > 0);
    }
    npi_arena_release(&f.arena);
    free(bytes);
    return status;
}

static void test_memory_reading(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof oom_files / sizeof oom_files[0]; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, "%s", oom_files[i]);
        test_each_allocation(work_read, name);
    }
}

static enum np_status work_pair(void *user)
{
    struct fixture f;
    struct npi_video_info info;
    const struct npi_caption_candidate *ranked;
    size_t n;
    const struct np_str names[] = {NPI_STR("a.en.vtt"), NPI_STR("a.srt")};
    (void)user;
    set_up(&f);
    enum np_status status = npi_info_read(
        &f.ctx, NPI_STR("i"),
        NPI_STR("{\"id\":\"abcdefgh\",\"extractor\":\"y\",\"language\":\"en\","
                "\"chapters\":[{\"start_time\":1,\"end_time\":2,"
                "\"title\":\"t\"}],\"subtitles\":{\"en\":[]}}"),
        &info);
    struct npi_caption_wish wish = {.stems = {NPI_STR("a")}, .info = &info};
    if (status == NP_OK)
        status = npi_captions_rank(&f.ctx, &wish, names, 2, &ranked, &n);
    if (status == NP_OK) {
        assert_int_equal(n, 2);
        assert_int_equal(ranked[0].index, 0);
    }
    npi_arena_release(&f.arena);
    return status;
}

static void test_memory_pairing(void **state)
{
    (void)state;
    test_each_allocation(work_pair, NULL);
}

/* n cues of one second with the same text behind their number. */
static void put_cues(struct npi_buf *out, size_t n, const char *text)
{
    for (size_t i = 0; i < n; i++) {
        npi_stamp_write(out, (int64_t)i * 1000, NPI_STAMP_SRT);
        npi_buf_puts(out, " --> ");
        npi_stamp_write(out, (int64_t)i * 1000 + 1000, NPI_STAMP_SRT);
        npi_buf_putc(out, '\n');
        npi_buf_put_u64(out, i);
        npi_buf_putc(out, ' ');
        npi_buf_puts(out, text);
        npi_buf_putc(out, '\n');
    }
}

static enum np_status read_cues(struct fixture *f, size_t n, const char *text)
{
    struct npi_buf out;
    npi_buf_init(&out, NPI_BUF_MAX);
    put_cues(&out, n, text);
    set_up(f);
    struct np_str kept = npi_arena_str(&f->arena, npi_buf_str(&out));
    npi_buf_release(&out);
    return read_text(f, "many.srt", kept);
}

/* A limit is an error that names it; at the limit all is well. */
static void test_limit_of_cues(void **state)
{
    struct fixture f;
    (void)state;
    assert_int_equal(read_cues(&f, NPI_CAPTION_CUES, "word"), NP_OK);
    assert_int_equal(f.track.n_cues, NPI_CAPTION_CUES);
    npi_arena_release(&f.arena);
    assert_int_equal(read_cues(&f, 1000000, "word"), NP_ERR_NOTES);
    assert_true(has_code(&f, "caption-cues"));
    assert_str(f.diags.items[0].args[0], "200000");
    npi_arena_release(&f.arena);
}

static void test_limit_of_words(void **state)
{
    struct fixture f;
    (void)state;
    assert_int_equal(
        read_cues(&f, NPI_CAPTION_CUES,
                  "a b c d e f g h i j k l m n o p q r s t u v w x"),
        NP_ERR_NOTES);
    assert_true(has_code(&f, "caption-words"));
    npi_arena_release(&f.arena);
}

static void test_limit_of_size(void **state)
{
    struct fixture f;
    char *bytes = calloc(1, NPI_CAPTIONS_MAX + 1);
    (void)state;
    assert_non_null(bytes);
    set_up(&f);
    assert_int_equal(
        read_text(&f, "x.srt", (struct np_str){bytes, NPI_CAPTIONS_MAX + 1}),
        NP_ERR_NOTES);
    assert_true(has_code(&f, "file-too-large"));
    npi_arena_release(&f.arena);
    free(bytes);
}

/* Shapes that make careless readers slow: each is read or refused at once. */
static void test_hostile_shapes(void **state)
{
    static const struct {
        const char *head, *piece;
        size_t n;
    } shapes[] = {
        {"00:01 --> 00:02\n", "<", 1000000},
        {"00:01 --> 00:02\n", "((((((((((laugh", 60000},
        {"00:01 --> 00:02\n", "[", 1000000},
        {"00:01 --> 00:02\n", "{\\an8", 200000},
        {"00:01 --> 00:02\n", "&amp;", 200000},
        {"00:01 --> 00:02\n", "A:\n", 300000},
        {"00:01 --> 00:02\n", "a ", 500000},
        {"00:01 --> 00:02\n", "\xe2\x99\xaa", 300000},
        {"WEBVTT\n\n00:01.0 --> 99:00.0\n", "<00:02.0>x", 100000},
        {"", "00:01 --> 00:02\nx\n", 100000},
        {"", "1\n", 1000000},
        {"{\"events\":", "[", 1000000},
        {"{\"segments\":[{\"start\":0,\"end\":9,\"text\":\"a\",\"words\":[",
         "{\"word\":\"b\",\"start\":1},", 100000},
    };
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        struct fixture f;
        struct npi_buf out;
        npi_buf_init(&out, NPI_BUF_MAX);
        npi_buf_puts(&out, shapes[i].head);
        for (size_t j = 0; j < shapes[i].n; j++)
            npi_buf_puts(&out, shapes[i].piece);
        set_up(&f);
        enum np_status status = read_text(&f, "x", npi_buf_str(&out));
        if (status == NP_OK)
            assert_true(test_track_is_sound(&f.track));
        else
            assert_true(npi_diags_count(&f.diags, NP_ERROR) > 0);
        npi_arena_release(&f.arena);
        npi_buf_release(&out);
    }
}

static void test_cancel(void **state)
{
    struct fixture f;
    const volatile int cancel = 1;
    (void)state;
    set_up(&f);
    f.ctx.cancel = &cancel;
    assert_int_equal(
        read_text(&f, "x.srt", NPI_STR("0:01 --> 0:02\nhi\n0:03 --> 0:04\n")),
        NP_ERR_INTERRUPTED);
    npi_arena_release(&f.arena);
}

static void check_events(enum npi_caption_format format,
                         const struct npi_caption_event *events, size_t n,
                         const char *expected)
{
    struct fixture f;
    struct npi_buf out;
    set_up(&f);
    npi_buf_init(&out, 4096);
    assert_int_equal(npi_captions_from_events(&f.ctx, NPI_STR("m.mkv"), format,
                                              events, n, &f.track),
                     NP_OK);
    for (size_t i = 0; i < f.track.n_cues; i++) {
        const struct npi_caption_cue *cue = &f.track.cues[i];
        npi_buf_put_i64(&out, cue->start);
        npi_buf_putc(&out, '-');
        npi_buf_put_i64(&out, cue->end);
        npi_buf_putc(&out, ' ');
        npi_buf_put(&out, cue->speaker);
        npi_buf_putc(&out, '|');
        npi_buf_put(&out, cue->text);
        npi_buf_putc(&out, '\n');
    }
    assert_str(npi_buf_str(&out), expected);
    npi_buf_release(&out);
    npi_arena_release(&f.arena);
}

/* A media file's samples are cleaned as a file's cues are. */
static void test_events(void **state)
{
    const struct npi_caption_event text[] = {
        {1000, 2000, NPI_STR("<i>Hi</i> &amp;\nyou")},
        {2000, 3000, NPI_STR("\xff\xfe")},
        {3000, NP_NO_TIME, NPI_STR("[Music]")},
        {4000, 9000, NPI_STR("BOB: yes")},
        {5000, 6000, NPI_STR("no")},
    };
    const struct npi_caption_event ass[] = {
        {1000, 2000, NPI_STR("0,0,Default,Ann,0,0,0,,{\\i1}Hi,\\Nyou")},
        {2000, 3000, NPI_STR("1,0,Default")},
    };
    const struct npi_caption_event vtt[] = {
        {1000, 2000, NPI_STR("<v Ann>Hi <00:00:01.500>you")}};
    (void)state;
    check_events(NPI_CAPTION_SRT, text, 5,
                 "1000-2000 |Hi & you\n3000-3500 |[Music]\n"
                 "4000-5000 BOB|yes\n5000-6000 |no\n");
    check_events(NPI_CAPTION_ASS, ass, 2, "1000-2000 Ann|Hi, you\n");
    check_events(NPI_CAPTION_VTT, vtt, 1, "1000-2000 Ann|Hi you\n");
    check_events(NPI_CAPTION_VTT, vtt, 0, "");
}

/* Every format has a name and a row. */
static void test_names(void **state)
{
    (void)state;
    for (int i = 0; i < NPI_CAPTION_FORMATS; i++)
        assert_true(
            strlen(npi_caption_format_name((enum npi_caption_format)i)) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_reading),
        cmocka_unit_test(test_memory_pairing),
        cmocka_unit_test(test_limit_of_cues),
        cmocka_unit_test(test_limit_of_words),
        cmocka_unit_test(test_limit_of_size),
        cmocka_unit_test(test_hostile_shapes),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
