/* Bytes of MEDIA where they stand, for readers of its structure: a file that is
 * never read or mapped as a whole, or memory. Offsets are those of the file. */
#ifndef NPI_MEDIA_BYTES_H
#define NPI_MEDIA_BYTES_H

#include "base/context.h"

struct npi_bytes {
    int fd;               /* read by pread(); -1: memory is read */
    struct np_str memory; /* borrowed */
    int64_t size;
    int error; /* errno of the first read that failed, else 0 */
    /* Bytes that are read in the place of those that stand there: the file as
     * it was before they were written over. */
    int64_t other_at;
    const unsigned char *other; /* borrowed; n_other bytes */
    size_t n_other;
};

/* Opens a regular file; NP_ERR_IO with a diagnostic (missing, a folder, no
 * regular file, unreadable), NP_ERR_NOMEM. */
enum np_status npi_bytes_open(struct npi_context *ctx, struct np_str path,
                              struct npi_bytes *bytes);
void npi_bytes_close(struct npi_bytes *bytes); /* memory: does nothing */
struct npi_bytes npi_bytes_of(struct np_str memory);

/* Copies n bytes; false at the end of the file or on an error. */
bool npi_bytes_copy(struct npi_bytes *bytes, int64_t at, void *to, size_t n);

/* A stretch of the bytes that is held: small where a reader leaps from header
 * to header, larger while it goes on and on. */
#define NPI_WINDOW ((size_t)16 << 10)

struct npi_window {
    struct npi_bytes *bytes;
    int64_t at;
    size_t len;
    size_t step; /* the most that the next read takes */
    unsigned char data[NPI_WINDOW];
};

void npi_window_init(struct npi_window *window, struct npi_bytes *bytes);

/* n (at most NPI_WINDOW) bytes, borrowed until the next call; NULL at the end
 * of the file or on an error. */
const unsigned char *npi_window_get(struct npi_window *window, int64_t at,
                                    size_t n);

/* A big-endian number of at most 8 bytes. */
uint64_t npi_big_endian(const unsigned char *bytes, size_t n);

#endif
