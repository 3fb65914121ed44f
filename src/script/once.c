/* See once.h. A hash table with open addresses, at most half full. */
#include "script/once.h"

#include "base/mem.h"
#include "base/str.h"

#define ROWS_FIRST 4096

void npi_once_init(struct npi_once *once)
{
    *once = (struct npi_once){0};
    npi_arena_init(&once->arena);
}

void npi_once_release(struct npi_once *once)
{
    npi_free(once->rows);
    npi_arena_release(&once->arena);
    npi_once_init(once);
}

/* The text's row, or the free one where it belongs. */
static struct npi_once_row *find(struct npi_once_row *rows, size_t cap,
                                 struct np_str text)
{
    size_t at = (size_t)npi_hash(NPI_HASH_START, text.ptr, text.len);

    for (;; at++) {
        struct npi_once_row *row = &rows[at & (cap - 1)];

        if (!row->text.ptr || npi_str_eq(row->text, text))
            return row;
    }
}

static bool reserve(struct npi_once *once)
{
    size_t cap = once->cap ? once->cap * 2 : ROWS_FIRST;
    struct npi_once_row *rows;

    if (once->n < once->cap / 2)
        return true;
    rows = npi_calloc(cap, sizeof(*rows));
    if (!rows)
        return false;
    for (size_t i = 0; i < once->cap; i++)
        if (once->rows[i].text.ptr)
            *find(rows, cap, once->rows[i].text) = once->rows[i];
    npi_free(once->rows);
    once->rows = rows;
    once->cap = cap;
    return true;
}

struct np_str npi_once_find(const struct npi_once *once, struct np_str text)
{
    if (once->cap == 0)
        return (struct np_str){NULL, 0};
    return find(once->rows, once->cap, text)->converted;
}

struct np_str npi_once_keep(struct npi_once *once, struct np_str text,
                            struct np_str converted)
{
    struct npi_once_row row;

    if (!reserve(once))
        return (struct np_str){NULL, 0};
    row.text = npi_arena_str(&once->arena, text);
    row.converted = npi_arena_str(&once->arena, converted);
    if (!row.text.ptr || !row.converted.ptr)
        return (struct np_str){NULL, 0};
    *find(once->rows, once->cap, text) = row;
    once->n++;
    return row.converted;
}
