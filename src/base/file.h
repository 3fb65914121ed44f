/* Files: reading whole, and writing so that a crash or a full disk never
 * leaves half a file under the target's name. Calls that only Linux has are in
 * base/platform.h. */
#ifndef NPI_BASE_FILE_H
#define NPI_BASE_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

/* Reads a whole file ("-": standard input) of at most max bytes into the
 * arena, NUL behind the end. Errors (no such file, a folder, unreadable, too
 * large) are diagnostics; NP_ERR_IO, too large: NP_ERR_NOTES. */
enum np_status npi_file_read(struct npi_arena *arena, struct npi_diags *diags,
                             const char *path, size_t max,
                             struct np_str *bytes);

/* Maps a regular file of at most max bytes, for reading; nothing is copied. No
 * NUL stands behind the end, and who cuts the file short meanwhile makes
 * reading it a fault: for files that are replaced by renaming. Errors as above.
 * To be unmapped; an empty file gives "". */
enum np_status npi_file_map(struct npi_diags *diags, const char *path,
                            size_t max, struct np_str *bytes);
void npi_file_unmap(struct np_str bytes); /* absent is fine */

/* A new file being written beside its target. Zero it before use; while it is
 * open target is not NULL. */
struct npi_tempfile {
    char *path;   /* of the temporary file; NULL when the target is a device or
                     a pipe, which is written straight */
    char *target; /* behind symbolic links */
    int fd;
};

/* Creates ".NAME.NNNNNN.tmp" beside target (mode 0666 less umask; that of the
 * target if there is one). On an error it is not open. */
enum np_status npi_tempfile_open(struct npi_tempfile *tmp,
                                 struct npi_diags *diags, const char *target);
enum np_status npi_tempfile_write(struct npi_tempfile *tmp,
                                  struct npi_diags *diags, struct np_str data);
/* Sync, rename over the target, sync the folder. On an error it is discarded.
 */
enum np_status npi_tempfile_commit(struct npi_tempfile *tmp,
                                   struct npi_diags *diags);
/* Closes and removes; safe to call twice and after commit. */
void npi_tempfile_discard(struct npi_tempfile *tmp);

/* The three steps at once. */
enum np_status npi_file_write(struct npi_diags *diags, const char *path,
                              struct np_str data);
/* The same, but a FIFO is waited for (its reader to come, or to take more) only
 * as long as *cancel is 0; then NP_ERR_INTERRUPTED, without a diagnostic. */
enum np_status npi_file_write_until(struct npi_diags *diags, const char *path,
                                    struct np_str data,
                                    const volatile int *cancel);

/* Writes all to a descriptor (standard output); a closed pipe and a full
 * disk are NP_ERR_IO with a diagnostic that names name, for the pipe a note. */
enum np_status npi_fd_write(struct npi_diags *diags, int fd, const char *name,
                            struct np_str data);
/* The same to a descriptor that is set not to wait, as long as *cancel (NULL
 * is fine) is 0; then NP_ERR_INTERRUPTED, without a diagnostic. */
enum np_status npi_fd_write_until(struct npi_diags *diags, int fd,
                                  const char *name, struct np_str data,
                                  const volatile int *cancel);

/* How long is waited before *cancel is looked at again, in ms: a signal may
 * come just before the wait begins, and would not end it. */
#define NPI_WAIT_MS 50

/* A reason in plain English for an errno value, the same in every locale. */
const char *npi_errno_text(int code);

bool npi_file_exists(const char *path);
bool npi_file_is_folder(const char *path);
bool npi_file_is_regular(
    const char *path); /* neither folder, device nor pipe */
/* The same file, also by hard or symbolic link. */
bool npi_file_same(const char *a, const char *b);
/* The same, for a file that is open. */
bool npi_file_is_fd(const char *path, int fd);
/* True if path's content is just data. */
bool npi_file_has(const char *path, struct np_str data);

/* Parts of a path, borrowed: "a/b.c.md" has folder "a", name "b.c.md", stem
 * "b.c", extension "md" (absent if none; a leading dot is no extension). */
struct np_str npi_path_folder(struct np_str path); /* "." if none */
struct np_str npi_path_name(struct np_str path);
struct np_str npi_path_stem(struct np_str path);
struct np_str npi_path_extension(struct np_str path);
/* folder "/" name, in the arena, NUL-terminated; NULL when out of memory. */
char *npi_path_join(struct npi_arena *arena, struct np_str folder,
                    struct np_str name);

#endif
