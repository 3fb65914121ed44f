/* The one door to the heap: everything we allocate comes through here, so that
 * a test can make the n-th allocation fail. */
#ifndef NPI_BASE_MEM_H
#define NPI_BASE_MEM_H

#include <stddef.h>

/* A hook that may refuse: called before each allocation of size bytes; returns
 * 0 to let it pass, else the allocation fails. NULL: no hook. For tests. */
typedef int (*npi_mem_hook)(void *user, size_t size);
void npi_mem_set_hook(npi_mem_hook hook, void *user);

/* As malloc, realloc, calloc, free; NULL when out of memory (realloc then
 * leaves the old block as it was). size 0 gives a valid pointer. */
void *npi_malloc(size_t size);
void *npi_calloc(size_t n, size_t size);
void *npi_realloc(void *ptr, size_t size);
void npi_free(void *ptr);

#endif
