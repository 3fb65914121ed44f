/* Writing a file in place, and copying from one to another: whole or not at
 * all for the caller, whatever the system call did. False leaves errno. */
#ifndef NPI_MEDIA_DISK_H
#define NPI_MEDIA_DISK_H

#include "base/context.h"

bool npi_disk_write(int fd, int64_t at, const void *bytes, size_t n);

/* Zeros from at up to end. */
bool npi_disk_zeros(int fd, int64_t at, int64_t end);

/* The data and the size are on the disk. Where that cannot be asked for it
 * counts as done. */
bool npi_disk_sync(int fd);

bool npi_disk_truncate(int fd, int64_t size);

/* Room for bytes behind the end, the size stays. False: the disk is full, or
 * the user's share of it. */
bool npi_disk_reserve(int fd, int64_t at, int64_t n);

/* Copies a range to another file: by sharing blocks or inside the kernel where
 * the system can, else by reading and writing. done: bytes so far, may be NULL;
 * returns false to stop, with errno ECANCELED. */
struct npi_disk_copy {
    int from;
    int to;
    bool to_is_new; /* nothing was written there: holes may stay holes */
    int64_t at;
    int64_t to_at;
    int64_t n;
    bool (*done)(void *user, int64_t bytes);
    void *user;
};
bool npi_disk_copy(const struct npi_disk_copy *copy);

/* Bytes of the holes in a file, about. */
int64_t npi_disk_holes(int fd);

/* Others that lock too keep away. False with errno EWOULDBLOCK if somebody has
 * it; where the file system knows no locks it is done without. */
bool npi_disk_lock(int fd);

#endif
