/* Reasons that a system call gives, in English whatever the locale: they land
 * in diagnostics, which are the same everywhere. */
#include "base/diag.h"
#include "base/file.h"

#include <errno.h>

static const struct {
    int code;
    const char *text;
} reasons[] = {
    {EACCES, N_("permission denied")},
    {EPERM, N_("not permitted")},
    {ENOENT, N_("no such folder")},
    {ENOTDIR, N_("part of the path is not a folder")},
    {EISDIR, N_("it is a folder")},
    {EEXIST, N_("it exists already")},
    {ENOSPC, N_("the disk is full")},
    {EDQUOT, N_("the disk quota is used up")},
    {EFBIG, N_("the file would be larger than is allowed")},
    {EROFS, N_("the file system is read-only")},
    {EIO, N_("the device reports an error")},
    {EPIPE, N_("the reader has closed the pipe")},
    {EBADF, N_("it is closed")},
    {ENAMETOOLONG, N_("the name is too long")},
    {ELOOP, N_("too many symbolic links")},
    {EMFILE, N_("too many open files")},
    {ENFILE, N_("too many open files")},
    {EXDEV, N_("it is on another file system")},
    {ETXTBSY, N_("it is being run")},
    {ENOMEM, N_("out of memory")},
    {EINVAL, N_("the system refuses it")},
};

const char *npi_errno_text(int code)
{
    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
        if (reasons[i].code == code)
            return reasons[i].text;
    return N_("the system reports an error");
}
