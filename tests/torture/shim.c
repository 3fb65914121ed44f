/* A disk and a process that fail when they are told to: loaded before libc
 * (LD_PRELOAD), it stands in front of every call that changes, syncs or locks
 * a file below one folder, and counts them. What it then does, the environment
 * says; without it every call goes through.
 *
 *   NP_SHIM_FOLDER   the folder (behind links); other files are left alone
 *   NP_SHIM_LOG      a file that gets one line of JSON a call, with the bytes:
 *                    what a replay of a power loss needs
 *   NP_SHIM_KILL     N:before|half|after  SIGKILL at the Nth call
 *   NP_SHIM_FAIL     N:ERRNO   the Nth call fails, once (EINTR: a second try
 *                    goes through); N+:ERRNO: it and all later ones
 *                    N:SHORT   the Nth call does half of what it should
 *   NP_SHIM_WITHOUT  CLASS=ERRNO,…  what this file system has not: fallocate,
 *                    flock, fcntl, clone, copy, sendfile, xattr
 *
 * A file is known by where its descriptor leads, so dup() and files without a
 * name need no care. What libc does inside of itself (stdio, mkstemp) is not
 * seen. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* One call that is looked at. */
struct call {
    const char *name;
    int fd;           /* -1: of a path */
    const char *from; /* paths, of rename and the like */
    const char *to;
    int64_t at;
    int64_t len; /* -1: has no length, cannot be done by half */
    int n;
    int64_t part; /* what is to be done of len */
};

static int counter;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* ------------------------------------------------- what is asked of it */

static const char *setting(const char *name)
{
    const char *value = getenv(name);

    return value && *value ? value : NULL;
}

static const struct {
    const char *name;
    int code;
} errors[] = {
    {"EIO", EIO},         {"ENOSPC", ENOSPC},         {"EINTR", EINTR},
    {"EDQUOT", EDQUOT},   {"EOPNOTSUPP", EOPNOTSUPP}, {"ENOLCK", ENOLCK},
    {"EXDEV", EXDEV},     {"ENOSYS", ENOSYS},         {"EINVAL", EINVAL},
    {"ENOTSUP", ENOTSUP}, {"EPERM", EPERM},           {"EFBIG", EFBIG},
    {"EROFS", EROFS},     {"ENOTTY", ENOTTY},         {"EACCES", EACCES},
};

static int error_code(const char *name)
{
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
        if (strncmp(name, errors[i].name, strlen(errors[i].name)) == 0)
            return errors[i].code;
    (void)fprintf(stderr, "shim: unknown error %s\n", name);
    abort();
}

/* The text behind "N:" or "N+:" if call n is meant. */
static const char *meant(const char *variable, int n)
{
    const char *value = setting(variable);
    char *end;
    long from;
    bool later;

    if (!value)
        return NULL;
    from = strtol(value, &end, 10);
    later = *end == '+';
    end += later;
    return *end == ':' && (n == from || (later && n > from)) ? end + 1 : NULL;
}

/* The error of a class of calls that this file system has not; or 0. */
static int refused(const char *class)
{
    const char *list = setting("NP_SHIM_WITHOUT");
    size_t len = strlen(class);

    while (list && *list) {
        if (strncmp(list, class, len) == 0 && list[len] == '=')
            return error_code(list + len + 1);
        list = strchr(list, ',');
        list = list ? list + 1 : NULL;
    }
    return 0;
}

/* ------------------------------------------------------ which files count */

static bool below(const char *path)
{
    const char *folder = setting("NP_SHIM_FOLDER");
    size_t len = folder ? strlen(folder) : 0;

    return folder && strncmp(path, folder, len) == 0 &&
           (path[len] == '/' || path[len] == '\0');
}

static bool path_of(int fd, char path[PATH_MAX])
{
    char link[64];
    ssize_t len;

    (void)snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    len = readlink(link, path, PATH_MAX - 1);
    path[len > 0 ? len : 0] = '\0';
    return len > 0;
}

static bool watched(int fd)
{
    char path[PATH_MAX];
    int saved = errno;
    bool yes = path_of(fd, path) && below(path);

    errno = saved;
    return yes;
}

/* A path, which need not be there yet, as its folder's real name and its own;
 * false if it is of no interest. */
static bool watched_path(int folder, const char *path, char full[PATH_MAX])
{
    char start[PATH_MAX];
    char copy[PATH_MAX];
    char real[PATH_MAX];
    char *slash;
    int saved = errno;
    bool yes = false;

    start[0] = '\0';
    if (path[0] != '/' && folder != AT_FDCWD && !path_of(folder, start))
        return false;
    (void)snprintf(copy, sizeof copy, "%s%s%s", start, start[0] ? "/" : "./",
                   path);
    if (path[0] == '/')
        (void)snprintf(copy, sizeof copy, "%s", path);
    slash = strrchr(copy, '/');
    *slash = '\0';
    if (realpath(copy[0] ? copy : "/", real)) {
        (void)snprintf(full, PATH_MAX, "%.2000s/%.2000s", real, slash + 1);
        yes = below(full);
    }
    errno = saved;
    return yes;
}

/* ------------------------------------------------------------------- log */

static int log_fd(void)
{
    static int fd = -1;
    const char *path = setting("NP_SHIM_LOG");

    if (fd < 0 && path)
        fd = (int)syscall(SYS_openat, AT_FDCWD, path,
                          O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    return fd;
}

/* The bytes that now stand at the call's place, as hexadecimal digits. */
static char *hexadecimal(int fd, int64_t at, int64_t len)
{
    char *text = malloc(2 * (size_t)len + 1);
    unsigned char *bytes = malloc((size_t)len + 1);
    char path[64];
    int in;

    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    in = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
    if (!text || !bytes || in < 0 || pread(in, bytes, (size_t)len, at) != len)
        abort();
    for (int64_t i = 0; i < len; i++)
        (void)sprintf(text + 2 * i, "%02x", bytes[i]);
    (void)syscall(SYS_close, in);
    free(bytes);
    return text;
}

/* Called when it is done; data: the bytes it wrote are in the file. */
static void note(const struct call *call, int64_t done, bool data)
{
    int fd = log_fd();
    int saved = errno;
    struct stat st = {0};
    char path[PATH_MAX] = "";
    char *hex = NULL;
    char *line = NULL;
    int len;

    if (fd < 0)
        return;
    if (call->fd >= 0) {
        (void)fstat(call->fd, &st);
        (void)path_of(call->fd, path);
    } else {
        (void)stat(call->to ? call->to : call->from, &st);
    }
    if (data && done > 0)
        hex = hexadecimal(call->fd, call->at, done);
    len = asprintf(&line,
                   "{\"n\": %d, \"call\": \"%s\", \"inode\": %llu, "
                   "\"path\": \"%s\", \"to\": \"%s\", \"at\": %lld, "
                   "\"len\": %lld, \"done\": %lld, \"data\": \"%s\"}\n",
                   call->n, call->name, (unsigned long long)st.st_ino,
                   call->fd >= 0 ? path : call->from, call->to ? call->to : "",
                   (long long)call->at, (long long)call->len, (long long)done,
                   hex ? hex : "");
    if (len < 0 || syscall(SYS_write, fd, line, len) != len)
        abort();
    free(line);
    free(hex);
    errno = saved;
}

/* -------------------------------------------------------------- the point */

static void die(void)
{
    (void)kill(getpid(), SIGKILL);
    (void)pause();
}

/* Counts the call. True: it fails with errno, and nothing is to be done. Else
 * part says how much of it is to be done. */
static bool stopped(struct call *call)
{
    const char *how;

    call->n = __atomic_add_fetch(&counter, 1, __ATOMIC_SEQ_CST);
    call->part = call->len;
    how = meant("NP_SHIM_KILL", call->n);
    if (how && strcmp(how, "before") == 0)
        die();
    if (how && strcmp(how, "half") == 0)
        call->part = call->len / 2;
    how = meant("NP_SHIM_FAIL", call->n);
    if (how && strcmp(how, "SHORT") == 0) {
        call->part = call->len > 1 ? call->len / 2 : call->len;
        return false;
    }
    if (!how)
        return false;
    errno = error_code(how);
    /* A full disk lets go of what it has. */
    return errno != ENOSPC || strcmp(call->name, "unlink") != 0;
}

static int64_t finish(const struct call *call, int64_t result, bool data)
{
    int saved = errno;
    const char *how = meant("NP_SHIM_KILL", call->n);

    if (how)
        die();
    if (result >= 0)
        note(call, result, data);
    errno = saved;
    return result;
}

/* ---------------------------------------------------------------- writing */

static int64_t place(int fd)
{
    struct stat st;

    if ((fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &st) == 0)
        return st.st_size;
    return lseek(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    struct call call = {.name = "write", .fd = fd, .len = (int64_t)len};

    if (!watched(fd))
        return REAL(write)(fd, bytes, len);
    call.at = place(fd);
    if (stopped(&call))
        return -1;
    return finish(&call, REAL(write)(fd, bytes, (size_t)call.part), true);
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at)
{
    struct call call = {
        .name = "pwrite", .fd = fd, .at = at, .len = (int64_t)len};

    if (!watched(fd))
        return REAL(pwrite)(fd, bytes, len, at);
    if (stopped(&call))
        return -1;
    return finish(&call, REAL(pwrite)(fd, bytes, (size_t)call.part, at), true);
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off_t at)
{
    return pwrite(fd, bytes, len, at);
}

/* All pieces as one, so that half of it can end anywhere. */
static ssize_t gathered(struct call *call, const struct iovec *iov, int n)
{
    char *all;
    char *to;
    ssize_t done;

    for (int i = 0; i < n; i++)
        call->len += (int64_t)iov[i].iov_len;
    if (stopped(call))
        return -1;
    to = all = malloc((size_t)call->len + 1);
    if (!all)
        abort();
    for (int i = 0; i < n; i++) {
        memcpy(to, iov[i].iov_base, iov[i].iov_len);
        to += iov[i].iov_len;
    }
    done = REAL(pwrite)(call->fd, all, (size_t)call->part, call->at);
    free(all);
    return finish(call, done, true);
}

ssize_t pwritev(int fd, const struct iovec *iov, int n, off_t at)
{
    struct call call = {.name = "pwritev", .fd = fd, .at = at};

    return watched(fd) ? gathered(&call, iov, n)
                       : REAL(pwritev)(fd, iov, n, at);
}

ssize_t pwritev64(int fd, const struct iovec *iov, int n, off_t at)
{
    return pwritev(fd, iov, n, at);
}

ssize_t writev(int fd, const struct iovec *iov, int n)
{
    struct call call = {.name = "writev", .fd = fd};
    ssize_t done;

    if (!watched(fd))
        return REAL(writev)(fd, iov, n);
    call.at = place(fd);
    done = gathered(&call, iov, n);
    if (done > 0)
        (void)lseek(fd, call.at + done, SEEK_SET);
    return done;
}

/* ---------------------------------------------------- size, syncing, locks */

#define SIMPLE(LABEL, CALL)                                                    \
    do {                                                                       \
        struct call call = {.name = LABEL, .fd = fd, .at = at, .len = len};    \
        if (!watched(fd))                                                      \
            return CALL;                                                       \
        if (stopped(&call))                                                    \
            return -1;                                                         \
        return (int)finish(&call, CALL, false);                                \
    } while (0)

int fsync(int fd)
{
    const int64_t at = 0, len = -1;

    SIMPLE("fsync", REAL(fsync)(fd));
}

int fdatasync(int fd)
{
    const int64_t at = 0, len = -1;

    SIMPLE("fdatasync", REAL(fdatasync)(fd));
}

int ftruncate(int fd, off_t at)
{
    const int64_t len = -1;

    SIMPLE("ftruncate", REAL(ftruncate)(fd, at));
}

int ftruncate64(int fd, off_t at)
{
    return ftruncate(fd, at);
}

int fallocate(int fd, int mode, off_t at, off_t len)
{
    if (watched(fd) && refused("fallocate")) {
        errno = refused("fallocate");
        return -1;
    }
    SIMPLE(mode & FALLOC_FL_KEEP_SIZE ? "fallocate-keep" : "fallocate",
           REAL(fallocate)(fd, mode, at, len));
}

int fallocate64(int fd, int mode, off_t at, off_t len)
{
    return fallocate(fd, mode, at, len);
}

int posix_fallocate(int fd, off_t at, off_t len)
{
    struct call call = {
        .name = "fallocate", .fd = fd, .at = at, .len = (int64_t)len};
    int code;

    if (!watched(fd))
        return REAL(posix_fallocate)(fd, at, len);
    code = refused("fallocate");
    if (code)
        return code;
    if (stopped(&call))
        return errno;
    code = REAL(posix_fallocate)(fd, at, len);
    if (code == 0)
        (void)finish(&call, 0, false);
    return code;
}

int posix_fallocate64(int fd, off_t at, off_t len)
{
    return posix_fallocate(fd, at, len);
}

int flock(int fd, int operation)
{
    const int64_t at = operation, len = -1;

    if (watched(fd) && refused("flock")) {
        errno = refused("flock");
        return -1;
    }
    SIMPLE("flock", REAL(flock)(fd, operation));
}

int fcntl(int fd, int command, ...)
{
    const int64_t at = command, len = -1;
    va_list args;
    void *arg;

    va_start(args, command);
    arg = va_arg(args, void *);
    va_end(args);
    if (command != F_SETLK && command != F_SETLKW && command != F_OFD_SETLK &&
        command != F_OFD_SETLKW)
        return REAL(fcntl)(fd, command, arg);
    if (watched(fd) && refused("fcntl")) {
        errno = refused("fcntl");
        return -1;
    }
    SIMPLE("fcntl", REAL(fcntl)(fd, command, arg));
}

int fcntl64(int fd, int command, ...)
{
    va_list args;
    void *arg;

    va_start(args, command);
    arg = va_arg(args, void *);
    va_end(args);
    return fcntl(fd, command, arg);
}

int fsetxattr(int fd, const char *name, const void *value, size_t size,
              int flags)
{
    static int (*real)(int, const char *, const void *, size_t, int);
    const int64_t at = 0, len = -1;

    *(void **)&real = dlsym(RTLD_NEXT, "fsetxattr");
    if (watched(fd) && refused("xattr")) {
        errno = refused("xattr");
        return -1;
    }
    SIMPLE("fsetxattr", real(fd, name, value, size, flags));
}

/* ------------------------------------------------- copying inside the kernel
 */

int ioctl(int fd, unsigned long request, ...)
{
    struct call call = {.name = "clone", .fd = fd, .len = -1};
    va_list args;
    void *arg;
    int done;
    struct stat st;

    va_start(args, request);
    arg = va_arg(args, void *);
    va_end(args);
    if ((request != FICLONE && request != FICLONERANGE) || !watched(fd))
        return REAL(ioctl)(fd, request, arg);
    errno = refused("clone");
    if (errno || stopped(&call))
        return -1;
    if (request == FICLONERANGE)
        call.at = (int64_t)((struct file_clone_range *)arg)->dest_offset;
    done = REAL(ioctl)(fd, request, arg);
    if (done < 0)
        return (int)finish(&call, done, false);
    (void)fstat(fd, &st);
    call.len = st.st_size - call.at;
    if (request == FICLONERANGE && ((struct file_clone_range *)arg)->src_length)
        call.len = (int64_t)((struct file_clone_range *)arg)->src_length;
    (void)finish(&call, call.len, true);
    return done;
}

ssize_t copy_file_range(int in, off_t *from, int fd, off_t *to, size_t len,
                        unsigned flags)
{
    struct call call = {
        .name = "copy_file_range", .fd = fd, .len = (int64_t)len};

    if (!watched(fd))
        return REAL(copy_file_range)(in, from, fd, to, len, flags);
    call.at = to ? *to : place(fd);
    errno = refused("copy");
    if (errno || stopped(&call))
        return -1;
    return finish(
        &call,
        REAL(copy_file_range)(in, from, fd, to, (size_t)call.part, flags),
        true);
}

ssize_t sendfile(int fd, int in, off_t *from, size_t len)
{
    struct call call = {.name = "sendfile", .fd = fd, .len = (int64_t)len};

    if (!watched(fd))
        return REAL(sendfile)(fd, in, from, len);
    call.at = place(fd);
    errno = refused("sendfile");
    if (errno || stopped(&call))
        return -1;
    return finish(&call, REAL(sendfile)(fd, in, from, (size_t)call.part), true);
}

ssize_t sendfile64(int fd, int in, off_t *from, size_t len)
{
    return sendfile(fd, in, from, len);
}

/* ---------------------------------------------------------------- folders */

#define OF_PATHS(LABEL, FROM_DIR, FROM, TO_DIR, TO, CALL)                      \
    do {                                                                       \
        char from_path[PATH_MAX];                                              \
        char to_path[PATH_MAX];                                                \
        struct call call = {.name = LABEL, .fd = -1, .len = -1};               \
        const char *second = (TO);                                             \
        bool counts = watched_path(FROM_DIR, FROM, from_path);                 \
        bool also = second && watched_path(TO_DIR, second, to_path);           \
        if (!counts && !also)                                                  \
            return CALL;                                                       \
        call.from = counts ? from_path : (FROM);                               \
        call.to = second ? (also ? to_path : second) : NULL;                   \
        if (stopped(&call))                                                    \
            return -1;                                                         \
        return (int)finish(&call, CALL, false);                                \
    } while (0)

int rename(const char *from, const char *to)
{
    OF_PATHS("rename", AT_FDCWD, from, AT_FDCWD, to, REAL(rename)(from, to));
}

int renameat(int in, const char *from, int out, const char *to)
{
    OF_PATHS("rename", in, from, out, to, REAL(renameat)(in, from, out, to));
}

int renameat2(int in, const char *from, int out, const char *to, unsigned flags)
{
    OF_PATHS(flags & RENAME_EXCHANGE ? "exchange" : "rename", in, from, out, to,
             REAL(renameat2)(in, from, out, to, flags));
}

int link(const char *from, const char *to)
{
    OF_PATHS("link", AT_FDCWD, from, AT_FDCWD, to, REAL(link)(from, to));
}

int linkat(int in, const char *from, int out, const char *to, int flags)
{
    OF_PATHS("link", in, from, out, to, REAL(linkat)(in, from, out, to, flags));
}

int unlink(const char *from)
{
    OF_PATHS("unlink", AT_FDCWD, from, AT_FDCWD, NULL, REAL(unlink)(from));
}

int unlinkat(int in, const char *from, int flags)
{
    OF_PATHS("unlink", in, from, AT_FDCWD, NULL,
             REAL(unlinkat)(in, from, flags));
}

/* Opening counts where it makes or empties a file. */
#define OPENING (O_CREAT | O_TRUNC)

static int opened(int folder, const char *path, int flags, unsigned mode)
{
    char full[PATH_MAX];
    struct call call = {
        .name = "open", .fd = -1, .at = flags & O_TRUNC, .len = -1};
    bool counts = (flags & OPENING) != 0 && watched_path(folder, path, full);

    if (counts) {
        call.from = full;
        if (stopped(&call))
            return -1;
    }
    int fd = (int)syscall(SYS_openat, folder, path, flags, mode);
    return counts ? (int)finish(&call, fd, false) : fd;
}

#define WITH_MODE(mode)                                                        \
    unsigned mode;                                                             \
    va_list args;                                                              \
    va_start(args, flags);                                                     \
    mode = va_arg(args, unsigned);                                             \
    va_end(args)

int open(const char *path, int flags, ...)
{
    WITH_MODE(mode);
    return opened(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    WITH_MODE(mode);
    return opened(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    WITH_MODE(mode);
    return opened(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    WITH_MODE(mode);
    return opened(folder, path, flags, mode);
}
