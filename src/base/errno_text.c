/* Reasons that a system call gives, in English whatever the locale: they land
 * in diagnostics, which are the same everywhere. */
#include "base/file.h"

#include <errno.h>

static const struct {
    int code;
    const char *text;
} reasons[] = {
    {EACCES, "permission denied"},
    {EPERM, "not permitted"},
    {ENOENT, "no such folder"},
    {ENOTDIR, "part of the path is not a folder"},
    {EISDIR, "it is a folder"},
    {EEXIST, "it exists already"},
    {ENOSPC, "the disk is full"},
    {EDQUOT, "the disk quota is used up"},
    {EFBIG, "the file would be too large for the file system"},
    {EROFS, "the file system is read-only"},
    {EIO, "the device reports an error"},
    {EPIPE, "the reader has closed the pipe"},
    {EBADF, "it is closed"},
    {ENAMETOOLONG, "the name is too long"},
    {ELOOP, "too many symbolic links"},
    {EMFILE, "too many open files"},
    {ENFILE, "too many open files"},
    {EXDEV, "it is on another file system"},
    {ETXTBSY, "it is being run"},
    {ENOMEM, "out of memory"},
    {EINVAL, "the system refuses it"},
};

const char *npi_errno_text(int code)
{
    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
        if (reasons[i].code == code)
            return reasons[i].text;
    return "the system reports an error";
}
