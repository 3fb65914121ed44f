/* Files: reading whole, and writing so that a crash or a full disk never
 * leaves half a file under the target's name. All Linux-only calls and their
 * portable fallbacks live in base/platform.c. */
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

/* A new file being written beside its target. Zero it before use. */
struct npi_tempfile {
    char *path; /* of the temporary file; NULL when not open */
    char *target;
    int fd;
};

/* Creates ".NAME.XXXXXX.tmp" beside target (mode 0666 less umask). The path is
 * known to npi_tempfile_discard_all(). */
enum np_status npi_tempfile_open(struct npi_tempfile *tmp,
                                 struct npi_diags *diags, const char *target);
enum np_status npi_tempfile_write(struct npi_tempfile *tmp,
                                  struct npi_diags *diags, struct np_str data);
/* Sync, rename over the target, sync the folder. */
enum np_status npi_tempfile_commit(struct npi_tempfile *tmp,
                                   struct npi_diags *diags);
/* Closes and removes; safe to call twice and after commit. */
void npi_tempfile_discard(struct npi_tempfile *tmp);

/* The three steps at once. */
enum np_status npi_file_write(struct npi_diags *diags, const char *path,
                              struct np_str data);

/* Writes all to a descriptor (standard output); EPIPE and full disks are
 * NP_ERR_IO with a diagnostic that names name. */
enum np_status npi_fd_write(struct npi_diags *diags, int fd, const char *name,
                            struct np_str data);

bool npi_file_exists(const char *path);
bool npi_file_is_folder(const char *path);
/* The same file, also by hard or symbolic link. */
bool npi_file_same(const char *a, const char *b);
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
