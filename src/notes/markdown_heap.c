/* A bump allocator for cmark. cmark's hooks carry no user pointer, so the heap
 * in use is a thread-local variable; free() does nothing, and a block that
 * grows stays where it is if it is the last one. */
#include "notes/markdown_heap.h"

#include "base/mem.h"
#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#define CHUNK_MIN ((size_t)64 << 10)
#define CHUNK_MAX ((size_t)4 << 20)
#define ALIGN alignof(max_align_t)

struct npi_heap_chunk {
    alignas(max_align_t) struct npi_heap_chunk *older;
    size_t size;
};

/* Before each piece: its size, for realloc(). */
struct piece {
    alignas(max_align_t) size_t size;
};

static _Thread_local struct npi_heap *current;

static _Noreturn void leave(struct npi_heap *heap)
{
    longjmp(heap->out, 1);
}

static void add_chunk(struct npi_heap *heap, size_t size)
{
    size_t want = heap->chunks ? heap->chunks->size * 2 : CHUNK_MIN;
    want = want > CHUNK_MAX ? CHUNK_MAX : want;
    want = want < size ? size : want;
    if (want > heap->max || heap->used > heap->max - want) {
        heap->over_max = 1;
        leave(heap);
    }
    struct npi_heap_chunk *chunk = npi_malloc(sizeof(*chunk) + want);
    if (!chunk)
        leave(heap);
    *chunk = (struct npi_heap_chunk){heap->chunks, want};
    heap->chunks = chunk;
    heap->next = (char *)(chunk + 1);
    heap->left = want;
    heap->used += want;
}

static size_t padded(size_t size)
{
    if (size > SIZE_MAX / 2)
        leave(current);
    return sizeof(struct piece) + (size + ALIGN - 1) / ALIGN * ALIGN;
}

static void *take(size_t size)
{
    struct npi_heap *heap = current;
    size_t want = padded(size);
    if (heap->left < want)
        add_chunk(heap, want);
    struct piece *piece = (struct piece *)(void *)heap->next;
    piece->size = want - sizeof(*piece);
    heap->next += want;
    heap->left -= want;
    return piece + 1;
}

static void *heap_calloc(size_t n, size_t size)
{
    if (size && n > SIZE_MAX / size)
        leave(current);
    void *ptr = take(n * size);
    memset(ptr, 0, n * size);
    return ptr;
}

static void *heap_realloc(void *ptr, size_t size)
{
    struct npi_heap *heap = current;
    if (!ptr)
        return take(size);
    struct piece *piece = (struct piece *)ptr - 1;
    if (size <= piece->size)
        return ptr;
    size_t more = padded(size) - sizeof(*piece) - piece->size;
    if ((char *)ptr + piece->size == heap->next && more <= heap->left) {
        heap->next += more;
        heap->left -= more;
        piece->size += more;
        return ptr;
    }
    size_t old = piece->size;
    void *moved = take(size);
    memcpy(moved, ptr, old);
    return moved;
}

static void heap_free(void *ptr)
{
    (void)ptr;
}

cmark_mem *npi_heap_mem(void)
{
    static cmark_mem mem = {heap_calloc, heap_realloc, heap_free};
    return &mem;
}

void npi_heap_init(struct npi_heap *heap, size_t max)
{
    memset(heap, 0, sizeof(*heap));
    heap->max = max;
    current = heap;
}

void npi_heap_release(struct npi_heap *heap)
{
    struct npi_heap_chunk *chunk = heap->chunks;
    while (chunk) {
        struct npi_heap_chunk *older = chunk->older;
        npi_free(chunk);
        chunk = older;
    }
    heap->chunks = NULL;
    current = NULL;
}
