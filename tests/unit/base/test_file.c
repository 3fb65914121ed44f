/* Protects users' files: what is read whole, what is refused, and that a write
 * that fails leaves the target as it was and nothing beside it. */
#include "base/file.h"
#include "base/platform.h"
#include "base/str.h"
#include "support/folder.h"
#include "support/oom.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>

struct fixture {
    struct test_folder folder;
    struct npi_arena arena;
    struct npi_diags diags;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));
    assert_non_null(f);
    test_folder_make(&f->folder);
    npi_arena_init(&f->arena);
    npi_diags_init(&f->diags, &f->arena);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    npi_arena_release(&f->arena);
    test_folder_remove(&f->folder);
    free(f);
    return 0;
}

static const char *last_code(const struct fixture *f)
{
    return f->diags.n ? f->diags.items[f->diags.n - 1].kind->code : "";
}

static void test_read(void **state)
{
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "a.md");
    struct np_str bytes;
    test_write_file(path, "hello");
    assert_int_equal(npi_file_read(&f->arena, &f->diags, path, 5, &bytes),
                     NP_OK);
    assert_str(bytes, "hello");
    assert_int_equal(bytes.ptr[5], 0);
    assert_int_equal(npi_file_read(&f->arena, &f->diags, path, 4, &bytes),
                     NP_ERR_NOTES);
    assert_string_equal(last_code(f), "file-too-large");
    assert_str(f->diags.items[0].args[1], "1");
    assert_int_equal(
        npi_file_read(&f->arena, &f->diags, f->folder.path, 9, &bytes),
        NP_ERR_IO);
    assert_string_equal(last_code(f), "file-folder");
    path = test_path(&f->folder, "none");
    assert_int_equal(npi_file_read(&f->arena, &f->diags, path, 9, &bytes),
                     NP_ERR_IO);
    assert_string_equal(last_code(f), "file-missing");
    /* No size is known before: the limit still holds. */
    assert_int_equal(
        npi_file_read(&f->arena, &f->diags, "/dev/zero", 100000, &bytes),
        NP_ERR_NOTES);
}

/* Mapped bytes are the file's; what is refused is refused as when reading. */
static void test_map(void **state)
{
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "a.dict");
    struct np_str bytes;
    test_write_file(path, "hello");
    assert_int_equal(npi_file_map(&f->diags, path, 5, &bytes), NP_OK);
    assert_str(bytes, "hello");
    npi_file_unmap(bytes);
    test_write_file(path, "");
    assert_int_equal(npi_file_map(&f->diags, path, 5, &bytes), NP_OK);
    assert_non_null(bytes.ptr);
    assert_str(bytes, "");
    npi_file_unmap(bytes);
    npi_file_unmap((struct np_str){NULL, 0});
    test_write_file(path, "longer");
    assert_int_equal(npi_file_map(&f->diags, path, 5, &bytes), NP_ERR_NOTES);
    assert_string_equal(last_code(f), "file-too-large");
    assert_int_equal(npi_file_map(&f->diags, f->folder.path, 9, &bytes),
                     NP_ERR_IO);
    assert_string_equal(last_code(f), "file-folder");
    assert_int_equal(npi_file_map(&f->diags, "/dev/null", 9, &bytes),
                     NP_ERR_IO);
    assert_string_equal(last_code(f), "file-unreadable");
    path = test_path(&f->folder, "none");
    assert_int_equal(npi_file_map(&f->diags, path, 9, &bytes), NP_ERR_IO);
    assert_string_equal(last_code(f), "file-missing");
}

static void test_read_nothing(void **state)
{
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "empty");
    struct np_str bytes;
    test_write_file(path, "");
    assert_int_equal(npi_file_read(&f->arena, &f->diags, path, 9, &bytes),
                     NP_OK);
    assert_non_null(bytes.ptr);
    assert_int_equal(bytes.len, 0);
}

static void test_write(void **state)
{
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "out.vtt");
    assert_int_equal(npi_file_write(&f->diags, path, NPI_STR("one")), NP_OK);
    assert_true(npi_file_has(path, NPI_STR("one")));
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(npi_file_write(&f->diags, path, NPI_STR("two2")), NP_OK);
    assert_true(npi_file_has(path, NPI_STR("two2")));
    assert_false(npi_file_has(path, NPI_STR("two")));
    assert_false(npi_file_has(path, NPI_STR("two3")));
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_int_equal(test_folder_count(&f->folder), 1);
}

/* A link stays a link; what it leads to is written. */
static void test_write_through_link(void **state)
{
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "real");
    const char *link = test_path(&f->folder, "link");
    struct stat st;
    test_write_file(path, "old");
    assert_int_equal(symlink("real", link), 0);
    assert_int_equal(npi_file_write(&f->diags, link, NPI_STR("new")), NP_OK);
    assert_true(npi_file_has(path, NPI_STR("new")));
    assert_int_equal(lstat(link, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_true(npi_file_same(path, link));
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(npi_file_is_fd(link, fd));
    assert_false(npi_file_is_fd(f->folder.path, fd));
    close(fd);
    assert_false(npi_file_is_fd(path, fd));
}

static void test_write_refused(void **state)
{
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "no/such/out");
    assert_int_equal(npi_file_write(&f->diags, path, NPI_STR("x")), NP_ERR_IO);
    assert_string_equal(last_code(f), "file-unwritable");
    assert_int_equal(npi_file_write(&f->diags, f->folder.path, NPI_STR("x")),
                     NP_ERR_IO);
    assert_str(f->diags.items[1].args[1], "it is a folder");
    assert_int_equal(test_folder_count(&f->folder), 0);
}

/* Devices are written straight; a full one says so. */
static void test_write_device(void **state)
{
    struct fixture *f = *state;
    struct stat st;
    assert_int_equal(npi_file_write(&f->diags, "/dev/null", NPI_STR("x")),
                     NP_OK);
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_false(S_ISREG(st.st_mode));
    assert_int_equal(npi_file_write(&f->diags, "/dev/full", NPI_STR("x")),
                     NP_ERR_IO);
    assert_str(f->diags.items[0].args[1], "the disk is full");
}

/* A FIFO is not waited for by who no longer wants to: neither for its reader to
 * come nor for room in it. */
static void test_write_fifo(void **state)
{
    static const volatile int no = 0;
    static const volatile int yes = 1;
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "fifo");
    char read_back[4] = "";
    int fd;

    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(npi_file_write_until(&f->diags, path, NPI_STR("x"), &yes),
                     NP_ERR_INTERRUPTED);
    fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(npi_file_write_until(&f->diags, path, NPI_STR("x"), &yes),
                     NP_ERR_INTERRUPTED);
    assert_int_equal(read(fd, read_back, sizeof(read_back)), 0);
    assert_int_equal(npi_file_write_until(&f->diags, path, NPI_STR("abc"), &no),
                     NP_OK);
    assert_int_equal(read(fd, read_back, sizeof(read_back)), 3);
    assert_string_equal(read_back, "abc");
    close(fd);
    assert_int_equal(f->diags.n, 0);
}

static void test_discard(void **state)
{
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "out");
    struct npi_tempfile tmp;
    test_write_file(path, "old");
    assert_int_equal(npi_tempfile_open(&tmp, &f->diags, path), NP_OK);
    assert_int_equal(test_folder_count(&f->folder), 2);
    assert_int_equal(npi_tempfile_write(&tmp, &f->diags, NPI_STR("new")),
                     NP_OK);
    npi_tempfile_discard(&tmp);
    npi_tempfile_discard(&tmp); /* twice is fine */
    assert_int_equal(test_folder_count(&f->folder), 1);
    assert_true(npi_file_has(path, NPI_STR("old")));
}

/* A target whose folder went away while it was written: the error is told and
 * the temporary file is gone. */
static void test_commit_fails(void **state)
{
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "out");
    struct npi_tempfile tmp;
    assert_int_equal(npi_tempfile_open(&tmp, &f->diags, path), NP_OK);
    assert_int_equal(mkdir(path, 0777), 0);
    assert_int_equal(npi_tempfile_commit(&tmp, &f->diags), NP_ERR_IO);
    assert_null(tmp.target);
    assert_int_equal(test_folder_count(&f->folder), 1);
}

/* Names up to the file system's limit work; the temporary name fits too. */
static void test_long_name(void **state)
{
    struct fixture *f = *state;
    char name[256];
    for (size_t i = 0; i + 3 <= 255; i += 3)
        memcpy(name + i, "题", 3);
    name[255] = '\0';
    const char *path = test_path(&f->folder, name);
    assert_int_equal(npi_file_write(&f->diags, path, NPI_STR("x")), NP_OK);
    assert_true(npi_file_has(path, NPI_STR("x")));
}

static void test_fd_write(void **state)
{
    struct fixture *f = *state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(npi_fd_write(&f->diags, ends[1], "-", NPI_STR("x")),
                     NP_OK);
    close(ends[0]);
    void (*old)(int) = signal(SIGPIPE, SIG_IGN);
    assert_int_equal(npi_fd_write(&f->diags, ends[1], "-", NPI_STR("x")),
                     NP_ERR_IO);
    (void)signal(SIGPIPE, old);
    assert_ptr_equal(f->diags.items[0].kind, &NPI_D_PIPE_CLOSED);
    close(ends[1]);
    assert_int_equal(npi_fd_write(&f->diags, ends[1], "-", NPI_STR("x")),
                     NP_ERR_IO);
}

static void test_rename_new(void **state)
{
    struct fixture *f = *state;
    const char *from = test_path(&f->folder, "from");
    const char *to = test_path(&f->folder, "to");
    test_write_file(from, "a");
    assert_int_equal(npi_platform_rename_new(from, to), 0);
    test_write_file(from, "b");
    assert_int_equal(npi_platform_rename_new(from, to), -1);
    assert_int_equal(errno, EEXIST);
    assert_true(npi_file_has(to, NPI_STR("a")));
}

/* The hints do no harm to what is written. */
static void test_platform_hints(void **state)
{
    struct fixture *f = *state;
    const char *path = test_path(&f->folder, "out");
    char program[4096];
    int fd = open(path, O_RDWR | O_CREAT, 0600);
    assert_true(fd >= 0);
    assert_true(npi_platform_reserve(fd, 0, 1 << 20));
    assert_int_equal(write(fd, "abc", 3), 3);
    npi_platform_flush_behind(fd, 0, 3);
    npi_platform_forget(fd, 0, 3);
    close(fd);
    assert_true(npi_file_has(path, NPI_STR("abc")));
    assert_false(npi_platform_program(program, 3));
    if (npi_platform_program(program, sizeof(program)))
        assert_str(npi_path_name(npi_str(program)), "test_file");
}

static void test_paths(void **state)
{
    static const struct {
        const char *path, *folder, *name, *stem, *extension;
    } cases[] = {
        {"a/b.c.md", "a", "b.c.md", "b.c", "md"},
        {"x.mp4", ".", "x.mp4", "x", "mp4"},
        {"/x", "/", "x", "x", ""},
        {"/a/b/.hidden", "/a/b", ".hidden", ".hidden", ""},
        {"a.b/c", "a.b", "c", "c", ""},
        {"a/", "a", "", "", ""},
        {"c.", ".", "c.", "c", ""},
        {"", ".", "", "", ""},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct np_str path = npi_str(cases[i].path);
        assert_str(npi_path_folder(path), cases[i].folder);
        assert_str(npi_path_name(path), cases[i].name);
        assert_str(npi_path_stem(path), cases[i].stem);
        assert_str(npi_path_extension(path), cases[i].extension);
    }
    assert_null(npi_path_extension(NPI_STR("x")).ptr);
    assert_string_equal(npi_path_join(&f->arena, NPI_STR("a"), NPI_STR("b")),
                        "a/b");
    assert_string_equal(npi_path_join(&f->arena, NPI_STR("/"), NPI_STR("b")),
                        "/b");
    assert_string_equal(npi_path_join(&f->arena, NPI_STR(""), NPI_STR("b")),
                        "b");
}

/* Whatever allocation fails, the target is old or new, and nothing is left
 * beside it. */
static enum np_status rewrite(void *user)
{
    struct fixture *f = user;
    struct npi_arena arena;
    struct npi_diags diags;
    struct np_str bytes;
    const char *path = test_path(&f->folder, "out");
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    enum np_status status = npi_file_write(&diags, path, NPI_STR("new"));
    if (status == NP_OK)
        status = npi_file_read(&arena, &diags, path, 100, &bytes);
    npi_arena_release(&arena);
    assert_int_equal(test_folder_count(&f->folder), 1);
    assert_true(npi_file_has(path, NPI_STR("old")) ||
                npi_file_has(path, NPI_STR("new")));
    return status;
}

static void test_out_of_memory(void **state)
{
    struct fixture *f = *state;
    test_write_file(test_path(&f->folder, "out"), "old");
    test_each_allocation(rewrite, f);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* Data between two holes, and where there is none: on file systems that know no
 * holes all of it is data. */
static void test_holes(void **state)
{
    int fd = npi_platform_memory_file(NPI_STR(""));
    int64_t from;
    int64_t end;
    (void)state;
    assert_true(fd >= 0);
    assert_int_equal(ftruncate(fd, 40 << 20), 0);
    assert_int_equal(pwrite(fd, "data", 4, 20 << 20), 4);
    npi_platform_data(fd, 0, 40 << 20, &from, &end);
    assert_in_range(from, 0, 20 << 20);
    assert_in_range(end, (20 << 20) + 4, 40 << 20);
    npi_platform_data(fd, 0, 1 << 20, &from, &end);
    assert_in_range(from, 0, 1 << 20);
    assert_int_equal(end, 1 << 20);
    npi_platform_data(fd, 30 << 20, 40 << 20, &from, &end);
    assert_true(from == 30 << 20 || from == 40 << 20);
    assert_int_equal(end, 40 << 20);
    npi_platform_data(-1, 5, 9, &from, &end);
    assert_true(from == 5 && end == 9);
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_read),
        TEST(test_map),
        TEST(test_read_nothing),
        TEST(test_write),
        TEST(test_write_through_link),
        TEST(test_write_refused),
        TEST(test_write_device),
        TEST(test_write_fifo),
        TEST(test_discard),
        TEST(test_commit_fails),
        TEST(test_long_name),
        TEST(test_fd_write),
        TEST(test_rename_new),
        TEST(test_platform_hints),
        cmocka_unit_test(test_holes),
        TEST(test_paths),
        TEST(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
