/* Protects the files: with a part that writes what the test says, each way a
 * run can end leaves what it should, and no temporary file. */
#include "media/opened.h"
#include "support/folder.h"
#include "support/test.h"

#include <fcntl.h>
#include <utime.h>

struct fixture {
    struct test_folder folder;
    struct npi_arena arena;
    struct npi_diags diags;
    volatile int cancel;
    struct npi_context ctx;
    struct npi_media media;
    struct npi_part_stream stream;
    struct np_media_options options;
    struct np_episode episode;
    struct np_timeline timeline;
    struct np_cues cues;
    struct npi_media_subtitles subtitles;
    struct npi_settings settings;
    struct npi_media_request request;
    struct np_media_result result;
};

/* What the part is to do, and what it was asked. */
static struct {
    const char *bytes;
    enum np_status status;
    bool too_small;
    bool cancels;
    int64_t length; /* of the result, as it says when it is opened */
    size_t n_writes;
    int64_t reserves[2];
    struct fixture *f;
} part;

static enum np_status part_write(const struct npi_part_host *host,
                                 struct npi_part_media *media,
                                 const struct npi_part_plan *plan,
                                 struct npi_part_written *written)
{
    static const int64_t packets[] = {-1};
    ssize_t n = (ssize_t)strlen(part.bytes);

    (void)host;
    (void)media;
    assert_true(part.n_writes < 2);
    part.reserves[part.n_writes++] = plan->reserve;
    assert_int_equal(lseek(plan->fd, 0, SEEK_END), 0);
    assert_int_equal(pwrite(plan->fd, part.bytes, (size_t)n, 0), n);
    *written = (struct npi_part_written){.bytes = n,
                                         .end = 10000,
                                         .packets = packets,
                                         .reserve_too_small = part.too_small &&
                                                              plan->reserve};
    if (part.cancels)
        part.f->cancel = 1;
    return part.status;
}

static enum np_status part_open(const struct npi_part_host *host, int fd,
                                const char *name, bool count,
                                struct npi_part_media **media,
                                struct npi_part_info *info)
{
    (void)host;
    (void)name;
    assert_true(fd >= 0);
    assert_true(count);
    *media = NULL;
    *info = part.f->media.part_info;
    info->length = part.length;
    return NP_OK;
}

static void part_close(struct npi_part_media *media)
{
    (void)media;
}

static bool part_holds(struct npi_part_media *media, size_t stream,
                       const char *muxer)
{
    (void)media;
    (void)stream;
    (void)muxer;
    return true;
}

static const struct npi_part_ops OPS = {.open = part_open,
                                        .close = part_close,
                                        .write = part_write,
                                        .holds = part_holds};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));
    struct stat st;

    assert_non_null(f);
    test_folder_make(&f->folder);
    test_write_file(test_path(&f->folder, "ep.mp4"), "media");
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    f->ctx = (struct npi_context){&f->arena, &f->diags, &f->cancel};
    f->media.ops = &OPS;
    f->media.part = (struct npi_part_media *)f; /* opened */
    f->media.path =
        npi_arena_str(&f->arena, npi_str(test_path(&f->folder, "ep.mp4"))).ptr;
    f->media.file.fd = open(f->media.path, O_RDONLY);
    assert_int_equal(fstat(f->media.file.fd, &st), 0);
    f->media.file.size = st.st_size;
    f->media.file.modified = st.st_mtim;
    f->stream = (struct npi_part_stream){
        .kind = NPI_STREAM_AUDIO, .codec = NPI_STR("aac"), .n_packets = -1};
    f->media.part_info = (struct npi_part_info){.length = 10000,
                                                .length_written = true,
                                                .streams = &f->stream,
                                                .n_streams = 1,
                                                .chunks_bytes = 100};
    f->options.out =
        npi_arena_str(&f->arena, npi_str(test_path(&f->folder, "out.mp4"))).ptr;
    npi_settings_defaults(&f->settings);
    f->subtitles = (struct npi_media_subtitles){
        .cues = &f->cues, .language = f->episode.language, .is_default = true};
    f->request = (struct npi_media_request){.options = &f->options,
                                            .episode = &f->episode,
                                            .timeline = &f->timeline,
                                            .subtitles = &f->subtitles,
                                            .n_subtitles = 1,
                                            .settings = &f->settings};
    memset(&part, 0, sizeof(part));
    part.bytes = "result";
    part.length = 10000;
    part.f = f;
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    close(f->media.file.fd);
    npi_arena_release(&f->arena);
    test_folder_remove(&f->folder);
    free(f);
    return 0;
}

static enum np_status write_media(struct fixture *f)
{
    return npi_media_write(&f->ctx, &f->media, &f->request, &f->result);
}

static void expect_file(const char *path, const char *text)
{
    size_t len;
    char *have = test_read_file(path, &len);

    assert_string_equal(have, text);
    free(have);
}

static void expect_code(const struct fixture *f, const char *code)
{
    assert_true(f->diags.n > 0);
    assert_string_equal(f->diags.items[f->diags.n - 1].kind->code, code);
}

static void test_new_file(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(write_media(f), NP_OK);
    expect_file(f->options.out, "result");
    assert_int_equal(f->result.bytes, 6);
    assert_false(f->result.up_to_date);
    assert_int_equal(test_folder_count(&f->folder), 2);
    assert_int_equal(f->diags.n, 0);
}

static void test_out_exists(void **state)
{
    struct fixture *f = *state;

    test_write_file(f->options.out, "mine");
    assert_int_equal(write_media(f), NP_ERR_IO);
    expect_code(f, "out-exists");
    expect_file(f->options.out, "mine");
    f->options.force = true;
    assert_int_equal(write_media(f), NP_OK);
    expect_file(f->options.out, "result");
    part.n_writes = 0;
    f->options.force = false;
    assert_int_equal(write_media(f), NP_OK);
    assert_true(f->result.up_to_date);
    assert_int_equal(test_folder_count(&f->folder), 2);
}

static void test_replace(void **state)
{
    struct fixture *f = *state;
    const struct utimbuf times = {1000000, 2000000};
    struct stat st;

    assert_int_equal(chmod(f->media.path, 0640), 0);
    assert_int_equal(utime(f->media.path, &times), 0);
    assert_int_equal(fstat(f->media.file.fd, &st), 0);
    f->media.file.modified = st.st_mtim;
    f->options.out = f->media.path;
    assert_int_equal(write_media(f), NP_ERR_USAGE);
    expect_code(f, "out-is-media");
    assert_int_equal(part.n_writes, 0);
    f->options.replace = true;
    assert_int_equal(write_media(f), NP_OK);
    expect_file(f->media.path, "result");
    assert_int_equal(stat(f->media.path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0640);
    assert_int_equal(st.st_mtim.tv_sec, 2000000);
    assert_int_equal(test_folder_count(&f->folder), 1);
}

/* Every way to fail: OUT is not there, nor anything temporary. */
static void expect_nothing(const struct fixture *f)
{
    assert_int_equal(test_folder_count(&f->folder), 1);
    expect_file(f->media.path, "media");
}

static void test_part_fails(void **state)
{
    struct fixture *f = *state;

    part.status = NP_ERR_MEDIA;
    assert_int_equal(write_media(f), NP_ERR_MEDIA);
    expect_nothing(f);
}

static void test_check_fails(void **state)
{
    struct fixture *f = *state;

    part.length = 3000;
    assert_int_equal(write_media(f), NP_ERR_MEDIA);
    expect_code(f, "out-check");
    expect_nothing(f);
}

static void test_cancelled(void **state)
{
    struct fixture *f = *state;

    part.cancels = true;
    assert_int_equal(write_media(f), NP_ERR_INTERRUPTED);
    expect_nothing(f);
}

static void test_media_changed(void **state)
{
    struct fixture *f = *state;

    f->media.file.modified.tv_sec -= 1;
    assert_int_equal(write_media(f), NP_ERR_MEDIA);
    expect_code(f, "media-changed");
    expect_nothing(f);
}

static void test_dry_run(void **state)
{
    struct fixture *f = *state;

    f->options.dry_run = true;
    assert_int_equal(write_media(f), NP_OK);
    assert_int_equal(part.n_writes, 0);
    assert_true(f->result.bytes > 0);
    expect_nothing(f);
}

/* The room kept for MP4's index falls short: once more, without. */
static void test_reserve_too_small(void **state)
{
    struct fixture *f = *state;

    f->media.file.shape.moov_front = true;
    part.too_small = true;
    assert_int_equal(write_media(f), NP_OK);
    assert_int_equal(part.n_writes, 2);
    assert_true(part.reserves[0] > 0);
    assert_int_equal(part.reserves[1], 0);
    expect_file(f->options.out, "result");
}

static void test_short_media(void **state)
{
    struct fixture *f = *state;

    f->media.part_info.length = 60000;
    part.length = 10000;
    assert_int_equal(write_media(f), NP_OK);
    expect_code(f, "media-short");
    assert_str(f->diags.items[0].args[1], "1:00");
    assert_str(f->diags.items[0].args[2], "0:10");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_new_file),          TEST(test_out_exists),
        TEST(test_replace),           TEST(test_part_fails),
        TEST(test_check_fails),       TEST(test_cancelled),
        TEST(test_media_changed),     TEST(test_dry_run),
        TEST(test_reserve_too_small), TEST(test_short_media),
    };
    return cmocka_run_group_tests_name("media files written", tests, NULL,
                                       NULL);
}
