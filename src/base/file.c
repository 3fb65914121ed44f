/* Reading files, writing descriptors, comparing files. Writing files so that
 * nothing half-done stands under their name: tempfile.c. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK ((size_t)64 << 10)

/* Bytes read, 0 at the end, -1 with errno. */
static ssize_t read_some(int fd, char *bytes, size_t size)
{
    for (;;) {
        ssize_t n = read(fd, bytes, size);
        if (n >= 0 || errno != EINTR)
            return n;
    }
}

static enum np_status report_errno(struct npi_diags *diags, const char *path)
{
    if (errno == ENOENT)
        NPI_DIAG1(diags, FILE_MISSING, NPI_NOWHERE, npi_str(path));
    else if (errno == EISDIR)
        NPI_DIAG1(diags, FILE_FOLDER, NPI_NOWHERE, npi_str(path));
    else
        NPI_DIAG2(diags, FILE_UNREADABLE, NPI_NOWHERE, npi_str(path),
                  npi_str(npi_errno_text(errno)));
    return NP_ERR_IO;
}

static enum np_status report_memory(struct npi_diags *diags)
{
    NPI_DIAG0(diags, NO_MEMORY, NPI_NOWHERE);
    return NP_ERR_NOMEM;
}

static enum np_status report_large(struct npi_diags *diags, const char *path,
                                   size_t max)
{
    const size_t mb = (size_t)1 << 20;
    struct npi_buf text;
    npi_buf_init(&text, 32);
    npi_buf_put_u64(&text, max / mb + (max % mb != 0));
    NPI_DIAG2(diags, FILE_TOO_LARGE, NPI_NOWHERE, npi_str(path),
              npi_buf_str(&text));
    npi_buf_release(&text);
    return NP_ERR_NOTES;
}

static enum np_status read_all(struct npi_diags *diags, int fd,
                               const char *path, size_t max,
                               struct npi_buf *buf)
{
    char chunk[CHUNK];
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
        (uintmax_t)st.st_size > max)
        return report_large(diags, path, max);
    for (;;) {
        ssize_t n = read_some(fd, chunk, sizeof(chunk));
        if (n < 0)
            return report_errno(diags, path);
        if (n == 0)
            return NP_OK;
        if ((size_t)n > max - buf->len)
            return report_large(diags, path, max);
        npi_buf_put(buf, (struct np_str){chunk, (size_t)n});
        if (buf->error)
            return report_memory(diags);
    }
}

static int open_input(const char *path)
{
    if (strcmp(path, "-") == 0)
        return STDIN_FILENO;
    for (;;) {
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        if (fd >= 0 || errno != EINTR)
            return fd;
    }
}

enum np_status npi_file_read(struct npi_arena *arena, struct npi_diags *diags,
                             const char *path, size_t max, struct np_str *bytes)
{
    int fd = open_input(path);
    if (fd < 0)
        return report_errno(diags, path);
    struct npi_buf buf;
    npi_buf_init(&buf, max);
    enum np_status status = read_all(diags, fd, path, max, &buf);
    if (fd != STDIN_FILENO)
        close(fd);
    if (status == NP_OK) {
        *bytes = npi_arena_str(arena, npi_buf_str(&buf));
        if (!bytes->ptr)
            status = report_memory(diags);
    }
    npi_buf_release(&buf);
    return status;
}

static enum np_status map_fd(struct npi_diags *diags, int fd, const char *path,
                             size_t max, struct np_str *bytes)
{
    struct stat st;
    void *start;
    if (fstat(fd, &st) != 0)
        return report_errno(diags, path);
    if (!S_ISREG(st.st_mode)) {
        errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
        return report_errno(diags, path);
    }
    if ((uintmax_t)st.st_size > max)
        return report_large(diags, path, max);
    *bytes = NPI_STR("");
    if (st.st_size == 0)
        return NP_OK;
    start = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (start == MAP_FAILED)
        return errno == ENOMEM ? report_memory(diags)
                               : report_errno(diags, path);
    *bytes = (struct np_str){start, (size_t)st.st_size};
    return NP_OK;
}

enum np_status npi_file_map(struct npi_diags *diags, const char *path,
                            size_t max, struct np_str *bytes)
{
    int fd = open_input(path);
    if (fd < 0)
        return report_errno(diags, path);
    enum np_status status = map_fd(diags, fd, path, max, bytes);
    if (fd != STDIN_FILENO)
        close(fd);
    return status;
}

void npi_file_unmap(struct np_str bytes)
{
    if (bytes.len > 0)
        (void)munmap((void *)(uintptr_t)bytes.ptr, bytes.len);
}

/* The descriptor of a terminal or a pipe may be set not to wait. */
static void wait_writable(int fd)
{
    struct pollfd poll_fd = {.fd = fd, .events = POLLOUT};
    (void)poll(&poll_fd, 1, NPI_WAIT_MS);
}

/* A reader that has seen enough (`head`) is no mistake of anybody's. */
static void report_write(struct npi_diags *diags, const char *name, int code)
{
    if (code == EPIPE)
        NPI_DIAG1(diags, PIPE_CLOSED, NPI_NOWHERE, npi_str(name));
    else
        NPI_DIAG2(diags, FILE_UNWRITABLE, NPI_NOWHERE, npi_str(name),
                  npi_str(npi_errno_text(code)));
}

enum np_status npi_fd_write(struct npi_diags *diags, int fd, const char *name,
                            struct np_str data)
{
    return npi_fd_write_until(diags, fd, name, data, NULL);
}

enum np_status npi_fd_write_until(struct npi_diags *diags, int fd,
                                  const char *name, struct np_str data,
                                  const volatile int *cancel)
{
    while (data.len > 0) {
        ssize_t n;

        if (cancel && *cancel)
            return NP_ERR_INTERRUPTED;
        n = write(fd, data.ptr, data.len);
        if (n >= 0) {
            data = npi_str_sub(data, (size_t)n, data.len);
        } else if (errno == EAGAIN) {
            wait_writable(fd);
        } else if (errno != EINTR) {
            report_write(diags, name, errno);
            return NP_ERR_IO;
        }
    }
    return NP_OK;
}

bool npi_file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool npi_file_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool npi_file_is_regular(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool npi_file_same(const char *a, const char *b)
{
    struct stat st_a;
    struct stat st_b;
    return stat(a, &st_a) == 0 && stat(b, &st_b) == 0 &&
           st_a.st_dev == st_b.st_dev && st_a.st_ino == st_b.st_ino;
}

bool npi_file_is_fd(const char *path, int fd)
{
    struct stat st_path;
    struct stat st_fd;
    return stat(path, &st_path) == 0 && fstat(fd, &st_fd) == 0 &&
           st_path.st_dev == st_fd.st_dev && st_path.st_ino == st_fd.st_ino;
}

static bool fd_has(int fd, struct np_str data)
{
    char chunk[CHUNK];
    for (;;) {
        ssize_t n = read_some(fd, chunk, sizeof(chunk));
        if (n <= 0)
            return n == 0 && data.len == 0;
        if (!npi_str_starts(data, (struct np_str){chunk, (size_t)n}))
            return false;
        data = npi_str_sub(data, (size_t)n, data.len);
    }
}

bool npi_file_has(const char *path, struct np_str data)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
        (uintmax_t)st.st_size != data.len)
        return false;
    int fd = open_input(path);
    if (fd < 0)
        return false;
    bool same = fd_has(fd, data);
    close(fd);
    return same;
}
