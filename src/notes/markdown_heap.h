/* Memory for cmark, which aborts when its allocator returns NULL: this one
 * leaves by longjmp() instead, and is freed as a whole. */
#ifndef NPI_NOTES_MARKDOWN_HEAP_H
#define NPI_NOTES_MARKDOWN_HEAP_H

#include <cmark.h>
#include <setjmp.h>
#include <stddef.h>

struct npi_heap_chunk;

struct npi_heap {
    struct npi_heap_chunk *chunks;
    char *next; /* of the newest chunk: where the next piece goes */
    size_t left;
    size_t used; /* bytes taken from the system */
    size_t max;
    int over_max; /* left because of max, not because memory ran out */
    jmp_buf out;
};

/* Makes heap the one that npi_heap_mem() uses in this thread, until release.
 * The caller then calls setjmp(heap->out): where a failed allocation lands. */
void npi_heap_init(struct npi_heap *heap, size_t max);
void npi_heap_release(struct npi_heap *heap);
cmark_mem *npi_heap_mem(void);

#endif
