/* See platform.h. _GNU_SOURCE is wanted here and nowhere else. */
#if defined(__linux__)
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#endif

#include "base/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(__linux__)
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#endif

bool npi_platform_program(char *path, size_t size)
{
#if defined(__linux__)
    ssize_t n = readlink("/proc/self/exe", path, size);
    if (n <= 0 || (size_t)n >= size)
        return false;
    path[n] = '\0';
    return true;
#else
    (void)path;
    (void)size;
    return false;
#endif
}

bool npi_platform_reserve(int fd, int64_t at, int64_t size)
{
#if defined(__linux__)
    if (size > 0 &&
        fallocate(fd, FALLOC_FL_KEEP_SIZE, (off_t)at, (off_t)size) != 0)
        return errno != ENOSPC && errno != EDQUOT && errno != EFBIG;
#else
    (void)fd;
    (void)at;
    (void)size;
#endif
    return true;
}

/* File systems share whole blocks: 4 KB everywhere it is known. What is left at
 * both ends is copied by the caller, who is told "not done". */
#define BLOCK 4096

#if defined(__linux__) && defined(FICLONERANGE)
static bool share_blocks(int from, int64_t at, int to, int64_t to_at,
                         int64_t size)
{
    struct file_clone_range range = {.src_fd = from,
                                     .src_offset = (uint64_t)at,
                                     .src_length = (uint64_t)size,
                                     .dest_offset = (uint64_t)to_at};

    return ioctl(to, FICLONERANGE, &range) == 0;
}
#endif

bool npi_platform_share(int from, int64_t at, int to, int64_t to_at,
                        int64_t size)
{
#if defined(__linux__) && defined(FICLONERANGE)
    int64_t head = (BLOCK - at % BLOCK) % BLOCK;
    int64_t whole = size > head ? (size - head) / BLOCK * BLOCK : 0;
    int64_t tail = size - head - whole;

    if (at % BLOCK != to_at % BLOCK || whole == 0 ||
        !share_blocks(from, at + head, to, to_at + head, whole))
        return false;
    return (head == 0 ||
            npi_platform_copy_range(from, at, to, to_at, head) == head) &&
           (tail == 0 ||
            npi_platform_copy_range(from, at + head + whole, to,
                                    to_at + head + whole, tail) == tail);
#else
    (void)from;
    (void)at;
    (void)to;
    (void)to_at;
    (void)size;
    return false;
#endif
}

int64_t npi_platform_copy_range(int from, int64_t at, int to, int64_t to_at,
                                int64_t size)
{
#if defined(__linux__)
    loff_t in = at;
    loff_t out = to_at;
    ssize_t n = copy_file_range(from, &in, to, &out, (size_t)size, 0);

    if (n < 0 && (errno == EXDEV || errno == EINVAL || errno == ENOSYS ||
                  errno == EOPNOTSUPP || errno == EPERM))
        errno = ENOTSUP;
    return n;
#else
    (void)from;
    (void)at;
    (void)to;
    (void)to_at;
    (void)size;
    errno = ENOTSUP;
    return -1;
#endif
}

void npi_platform_data(int fd, int64_t at, int64_t end, int64_t *data,
                       int64_t *data_end)
{
    *data = at;
    *data_end = end;
#if defined(SEEK_DATA) && defined(SEEK_HOLE)
    off_t from = lseek(fd, (off_t)at, SEEK_DATA);
    off_t to = from < 0 ? -1 : lseek(fd, from, SEEK_HOLE);

    if (from < 0 && errno == ENXIO)
        *data = end;
    if (to < 0)
        return;
    *data = from < end ? from : end;
    *data_end = to < end ? to : end;
#else
    (void)fd;
#endif
}

void npi_platform_flush_behind(int fd, int64_t offset, int64_t length)
{
#if defined(__linux__)
    (void)sync_file_range(fd, (off_t)offset, (off_t)length,
                          SYNC_FILE_RANGE_WRITE);
#else
    (void)fd;
    (void)offset;
    (void)length;
#endif
}

void npi_platform_forget(int fd, int64_t offset, int64_t length)
{
    (void)posix_fadvise(fd, (off_t)offset, (off_t)length, POSIX_FADV_DONTNEED);
}

static int open_nameless(void)
{
#if defined(__linux__)
    return memfd_create("nopriors-export", MFD_CLOEXEC);
#else
    char path[] = "/tmp/nopriors-export.XXXXXX";
    int fd = mkstemp(path);
    if (fd >= 0)
        (void)unlink(path);
    return fd;
#endif
}

int npi_platform_memory_file(struct np_str text)
{
    int fd = open_nameless();
    for (size_t done = 0; fd >= 0 && done < text.len;) {
        ssize_t n = write(fd, text.ptr + done, text.len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            int error = errno;
            (void)close(fd);
            errno = error;
            return -1;
        }
        done += (size_t)n;
    }
    /* Where /dev/fd/N is a duplicate, it shares our offset. */
    if (fd >= 0)
        (void)lseek(fd, 0, SEEK_SET);
    return fd;
}

#define LARGE_BLOCK (256 << 10)

void npi_platform_return_memory(void)
{
#if defined(__linux__) && defined(__GLIBC__)
    /* Setting the threshold stops glibc from raising it by itself. */
    (void)mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK);
#endif
}

/* For file systems and systems without an exclusive rename. */
static int link_new(const char *from, const char *to)
{
    if (link(from, to) != 0)
        return -1;
    return unlink(from);
}

int npi_platform_rename_new(const char *from, const char *to)
{
#if defined(__linux__)
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
#endif
    return link_new(from, to);
}
