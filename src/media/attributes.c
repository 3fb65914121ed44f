/* See attributes.h. */
#include "media/attributes.h"

#include "base/mem.h"

#include <string.h>
#include <sys/types.h>

#if defined(__linux__)
#include <sys/xattr.h>

/* The kernel's own limits of a list of names and of a value (XATTR_LIST_MAX,
 * XATTR_SIZE_MAX). */
#define ATTRIBUTE_MAX 65536

static void copy_one(int from, int to, const char *name, char *value)
{
    ssize_t n = fgetxattr(from, name, value, ATTRIBUTE_MAX);

    if (n >= 0)
        (void)fsetxattr(to, name, value, (size_t)n, 0);
}
#endif

void npi_copy_attributes(int from, int to)
{
#if defined(__linux__)
    char *names = npi_malloc(ATTRIBUTE_MAX);
    char *value = npi_malloc(ATTRIBUTE_MAX);
    ssize_t n = names && value ? flistxattr(from, names, ATTRIBUTE_MAX) : 0;

    for (ssize_t at = 0; at < n; at += (ssize_t)strlen(names + at) + 1)
        copy_one(from, to, names + at, value);
    npi_free(names);
    npi_free(value);
#else
    (void)from;
    (void)to;
#endif
}
