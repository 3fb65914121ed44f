/* See target.h. */
#include "media/target.h"

#include "base/file.h"
#include "media/say.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define COMPARE_BYTES (128 << 10)
#define MEGABYTE (1 << 20)
/* Left over on the disk: file systems need room for their own. */
#define SPACE_MARGIN (4 * MEGABYTE)

static struct np_str all_extensions(struct npi_context *ctx)
{
    struct npi_buf buf;
    struct np_str list;
    size_t n;
    const struct npi_container *rows = npi_containers(&n);

    npi_buf_init(&buf, NPI_BUF_MAX);
    for (size_t i = 0; i < n; i++) {
        struct np_str rest = npi_str(rows[i].extensions);
        struct np_str extension;

        while (npi_str_split(&rest, ' ', &extension)) {
            npi_buf_puts(&buf, buf.len ? " ." : ".");
            npi_buf_put(&buf, extension);
        }
    }
    list = npi_arena_str(ctx->arena, npi_buf_str(&buf));
    npi_buf_release(&buf);
    return list;
}

/* What stands at the target now. */
static enum np_status look(struct npi_context *ctx,
                           const struct npi_media *media, bool replace,
                           struct npi_target *target)
{
    struct stat out;
    struct stat in;

    if (stat(target->path, &out) != 0)
        return NP_OK;
    target->exists = true;
    if (!S_ISREG(out.st_mode)) {
        NPI_DIAG1(ctx->diags, OUT_NOT_FILE, NPI_NOWHERE, npi_str(target->path));
        return NP_ERR_IO;
    }
    if (fstat(media->file.fd, &in) != 0 || in.st_dev != out.st_dev ||
        in.st_ino != out.st_ino) {
        if (!replace ||
            !npi_str_eq(npi_str(target->path), npi_str(media->path)))
            return NP_OK;
        NPI_DIAG1(ctx->diags, MEDIA_CHANGED, NPI_NOWHERE, npi_str(media->path));
        return NP_ERR_MEDIA;
    }
    target->is_media = true;
    target->st = in;
    if (!replace) {
        NPI_DIAG1(ctx->diags, OUT_IS_MEDIA, NPI_NOWHERE, npi_str(target->path));
        return NP_ERR_USAGE;
    }
    return NP_OK;
}

enum np_status npi_target_find(struct npi_context *ctx,
                               const struct npi_media *media,
                               const struct np_media_options *options,
                               struct npi_target *target)
{
    *target = (struct npi_target){0};
    target->path = npi_arena_str(ctx->arena, npi_str(options->out)).ptr;
    if (!target->path)
        return NP_ERR_NOMEM;
    target->container = npi_container_for_file(npi_str(target->path));
    /* MEDIA's own name may have any ending. */
    if (!target->container && options->replace &&
        npi_file_same(target->path, media->path))
        target->container = npi_container_for_format(
            media->native ? media->native_info.format : media->part_info.format,
            npi_str(media->path));
    if (!target->container) {
        NPI_DIAG2(ctx->diags, OUT_CONTAINER, NPI_NOWHERE, npi_str(target->path),
                  all_extensions(ctx));
        return NP_ERR_USAGE;
    }
    return look(ctx, media, options->replace, target);
}

enum np_status npi_target_space(struct npi_context *ctx, const char *path,
                                int64_t size)
{
    struct np_str folder = npi_path_folder(npi_str(path));
    struct np_str name = npi_arena_str(ctx->arena, folder);
    struct statvfs fs;
    int64_t free_bytes;

    if (!name.ptr)
        return NP_ERR_NOMEM;
    if (statvfs(name.ptr, &fs) != 0 || fs.f_blocks == 0)
        return NP_OK; /* opening the file will say what is wrong */
    if (fs.f_bavail > (uint64_t)INT64_MAX / (fs.f_frsize ? fs.f_frsize : 1))
        return NP_OK;
    free_bytes = (int64_t)(fs.f_bavail * fs.f_frsize);
    if (size < INT64_MAX - SPACE_MARGIN && free_bytes >= size + SPACE_MARGIN)
        return NP_OK;
    NPI_DIAG3(ctx->diags, OUT_SPACE, NPI_NOWHERE, npi_str(path),
              npi_say_number(ctx, (size + SPACE_MARGIN) / MEGABYTE + 1),
              npi_say_number(ctx, free_bytes / MEGABYTE));
    return NP_ERR_IO;
}

/* Reads n bytes or to the end; -1 on an error. */
static ssize_t read_full(int fd, int64_t at, char *bytes, size_t n)
{
    size_t done = 0;

    while (done < n) {
        ssize_t got = pread(fd, bytes + done, n - done,
                            (off_t)at + (off_t)done);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += (size_t)got;
    }
    return (ssize_t)done;
}

static enum np_status same_bytes(struct npi_context *ctx, int a, int b,
                                 int64_t size, bool *same)
{
    char *bytes = npi_arena_alloc(ctx->arena, 2, COMPARE_BYTES);
    int64_t at = 0;

    if (!bytes)
        return NP_ERR_NOMEM;
    while (at < size) {
        ssize_t n = read_full(a, at, bytes, COMPARE_BYTES);

        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        if (n <= 0 ||
            read_full(b, at, bytes + COMPARE_BYTES, COMPARE_BYTES) != n ||
            memcmp(bytes, bytes + COMPARE_BYTES, (size_t)n) != 0)
            return NP_OK;
        at += n;
    }
    *same = true;
    return NP_OK;
}

enum np_status npi_target_same(struct npi_context *ctx, int fd,
                               const char *path, bool *same)
{
    struct stat a;
    struct stat b;
    int other = open(path, O_RDONLY | O_CLOEXEC);
    enum np_status status = NP_OK;

    *same = false;
    if (other < 0)
        return NP_OK;
    if (fstat(fd, &a) == 0 && fstat(other, &b) == 0 && a.st_size == b.st_size)
        status = same_bytes(ctx, fd, other, (int64_t)a.st_size, same);
    close(other);
    return status;
}
