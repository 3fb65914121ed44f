/* An arena: many small allocations, freed together. Alignment is that of
 * max_align_t. Not thread-safe. */
#ifndef NPI_BASE_ARENA_H
#define NPI_BASE_ARENA_H

#include <nopriors/types.h>

struct npi_arena_block;

struct npi_arena {
    struct npi_arena_block *block; /* newest first */
    size_t used;                   /* bytes handed out in all */
};

void npi_arena_init(struct npi_arena *arena);
void npi_arena_release(struct npi_arena *arena); /* arena may be used again */

/* Takes over all that from has, which is empty then: it lives as long as arena
 * now. */
void npi_arena_adopt(struct npi_arena *arena, struct npi_arena *from);

/* Zeroed memory for n elements of size bytes; NULL when out of memory or
 * n * size overflows. n 0 gives a valid pointer. */
void *npi_arena_alloc(struct npi_arena *arena, size_t n, size_t size);

#define NPI_ARENA_NEW(arena, type, n)                                          \
    ((type *)npi_arena_alloc((arena), (n), sizeof(type)))

/* A copy of text, NUL-terminated behind its end. ptr is NULL when out of
 * memory. */
struct np_str npi_arena_str(struct npi_arena *arena, struct np_str text);

/* A growing array that lives in the arena: returns items, grown (moved) when
 * n == *cap so that items[n] may be written and is zeroed; NULL when out of
 * memory. */
void *npi_arena_grow(struct npi_arena *arena, void *items, size_t n,
                     size_t *cap, size_t size);

#endif
