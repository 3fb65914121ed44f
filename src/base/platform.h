/* System calls that only Linux has, each with a portable fallback: the one
 * place that knows on which system we run. None of them touches the heap. */
#ifndef NPI_BASE_PLATFORM_H
#define NPI_BASE_PLATFORM_H

#include <nopriors/types.h>

/* The path of the running program, NUL-terminated; false if it cannot be known
 * or does not fit. */
bool npi_platform_program(char *path, size_t size);

/* Asks for disk space for size bytes of a file, from at on, that are about to
 * be written; its length does not change. False: the disk is full, or a limit
 * of the file's size is reached. Where space cannot be asked for, true. */
bool npi_platform_reserve(int fd, int64_t at, int64_t size);

/* Lets a range of a file be the same blocks as one of another, where the file
 * system can (the offsets must be alike modulo its block size). False: not
 * done, or only in part: copy it. */
bool npi_platform_share(int from, int64_t at, int to, int64_t to_at,
                        int64_t size);

/* Copies up to size bytes inside the kernel; how many, 0 at the end, or -1 with
 * errno: ENOTSUP when this pair of files cannot be copied so. */
int64_t npi_platform_copy_range(int from, int64_t at, int to, int64_t to_at,
                                int64_t size);

/* The first stretch of a file, between at and end, that is no hole; both are
 * end if there is none. Where holes cannot be asked for it is all of it. May
 * move the descriptor's offset. */
void npi_platform_data(int fd, int64_t at, int64_t end, int64_t *data,
                       int64_t *data_end);

/* Starts writing bytes of a file to the disk without waiting for them, so that
 * a later sync has little left to do. A hint. */
void npi_platform_flush_behind(int fd, int64_t offset, int64_t length);

/* Tells that bytes of a file will not be read again. A hint. */
void npi_platform_forget(int fd, int64_t offset, int64_t length);

/* A file without a name that holds text, for libraries that read only paths:
 * they may open "/dev/fd/N" until it is closed. -1 with errno. */
int npi_platform_memory_file(struct np_str text);

/* Large blocks go back to the system as soon as they are freed; else glibc
 * keeps more and more of them: two indexes of a long film that follow each
 * other would take the memory of both. For programs: it concerns all of the
 * process. A hint. */
void npi_platform_return_memory(void);

/* rename(), but fails with EEXIST when the target exists. */
int npi_platform_rename_new(const char *from, const char *to);

#endif
