/* The arena: blocks of growing size, newest first; what is larger than a block
 * gets one of its own. Memory comes zeroed from calloc(), so large blocks cost
 * nothing until they are touched. */
#include "base/arena.h"

#include "base/mem.h"
#include <stdalign.h>
#include <string.h>

#define BLOCK_MIN ((size_t)32 << 10)
#define BLOCK_MAX ((size_t)1 << 20)
#define ALIGN alignof(max_align_t)

struct npi_arena_block {
    alignas(max_align_t) struct npi_arena_block *next;
    size_t used;
    size_t cap;
};

static char *block_data(struct npi_arena_block *block)
{
    return (char *)(block + 1);
}

void npi_arena_init(struct npi_arena *arena)
{
    *arena = (struct npi_arena){0};
}

void npi_arena_release(struct npi_arena *arena)
{
    struct npi_arena_block *block = arena->block;
    while (block) {
        struct npi_arena_block *next = block->next;
        npi_free(block);
        block = next;
    }
    npi_arena_init(arena);
}

void npi_arena_adopt(struct npi_arena *arena, struct npi_arena *from)
{
    struct npi_arena_block **last = &arena->block;

    while (*last)
        last = &(*last)->next;
    *last = from->block;
    arena->used += from->used;
    npi_arena_init(from);
}

static struct npi_arena_block *block_new(struct npi_arena *arena, size_t size)
{
    size_t cap = arena->block ? arena->block->cap * 2 : BLOCK_MIN;
    if (cap > BLOCK_MAX)
        cap = BLOCK_MAX;
    if (cap < size)
        cap = size;
    if (cap > SIZE_MAX - sizeof(struct npi_arena_block))
        return NULL;
    struct npi_arena_block *block = npi_calloc(
        1, sizeof(struct npi_arena_block) + cap);
    if (!block)
        return NULL;
    block->cap = cap;
    block->next = arena->block;
    arena->block = block;
    return block;
}

/* Bytes for size, rounded up so that the next piece is aligned; 0: too many. */
static size_t padded(size_t n, size_t size)
{
    if (size && n > (SIZE_MAX - ALIGN) / size)
        return 0;
    size_t bytes = n * size;
    return bytes ? (bytes + ALIGN - 1) / ALIGN * ALIGN : ALIGN;
}

void *npi_arena_alloc(struct npi_arena *arena, size_t n, size_t size)
{
    size_t bytes = padded(n, size);
    if (!bytes)
        return NULL;
    struct npi_arena_block *block = arena->block;
    if (!block || block->cap - block->used < bytes)
        block = block_new(arena, bytes);
    if (!block)
        return NULL;
    void *ptr = block_data(block) + block->used;
    block->used += bytes;
    arena->used += bytes;
    return ptr;
}

struct np_str npi_arena_str(struct npi_arena *arena, struct np_str text)
{
    char *copy = text.len < SIZE_MAX ? npi_arena_alloc(arena, text.len + 1, 1)
                                     : NULL;
    if (!copy)
        return (struct np_str){0};
    if (text.len)
        memcpy(copy, text.ptr, text.len);
    return (struct np_str){copy, text.len};
}

/* Grows the newest piece of the newest block where it stands. */
static bool extend(struct npi_arena *arena, const void *items, size_t old,
                   size_t wanted)
{
    struct npi_arena_block *block = arena->block;
    if (!block || !items || block->used < old)
        return false;
    if ((const char *)items != block_data(block) + block->used - old)
        return false;
    if (wanted - old > block->cap - block->used)
        return false;
    block->used += wanted - old;
    arena->used += wanted - old;
    return true;
}

void *npi_arena_grow(struct npi_arena *arena, void *items, size_t n,
                     size_t *cap, size_t size)
{
    if (n < *cap)
        return items;
    size_t more = *cap ? *cap : 4;
    if (more > SIZE_MAX - *cap || !padded(*cap + more, size))
        return NULL;
    size_t wanted = *cap + more;
    if (*cap &&
        extend(arena, items, padded(*cap, size), padded(wanted, size))) {
        *cap = wanted;
        return items;
    }
    void *moved = npi_arena_alloc(arena, wanted, size);
    if (!moved)
        return NULL;
    if (n)
        memcpy(moved, items, n * size);
    *cap = wanted;
    return moved;
}
