/* Writing a file beside its target and renaming it over: after a crash, a full
 * disk or an error the target is as it was. What is not a regular file (a
 * device, a pipe) is written straight. */
#include "base/file.h"

#include "base/mem.h"
#include "base/utf8.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of the target's name in the temporary one's: NAME_MAX less what we add. */
#define NAME_KEPT 200
#define TRIES 100

static enum np_status report(struct npi_diags *diags, const char *path)
{
    if (errno == ENOMEM)
        NPI_DIAG0(diags, NO_MEMORY, NPI_NOWHERE);
    else
        NPI_DIAG2(diags, FILE_UNWRITABLE, NPI_NOWHERE, npi_str(path),
                  npi_str(npi_errno_text(errno)));
    return errno == ENOMEM ? NP_ERR_NOMEM : NP_ERR_IO;
}

/* A string of our own; NULL with errno ENOMEM. */
static char *keep(struct npi_buf *buf)
{
    char *text = buf->error ? NULL : buf->data;
    if (!text) {
        npi_buf_release(buf);
        errno = ENOMEM;
    }
    return text;
}

/* The target behind symbolic links, so that the rename does not replace a link
 * by a file. */
static char *real_target(const char *target)
{
    char real[PATH_MAX];
    struct npi_buf buf;
    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_puts(&buf, realpath(target, real) ? real : target);
    return keep(&buf);
}

/* ".NAME.XXXXXX.tmp" beside the target; which X does not matter, only that no
 * file has it. */
static char *temporary_name(const char *target, uint64_t seed)
{
    struct np_str path = npi_str(target);
    struct npi_buf buf;
    npi_buf_init(&buf, NPI_BUF_MAX);
    npi_buf_put(&buf, npi_path_folder(path));
    npi_buf_puts(&buf, "/.");
    npi_buf_put(&buf, npi_utf8_clip(npi_path_name(path), NAME_KEPT));
    npi_buf_putc(&buf, '.');
    npi_buf_put_padded(&buf, seed % 1000000, 6);
    npi_buf_puts(&buf, ".tmp");
    return keep(&buf);
}

/* Opens a new file with a name that nothing has yet. */
static bool open_new(struct npi_tempfile *tmp)
{
    uint64_t seed = (uint64_t)getpid() * 7919;
    for (unsigned i = 0; i < TRIES; i++, seed++) {
        tmp->path = temporary_name(tmp->target, seed);
        if (!tmp->path)
            return false;
        tmp->fd = open(tmp->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (tmp->fd >= 0)
            return true;
        npi_free(tmp->path);
        tmp->path = NULL;
        if (errno != EEXIST)
            return false;
    }
    return false;
}

static void release(struct npi_tempfile *tmp)
{
    npi_free(tmp->path);
    npi_free(tmp->target);
    *tmp = (struct npi_tempfile){0};
}

/* A device; or a FIFO, which has no place for us before its reader is there.
 * -1 with errno, EINTR: no longer wanted. */
static int open_straight(const char *path, mode_t mode,
                         const volatile int *cancel)
{
    const bool waits = S_ISFIFO(mode) && cancel;
    const int flags = O_WRONLY | O_CLOEXEC | (waits ? O_NONBLOCK : 0);

    for (;;) {
        int fd = open(path, flags);

        if (fd >= 0 || !waits || errno != ENXIO)
            return fd;
        if (*cancel) {
            errno = EINTR;
            return -1;
        }
        (void)poll(NULL, 0, NPI_WAIT_MS);
    }
}

static enum np_status open_target(struct npi_tempfile *tmp,
                                  struct npi_diags *diags, const char *target,
                                  const volatile int *cancel)
{
    struct stat st;
    bool there = stat(target, &st) == 0;
    *tmp = (struct npi_tempfile){0};
    if (there && S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return report(diags, target);
    }
    tmp->target = real_target(target);
    if (!tmp->target)
        return report(diags, target);
    bool opened;
    if (there && !S_ISREG(st.st_mode)) {
        tmp->fd = open_straight(target, st.st_mode, cancel);
        opened = tmp->fd >= 0;
    } else {
        opened = open_new(tmp);
        /* A file that is replaced keeps its permissions. */
        if (opened && there)
            (void)fchmod(tmp->fd, st.st_mode & 0777);
    }
    if (opened)
        return NP_OK;
    enum np_status status = cancel && *cancel ? NP_ERR_INTERRUPTED
                                              : report(diags, target);
    release(tmp);
    return status;
}

enum np_status npi_tempfile_open(struct npi_tempfile *tmp,
                                 struct npi_diags *diags, const char *target)
{
    return open_target(tmp, diags, target, NULL);
}

enum np_status npi_tempfile_write(struct npi_tempfile *tmp,
                                  struct npi_diags *diags, struct np_str data)
{
    return npi_fd_write(diags, tmp->fd, tmp->target, data);
}

/* Some file systems cannot sync; that is no reason to fail. On a network a
 * signal may interrupt it. */
static bool sync_fd(int fd)
{
    int failed;

    do
        failed = fsync(fd);
    while (failed && errno == EINTR);
    return !failed || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

static void sync_folder(const char *path)
{
    struct np_str folder = npi_path_folder(npi_str(path));
    char name[PATH_MAX];
    if (folder.len >= sizeof(name))
        return;
    for (size_t i = 0; i < folder.len; i++)
        name[i] = folder.ptr[i];
    name[folder.len] = '\0';
    int fd = open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    (void)sync_fd(fd);
    close(fd);
}

/* Closes; false with errno when the last bytes could not be written. */
static bool finish_fd(struct npi_tempfile *tmp)
{
    bool good = !tmp->path || sync_fd(tmp->fd);
    int reason = errno;
    int fd = tmp->fd;
    tmp->fd = -1;
    if (close(fd) != 0 && good && errno != EINTR)
        return false;
    errno = reason;
    return good;
}

enum np_status npi_tempfile_commit(struct npi_tempfile *tmp,
                                   struct npi_diags *diags)
{
    bool good = finish_fd(tmp);
    if (good && tmp->path)
        good = rename(tmp->path, tmp->target) == 0;
    if (!good) {
        enum np_status status = report(diags, tmp->target);
        npi_tempfile_discard(tmp);
        return status;
    }
    if (tmp->path)
        sync_folder(tmp->target);
    release(tmp);
    return NP_OK;
}

void npi_tempfile_discard(struct npi_tempfile *tmp)
{
    if (!tmp->target)
        return;
    if (tmp->fd >= 0)
        close(tmp->fd);
    if (tmp->path)
        unlink(tmp->path);
    release(tmp);
}

enum np_status npi_file_write(struct npi_diags *diags, const char *path,
                              struct np_str data)
{
    return npi_file_write_until(diags, path, data, NULL);
}

enum np_status npi_file_write_until(struct npi_diags *diags, const char *path,
                                    struct np_str data,
                                    const volatile int *cancel)
{
    struct npi_tempfile tmp;
    enum np_status status = open_target(&tmp, diags, path, cancel);
    if (status != NP_OK)
        return status;
    status = npi_fd_write_until(diags, tmp.fd, tmp.target, data, cancel);
    if (status == NP_OK)
        return npi_tempfile_commit(&tmp, diags);
    npi_tempfile_discard(&tmp);
    return status;
}
