/* Protects what is found and read of text tracks: each case in
 * tests/cases/media/tracks/ gives what its .expected shows; and that no size,
 * count or cut in such a file does harm. Real files: e2e/text_tracks.bats. */
#include "base/mem.h"
#include "support/assemble.h"
#include "support/golden.h"
#include "support/oom.h"
#include "support/tracks_dump.h"

#include <dirent.h>
#include <unistd.h>

#define CASES "tests/cases/media/tracks"

struct job {
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context ctx;
};

static void job_init(struct job *job)
{
    npi_arena_init(&job->arena);
    npi_diags_init(&job->diags, &job->arena);
    job->ctx = (struct npi_context){&job->arena, &job->diags, NULL};
}

/* Lists and reads bytes that are exactly as long as they are said to be. */
static enum np_status run(struct np_str text, struct npi_buf *out)
{
    struct job job;
    struct npi_bytes bytes = npi_bytes_of(text);

    job_init(&job);
    enum np_status status = test_dump_tracks(&job.ctx, &bytes, out);
    npi_arena_release(&job.arena);
    return status;
}

static void each_case(void (*one)(const char *path, struct np_str bytes))
{
    DIR *dir = opendir(CASES);
    size_t n = 0;

    assert_non_null(dir);
    for (struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        char path[512];
        struct npi_buf bytes;

        if (!npi_str_ends(npi_str(entry->d_name), NPI_STR(".bytes")))
            continue;
        (void)snprintf(path, sizeof(path), CASES "/%s", entry->d_name);
        test_assemble(path, &bytes);
        one(path, npi_buf_str(&bytes));
        npi_buf_release(&bytes);
        n++;
    }
    (void)closedir(dir);
    assert_true(n > 0);
}

static void as_expected(const char *path, struct np_str bytes)
{
    char expected[600];
    struct npi_buf out;

    (void)snprintf(expected, sizeof(expected), "%.*s.expected",
                   (int)(strlen(path) - strlen(".bytes")), path);
    npi_buf_init(&out, NPI_BUF_MAX);
    assert_int_equal(run(bytes, &out), NP_OK);
    test_golden(expected, npi_buf_str(&out));
    npi_buf_release(&out);
}

static void test_cases(void **state)
{
    (void)state;
    each_case(as_expected);
}

/* A copy on the heap, as long as it is: the sanitizers see a read behind it. */
static void run_copy(struct np_str bytes, size_t n, size_t at, const char *put,
                     size_t put_len)
{
    char *copy = malloc(n ? n : 1);

    assert_non_null(copy);
    memcpy(copy, bytes.ptr, n);
    if (put_len && at + put_len <= n)
        memcpy(copy + at, put, put_len);
    assert_int_equal(run((struct np_str){copy, n}, NULL), NP_OK);
    free(copy);
}

static void cut_everywhere(const char *path, struct np_str bytes)
{
    (void)path;
    for (size_t n = 0; n < bytes.len; n++)
        run_copy(bytes, n, 0, NULL, 0);
}

/* Any four bytes as a size or a count that is too small or too large. */
static void numbers_everywhere(const char *path, struct np_str bytes)
{
    static const char NUMBERS[][4] = {
        {0, 0, 0, 0},
        {0, 0, 0, 1},
        {0, 0, 0, 7},
        {0, 0, 0, 8},
        {0x7f, (char)0xff, (char)0xff, (char)0xff},
        {(char)0x80, 0, 0, 0},
        {(char)0xff, (char)0xff, (char)0xff, (char)0xff},
        {0x01, (char)0xff, (char)0xff, (char)0xff},
    };

    (void)path;
    for (size_t i = 0; i < sizeof(NUMBERS) / sizeof(NUMBERS[0]); i++)
        for (size_t at = 0; at + 4 <= bytes.len; at++)
            run_copy(bytes, bytes.len, at, NUMBERS[i], 4);
}

static void test_hostile_sizes(void **state)
{
    (void)state;
    alarm(300);
    each_case(cut_everywhere);
    each_case(numbers_everywhere);
    alarm(0);
}

/* Boxes in boxes and elements in elements, and a row of millions. */
static void test_hostile_shapes(void **state)
{
    enum { DEEP = 10000, MANY = 3000000 };
    struct npi_buf bytes;

    (void)state;
    alarm(60);
    npi_buf_init(&bytes, NPI_BUF_MAX);
    for (unsigned i = 0; i < DEEP; i++) {
        unsigned size = (DEEP - i) * 8;
        char head[8] = {(char)(size >> 24), (char)(size >> 16),
                        (char)(size >> 8), (char)size};

        memcpy(head + 4, i % 2 ? "trak" : "moov", 4);
        npi_buf_put(&bytes, (struct np_str){head, 8});
    }
    assert_int_equal(run(npi_buf_str(&bytes), NULL), NP_OK);
    npi_buf_clear(&bytes);
    for (unsigned i = 0; i < MANY; i++)
        npi_buf_put(&bytes, (struct np_str){"\0\0\0\10free", 8});
    assert_int_equal(run(npi_buf_str(&bytes), NULL), NP_OK);
    npi_buf_clear(&bytes);
    npi_buf_put(&bytes, (struct np_str){"\x1A\x45\xDF\xA3\x80\x18\x53\x80\x67"
                                        "\x01\xff\xff\xff\xff\xff\xff\xff",
                                        17});
    for (unsigned i = 0; i < MANY; i++)
        npi_buf_put(&bytes, (struct np_str){"\xEC\x80", 2});
    assert_int_equal(run(npi_buf_str(&bytes), NULL), NP_OK);
    npi_buf_release(&bytes);
    alarm(0);
}

static enum np_status work(void *user)
{
    const struct np_str *bytes = user;
    return run(*bytes, NULL);
}

static void refuse_each(const char *path, struct np_str bytes)
{
    if (strstr(path, "/other") || strstr(path, "/no-moov") ||
        strstr(path, "/elsewhere"))
        return; /* what says nothing but a diagnostic takes no memory for it
                   that it cannot do without */
    test_each_allocation(work, &bytes);
}

static void test_memory(void **state)
{
    (void)state;
    each_case(refuse_each);
}

static void test_interrupted(void **state)
{
    static const char *const PATHS[] = {
        CASES "/tx3g.bytes", CASES "/mkv-open.bytes", CASES "/mkv-cues.bytes"};

    (void)state;
    for (size_t i = 0; i < sizeof(PATHS) / sizeof(PATHS[0]); i++) {
        struct job job;
        struct npi_buf buf;
        volatile int cancel = 0;
        const struct npi_text_track *tracks;
        const struct npi_caption_event *events;
        size_t n;

        test_assemble(PATHS[i], &buf);
        struct npi_bytes bytes = npi_bytes_of(npi_buf_str(&buf));
        job_init(&job);
        job.ctx.cancel = &cancel;
        assert_int_equal(npi_text_tracks_list_bytes(&job.ctx, NPI_STR("f"),
                                                    &bytes, &tracks, &n),
                         NP_OK);
        cancel = 1;
        assert_int_equal(npi_text_track_read_bytes(&job.ctx, NPI_STR("f"),
                                                   &bytes, &tracks[0], &events,
                                                   &n),
                         NP_ERR_INTERRUPTED);
        assert_int_equal(n, 0);
        npi_arena_release(&job.arena);
        npi_buf_release(&buf);
    }
}

/* A file whose reads fail is an error, not a file without tracks. */
static void test_unreadable(void **state)
{
    struct job job;
    struct npi_bytes bytes = {.fd = 12345, .size = 1 << 20};
    const struct npi_text_track *tracks;
    size_t n = 1;

    (void)state;
    job_init(&job);
    assert_int_equal(
        npi_text_tracks_list_bytes(&job.ctx, NPI_STR("f"), &bytes, &tracks, &n),
        NP_ERR_IO);
    assert_int_equal(n, 0);
    assert_int_equal(npi_diags_count(&job.diags, NP_ERROR), 1);
    npi_arena_release(&job.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_hostile_sizes),
        cmocka_unit_test(test_hostile_shapes),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_interrupted),
        cmocka_unit_test(test_unreadable),
    };
    return cmocka_run_group_tests_name("text tracks", tests, NULL, NULL);
}
