/* The only way in and out for libavformat: a descriptor that the program has
 * opened. A demuxer or muxer that wants another file is refused, whatever its
 * protocol. */
#ifndef NPI_MEDIA_LIBAV_IO_H
#define NPI_MEDIA_LIBAV_IO_H

#include "media/libav/compat.h"
#include "media/part.h"

/* MEDIA.md-sized: reads of one file system block run, writes large enough that
 * the system calls do not show. */
#define NPI_IO_READ_BYTES (64 << 10)
#define NPI_IO_WRITE_BYTES (256 << 10)

struct npi_io {
    AVIOContext *avio;
    const struct npi_part_host *host; /* of the running call */
    int fd;
    const struct npi_part_overlay *overlay; /* of what is read, or NULL */
    int64_t at;
    int64_t size;     /* of what is read; bytes so far of what is written */
    int64_t flushed;  /* of what is written: handed to the disk so far */
    int64_t said;     /* progress: bytes at the last report */
    const char *step; /* progress is reported as this; NULL: not */
    int error;        /* errno of the first system call that failed, else 0 */
};

/* avio's buffer and context; NP_ERR_NOMEM. */
enum np_status npi_io_open(struct npi_io *io, const struct npi_part_host *host,
                           int fd, bool writing);
void npi_io_close(struct npi_io *io); /* safe on a zeroed one, and twice */

/* Makes fmt use io and nothing else, and stop when the caller asks to. */
void npi_io_attach(struct npi_io *io, AVFormatContext *fmt);

bool npi_io_cancelled(const struct npi_part_host *host);

#endif
