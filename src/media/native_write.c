/* See native.h: doing it, and looking at the result before it counts. */
#include "media/native.h"

#include "base/file.h"
#include "media/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum np_status npi_native_failed(struct npi_context *ctx, const char *path,
                                 int reason)
{
    NPI_DIAG2(ctx->diags, OUT_FAILED, NPI_NOWHERE, npi_str(path),
              npi_str(npi_errno_text(reason)));
    return NP_ERR_IO;
}

static bool is_as_it_was(int fd, const struct npi_source_file *file)
{
    struct stat then;
    struct stat now;

    return fstat(fd, &now) == 0 && fstat(file->fd, &then) == 0 &&
           now.st_dev == then.st_dev && now.st_ino == then.st_ino &&
           (int64_t)now.st_size == file->size &&
           now.st_mtim.tv_sec == file->modified.tv_sec &&
           now.st_mtim.tv_nsec == file->modified.tv_nsec;
}

enum np_status npi_native_lock(struct npi_context *ctx, const char *path,
                               const struct npi_source_file *file, int *fd)
{
    *fd = open(path, O_RDWR | O_CLOEXEC);
    if (*fd < 0)
        return npi_native_failed(ctx, path, errno);
    if (!npi_disk_lock(*fd))
        NPI_DIAG1(ctx->diags, MEDIA_LOCKED, NPI_NOWHERE, npi_str(path));
    else if (!is_as_it_was(*fd, file))
        NPI_DIAG1(ctx->diags, MEDIA_CHANGED, NPI_NOWHERE, npi_str(path));
    else
        return NP_OK;
    close(*fd);
    *fd = -1;
    return NP_ERR_MEDIA;
}

void npi_native_keep_times(int fd, const struct npi_source_file *file)
{
    struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, file->modified};

    (void)futimens(fd, times);
}

struct checking {
    struct npi_native *native;
    int fd;
    bool failed; /* and has said why */
};

static enum np_status check_before_commit(void *user,
                                          const struct npi_header_write *writes,
                                          size_t n, int64_t size)
{
    struct checking *checking = user;
    enum np_status status = npi_native_check(checking->native, checking->fd,
                                             checking->native->media->path,
                                             writes, n, size);

    checking->failed = status != NP_OK;
    return status;
}

enum np_status npi_native_edit(struct npi_native *native)
{
    struct npi_context *ctx = native->ctx;
    const struct npi_source_file *file = &native->media->file;
    const char *path = native->media->path;
    struct checking checking = {.native = native};
    const bool check = npi_verify_level(native->request) != NP_VERIFY_NONE;
    enum np_status status = npi_native_lock(ctx, path, file, &checking.fd);

    if (status != NP_OK)
        return status;
    if (!native->edit.layout.has_record) {
        native->edit.record.seconds = (int64_t)file->modified.tv_sec;
        native->edit.record.nanoseconds = file->modified.tv_nsec;
    }
    status = npi_edit_apply(&native->edit, checking.fd,
                            check ? check_before_commit : NULL, &checking);
    if (status == NP_ERR_IO && !checking.failed)
        status = npi_native_failed(ctx, path, errno);
    if (native->request->settings->times == NPI_TIMES_KEEP)
        npi_native_keep_times(checking.fd, file);
    close(checking.fd);
    return status;
}

/* Progress of a copy, as the request wants it. */
static void report(void *user, int64_t done, int64_t total)
{
    const struct npi_media_request *request = user;

    if (request->report)
        request->report(request->user, "copy", done, total);
}

enum np_status npi_native_copy(struct npi_native *native, int fd,
                               const char *name)
{
    struct npi_media_request request = *native->request;
    enum np_status status;

    errno = 0;
    status = npi_mp4_copy_write(&native->copy, native->media->file.fd, fd,
                                report, &request);
    return status == NP_ERR_IO ? npi_native_failed(native->ctx, name, errno)
                               : status;
}
