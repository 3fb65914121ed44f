/* See bytes.h. */
#include "media/bytes.h"

#include "base/file.h"
#include "media/diags.h"
#include "media/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The first read at a new place: a header, and what may follow it closely. */
#define STEP_MIN 1024

static enum np_status refuse(struct npi_context *ctx, const char *path,
                             int reason)
{
    if (reason == ENOENT)
        NPI_DIAG1(ctx->diags, FILE_MISSING, NPI_NOWHERE, npi_str(path));
    else
        NPI_DIAG2(ctx->diags, FILE_UNREADABLE, NPI_NOWHERE, npi_str(path),
                  npi_str(npi_errno_text(reason)));
    return NP_ERR_IO;
}

enum np_status npi_bytes_open(struct npi_context *ctx, struct np_str path,
                              struct npi_bytes *bytes)
{
    const char *name = npi_arena_str(ctx->arena, path).ptr;
    enum np_status status;
    struct stat st;

    *bytes = (struct npi_bytes){.fd = -1};
    if (!name)
        return NP_ERR_NOMEM;
    if (stat(name, &st) != 0)
        return refuse(ctx, name, errno);
    status = npi_source_check_kind(ctx, name,
                                   &st); /* opening a FIFO would wait */
    if (status != NP_OK)
        return status;
    bytes->fd = open(name, O_RDONLY | O_CLOEXEC);
    if (bytes->fd < 0 || fstat(bytes->fd, &st) != 0) {
        status = refuse(ctx, name, errno);
        npi_bytes_close(bytes);
        return status;
    }
    bytes->size = (int64_t)st.st_size;
    return NP_OK;
}

void npi_bytes_close(struct npi_bytes *bytes)
{
    if (bytes->fd >= 0)
        close(bytes->fd);
    bytes->fd = -1;
}

struct npi_bytes npi_bytes_of(struct np_str memory)
{
    return (struct npi_bytes){
        .fd = -1, .memory = memory, .size = (int64_t)memory.len};
}

/* A file that has become shorter ends there. */
static bool read_file(struct npi_bytes *bytes, int64_t at, char *to, size_t n)
{
    while (n > 0) {
        ssize_t got = pread(bytes->fd, to, n, (off_t)at);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && !bytes->error)
            bytes->error = errno;
        if (got <= 0)
            return false;
        to += got;
        at += got;
        n -= (size_t)got;
    }
    return true;
}

static void put_other(const struct npi_bytes *bytes, int64_t at, char *to,
                      size_t n)
{
    for (size_t i = 0; i < bytes->n_other; i++) {
        int64_t to_at = bytes->other_at + (int64_t)i - at;

        if (to_at >= 0 && (uint64_t)to_at < n)
            to[to_at] = (char)bytes->other[i];
    }
}

bool npi_bytes_copy(struct npi_bytes *bytes, int64_t at, void *to, size_t n)
{
    if (at < 0 || at > bytes->size || n > (uint64_t)(bytes->size - at))
        return false;
    if (bytes->fd >= 0 && !read_file(bytes, at, to, n))
        return false;
    if (bytes->fd < 0 && n > 0)
        memcpy(to, bytes->memory.ptr + at, n);
    put_other(bytes, at, to, n);
    return true;
}

void npi_window_init(struct npi_window *window, struct npi_bytes *bytes)
{
    window->bytes = bytes;
    window->at = 0;
    window->len = 0;
    window->step = STEP_MIN;
}

/* Where the last read ended or close behind it: more of it. */
static void choose_step(struct npi_window *window, int64_t at)
{
    int64_t end = window->at + (int64_t)window->len;

    if (at < window->at || at > end + (int64_t)STEP_MIN)
        window->step = STEP_MIN;
    else if (window->step < NPI_WINDOW)
        window->step *= 2;
}

const unsigned char *npi_window_get(struct npi_window *window, int64_t at,
                                    size_t n)
{
    uint64_t left;
    size_t take;

    if (n > NPI_WINDOW || at < 0 || at > window->bytes->size ||
        n > (uint64_t)(window->bytes->size - at))
        return NULL;
    if (at >= window->at && (uint64_t)(at - window->at) + n <= window->len)
        return window->data + (at - window->at);
    choose_step(window, at);
    left = (uint64_t)(window->bytes->size - at);
    take = n > window->step ? n : window->step;
    take = take > left ? (size_t)left : take;
    window->at = at;
    window->len = 0;
    if (!npi_bytes_copy(window->bytes, at, window->data, take))
        return NULL;
    window->len = take;
    return window->data;
}

uint64_t npi_big_endian(const unsigned char *bytes, size_t n)
{
    uint64_t value = 0;

    for (size_t i = 0; i < n; i++)
        value = value << 8 | bytes[i];
    return value;
}
