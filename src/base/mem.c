/* The heap, behind a hook that lets a test refuse any allocation. Nothing else
 * in the project calls malloc() and its kin. */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

static npi_mem_hook mem_hook;
static void *mem_user;

void npi_mem_set_hook(npi_mem_hook hook, void *user)
{
    mem_hook = hook;
    mem_user = user;
}

static int refused(size_t size)
{
    return mem_hook && mem_hook(mem_user, size) != 0;
}

void *npi_malloc(size_t size)
{
    return refused(size) ? NULL : malloc(size ? size : 1);
}

void *npi_calloc(size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        return NULL;
    if (refused(n * size))
        return NULL;
    return n && size ? calloc(n, size) : calloc(1, 1);
}

void *npi_realloc(void *ptr, size_t size)
{
    return refused(size) ? NULL : realloc(ptr, size ? size : 1);
}

void npi_free(void *ptr)
{
    free(ptr);
}
