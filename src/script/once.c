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

enum np_status npi_once_convert(struct npi_context *ctx, struct npi_once *once,
                                struct npi_opencc *cc, struct np_str text,
                                struct np_str *converted)
{
    struct npi_context own = {&once->arena, ctx->diags, ctx->cancel};
    struct npi_once_row *row;
    struct np_str key;
    enum np_status status;

    *converted = text;
    if (!reserve(once))
        return NP_ERR_NOMEM;
    row = find(once->rows, once->cap, text);
    if (!row->text.ptr) {
        key = npi_arena_str(&once->arena, text);
        if (!key.ptr)
            return NP_ERR_NOMEM;
        status = npi_opencc_convert(&own, cc, key, &row->converted);
        if (status != NP_OK)
            return status;
        row->text = key;
        once->n++;
    }
    *converted = row->converted;
    return NP_OK;
}
