/* See io.h. */
#include "media/libav/io.h"

#include "base/platform.h"

#include <errno.h>
#include <libavutil/error.h>
#include <libavutil/mem.h>
#include <sys/stat.h>
#include <unistd.h>

/* Progress is reported, and finished bytes are handed to the disk, in steps of
 * this many bytes. */
#define STEP_BYTES (8 << 20)

bool npi_io_cancelled(const struct npi_part_host *host)
{
    return host->ctx->cancel && *host->ctx->cancel;
}

static int interrupted(void *opaque)
{
    const struct npi_io *io = opaque;

    return npi_io_cancelled(io->host);
}

static int fail(struct npi_io *io)
{
    if (!io->error)
        io->error = errno;
    return AVERROR(errno);
}

static void report(struct npi_io *io)
{
    const struct npi_part_host *host = io->host;

    if (!io->step || !host->report || io->at < io->said + STEP_BYTES)
        return;
    io->said = io->at;
    host->report(host->user, io->step, io->at, io->size);
}

/* Bytes [at, at + n) as the overlay has them. */
static void apply_overlay(const struct npi_part_overlay *overlay, int64_t at,
                          uint8_t *bytes, int64_t n)
{
    for (size_t i = 0; i < overlay->n; i++)
        for (size_t k = 0; k < overlay->patches[i].n; k++) {
            int64_t place = overlay->patches[i].at + (int64_t)k - at;

            if (place >= 0 && place < n)
                bytes[place] = overlay->patches[i].bytes[k];
        }
}

static int read_bytes(void *opaque, uint8_t *bytes, int n)
{
    struct npi_io *io = opaque;
    ssize_t got;

    if (npi_io_cancelled(io->host))
        return AVERROR_EXIT;
    do
        got = pread(io->fd, bytes, (size_t)n, (off_t)io->at);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return fail(io);
    if (got == 0)
        return AVERROR_EOF;
    if (io->overlay)
        apply_overlay(io->overlay, io->at, bytes, got);
    io->at += got;
    report(io);
    return (int)got;
}

/* What lies behind us will not change again, save a few numbers in front: the
 * disk may have it now, so that the sync at the end has little left to do. */
static void hand_over(struct npi_io *io)
{
    if (io->at < io->flushed + STEP_BYTES)
        return;
    npi_platform_flush_behind(io->fd, io->flushed, io->at - io->flushed);
    io->flushed = io->at;
}

static int write_bytes(void *opaque, NPI_AVIO_CONST uint8_t *bytes, int n)
{
    struct npi_io *io = opaque;
    int done = 0;

    if (npi_io_cancelled(io->host))
        return AVERROR_EXIT;
    while (done < n) {
        ssize_t put = pwrite(io->fd, bytes + done, (size_t)(n - done),
                             (off_t)io->at);

        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            errno = put == 0 ? ENOSPC : errno;
            return fail(io);
        }
        done += (int)put;
        io->at += put;
    }
    if (io->at > io->size)
        io->size = io->at;
    hand_over(io);
    return n;
}

static int64_t seek(void *opaque, int64_t offset, int whence)
{
    struct npi_io *io = opaque;
    int64_t to;

    if (whence & AVSEEK_SIZE)
        return io->size;
    switch (whence & ~AVSEEK_FORCE) {
    case SEEK_SET:
        to = offset;
        break;
    case SEEK_CUR:
        to = io->at + offset;
        break;
    case SEEK_END:
        to = io->size + offset;
        break;
    default:
        return AVERROR(EINVAL);
    }
    if (to < 0)
        return AVERROR(EINVAL);
    io->at = to;
    return to;
}

enum np_status npi_io_open(struct npi_io *io, const struct npi_part_host *host,
                           int fd, bool writing)
{
    int n = writing ? NPI_IO_WRITE_BYTES : NPI_IO_READ_BYTES;
    uint8_t *buffer = av_malloc((size_t)n);
    struct stat st;

    *io = (struct npi_io){.host = host, .fd = fd};
    if (!buffer)
        return NP_ERR_NOMEM;
    if (!writing)
        io->overlay = host->overlay;
    if (io->overlay)
        io->size = io->overlay->size;
    else if (!writing && fstat(fd, &st) == 0)
        io->size = (int64_t)st.st_size;
    io->avio = avio_alloc_context(buffer, n, writing, io,
                                  writing ? NULL : read_bytes,
                                  writing ? write_bytes : NULL, seek);
    if (!io->avio) {
        av_free(buffer);
        return NP_ERR_NOMEM;
    }
    return NP_OK;
}

void npi_io_close(struct npi_io *io)
{
    if (!io->avio)
        return;
    av_freep(&io->avio->buffer);
    avio_context_free(&io->avio);
}

/* Playlists, external tracks, segments: never. */
static int refuse(AVFormatContext *fmt, AVIOContext **avio, const char *url,
                  int flags, AVDictionary **options)
{
    (void)fmt;
    (void)url;
    (void)flags;
    (void)options;
    *avio = NULL;
    return AVERROR(EPERM);
}

void npi_io_attach(struct npi_io *io, AVFormatContext *fmt)
{
    fmt->pb = io->avio;
    fmt->flags |= AVFMT_FLAG_CUSTOM_IO;
    fmt->io_open = refuse;
    fmt->interrupt_callback = (AVIOInterruptCB){interrupted, io};
}
