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
#include <sys/mman.h>
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

bool npi_platform_reserve(int fd, int64_t size)
{
#if defined(__linux__)
    if (size > 0 && fallocate(fd, FALLOC_FL_KEEP_SIZE, 0, (off_t)size) != 0)
        return errno != ENOSPC && errno != EDQUOT;
#else
    (void)fd;
    (void)size;
#endif
    return true;
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
