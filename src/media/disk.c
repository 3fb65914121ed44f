/* See disk.h. */
#include "media/disk.h"

#include "base/platform.h"

#include <errno.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is copied at once: so often can be asked whether to go on. */
#define STEP ((int64_t)16 << 20)
#define BUFFER ((size_t)256 << 10)

bool npi_disk_write(int fd, int64_t at, const void *bytes, size_t n)
{
    const char *from = bytes;

    while (n > 0) {
        ssize_t put = pwrite(fd, from, n, (off_t)at);

        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            errno = put == 0 ? ENOSPC : errno;
            return false;
        }
        from += put;
        at += put;
        n -= (size_t)put;
    }
    return true;
}

bool npi_disk_zeros(int fd, int64_t at, int64_t end)
{
    static const char ZEROS[4096];

    while (at < end) {
        size_t n = end - at > (int64_t)sizeof(ZEROS) ? sizeof(ZEROS)
                                                     : (size_t)(end - at);

        if (!npi_disk_write(fd, at, ZEROS, n))
            return false;
        at += (int64_t)n;
    }
    return true;
}

bool npi_disk_sync(int fd)
{
    while (fdatasync(fd) != 0) {
        if (errno == EINTR)
            continue;
        return errno == EINVAL || errno == ENOTSUP || errno == EROFS;
    }
    return true;
}

bool npi_disk_truncate(int fd, int64_t size)
{
    while (ftruncate(fd, (off_t)size) != 0)
        if (errno != EINTR)
            return false;
    return true;
}

bool npi_disk_reserve(int fd, int64_t at, int64_t n)
{
    return npi_platform_reserve(fd, at, n);
}

static bool go_on(const struct npi_disk_copy *copy, int64_t bytes)
{
    if (!copy->done || copy->done(copy->user, bytes))
        return true;
    errno = ECANCELED;
    return false;
}

/* By reading and writing, from done up to end. */
static bool copy_bytes(const struct npi_disk_copy *copy, int64_t done,
                       int64_t end)
{
    char buffer[BUFFER];

    while (done < end) {
        size_t n = end - done > (int64_t)BUFFER ? BUFFER : (size_t)(end - done);
        ssize_t got = pread(copy->from, buffer, n, (off_t)(copy->at + done));

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            errno = got == 0 ? EIO : errno;
            return false;
        }
        if (!npi_disk_write(copy->to, copy->to_at + done, buffer, (size_t)got))
            return false;
        done += got;
        if (!go_on(copy, done))
            return false;
    }
    return true;
}

static bool copy_stretch(const struct npi_disk_copy *copy, int64_t done,
                         int64_t end)
{
    while (done < end) {
        int64_t n = end - done > STEP ? STEP : end - done;
        int64_t put = npi_platform_copy_range(copy->from, copy->at + done,
                                              copy->to, copy->to_at + done, n);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0 && errno != ENOTSUP)
            return false;
        if (put <= 0)
            return copy_bytes(copy, done, end);
        npi_platform_flush_behind(copy->to, copy->to_at + done, put);
        done += put;
        if (!go_on(copy, done))
            return false;
    }
    return true;
}

bool npi_disk_copy(const struct npi_disk_copy *copy)
{
    int64_t done = npi_platform_share(copy->from, copy->at, copy->to,
                                      copy->to_at, copy->n)
                       ? copy->n
                       : 0;

    while (done < copy->n) {
        int64_t from = copy->at + done;
        int64_t end = copy->at + copy->n;

        if (copy->to_is_new)
            npi_platform_data(copy->from, from, end, &from, &end);
        if (!copy_stretch(copy, from - copy->at, end - copy->at))
            return false;
        done = end - copy->at;
    }
    return go_on(copy, done);
}

int64_t npi_disk_holes(int fd)
{
    struct stat st;

    return fstat(fd, &st) == 0 && st.st_size / 512 > st.st_blocks
               ? (int64_t)st.st_size - (int64_t)st.st_blocks * 512
               : 0;
}

bool npi_disk_lock(int fd)
{
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR)
            continue;
        return errno != EWOULDBLOCK;
    }
    return true;
}
