/* See recipe.h. */
#include "media/mp4/edit/recipe.h"

#include <stdlib.h>

/* Bytes that are read and written at once. */
#define CHUNK ((size_t)64 << 10)
/* Of our own bytes in one recipe: names, tables, titles. */
#define BYTES_MAX ((size_t)256 << 20)

enum np_status npi_moves_add(struct npi_arena *arena, struct npi_moves *moves,
                             int64_t from, int64_t end, int64_t to)
{
    struct npi_move *items = npi_arena_grow(arena, moves->items, moves->n,
                                            &moves->cap, sizeof(*items));

    if (!items)
        return NP_ERR_NOMEM;
    moves->items = items;
    items[moves->n++] = (struct npi_move){from, end, to};
    return NP_OK;
}

static int by_from(const void *a, const void *b)
{
    int64_t x = ((const struct npi_move *)a)->from;
    int64_t y = ((const struct npi_move *)b)->from;

    return (x > y) - (x < y);
}

void npi_moves_sort(struct npi_moves *moves)
{
    if (moves->n)
        qsort(moves->items, moves->n, sizeof(*moves->items), by_from);
}

bool npi_moves_map(const struct npi_moves *moves, int64_t at, int64_t *to)
{
    size_t low = 0;
    size_t high = moves->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (moves->items[middle].end > at)
            high = middle;
        else
            low = middle + 1;
    }
    if (low < moves->n && at >= moves->items[low].from) {
        *to = moves->items[low].to + (at - moves->items[low].from);
        return true;
    }
    *to = at;
    return moves->others_stay;
}

void npi_recipe_init(struct npi_recipe *recipe, struct npi_context *ctx,
                     struct npi_bytes *source)
{
    *recipe = (struct npi_recipe){.ctx = ctx, .source = source};
    npi_buf_init(&recipe->bytes, BYTES_MAX);
}

void npi_recipe_release(struct npi_recipe *recipe)
{
    npi_buf_release(&recipe->bytes);
}

static void add(struct npi_recipe *recipe, struct npi_piece_of_recipe piece)
{
    struct npi_piece_of_recipe *items;

    if (recipe->error != NP_OK || piece.size == 0)
        return;
    items = npi_arena_grow(recipe->ctx->arena, recipe->items, recipe->n,
                           &recipe->cap, sizeof(*items));
    if (!items) {
        recipe->error = NP_ERR_NOMEM;
        return;
    }
    recipe->items = items;
    items[recipe->n++] = piece;
    recipe->size += piece.size;
}

void npi_recipe_put(struct npi_recipe *recipe, const void *bytes, size_t n)
{
    struct npi_piece_of_recipe *last = recipe->n ? &recipe->items[recipe->n - 1]
                                                 : NULL;
    const int64_t at = (int64_t)recipe->bytes.len;

    if (recipe->error != NP_OK)
        return;
    npi_buf_put(&recipe->bytes, (struct np_str){bytes, n});
    recipe->error = recipe->bytes.error;
    if (last && last->kind == NPI_PIECE_BYTES) {
        last->size += (int64_t)n;
        recipe->size += (int64_t)n;
        return;
    }
    add(recipe, (struct npi_piece_of_recipe){.at = at, .size = (int64_t)n});
}

void npi_recipe_str(struct npi_recipe *recipe, struct np_str text)
{
    npi_recipe_put(recipe, text.ptr, text.len);
}

static void put_number(struct npi_recipe *recipe, uint64_t value, size_t n)
{
    unsigned char bytes[8];

    for (size_t i = 0; i < n; i++)
        bytes[i] = (unsigned char)(value >> (8 * (n - 1 - i)));
    npi_recipe_put(recipe, bytes, n);
}

void npi_recipe_u8(struct npi_recipe *recipe, unsigned value)
{
    put_number(recipe, value, 1);
}

void npi_recipe_u16(struct npi_recipe *recipe, unsigned value)
{
    put_number(recipe, value, 2);
}

void npi_recipe_u32(struct npi_recipe *recipe, uint32_t value)
{
    put_number(recipe, value, 4);
}

void npi_recipe_u64(struct npi_recipe *recipe, uint64_t value)
{
    put_number(recipe, value, 8);
}

void npi_recipe_zeros(struct npi_recipe *recipe, size_t n)
{
    for (; n > 0 && recipe->error == NP_OK; n--)
        npi_recipe_u8(recipe, 0);
}

void npi_recipe_range(struct npi_recipe *recipe, int64_t at, int64_t end)
{
    struct npi_piece_of_recipe *last = recipe->n ? &recipe->items[recipe->n - 1]
                                                 : NULL;

    if (last && last->kind == NPI_PIECE_RANGE && last->at + last->size == at &&
        recipe->error == NP_OK) {
        last->size += end - at;
        recipe->size += end - at;
        return;
    }
    add(recipe, (struct npi_piece_of_recipe){
                    .kind = NPI_PIECE_RANGE, .at = at, .size = end - at});
}

void npi_recipe_offsets(struct npi_recipe *recipe, int64_t at, uint32_t n,
                        bool wide_in, bool wide_out)
{
    add(recipe,
        (struct npi_piece_of_recipe){.kind = NPI_PIECE_OFFSETS,
                                     .at = at,
                                     .size = (int64_t)n * (wide_out ? 8 : 4),
                                     .wide_in = wide_in,
                                     .wide_out = wide_out});
}

void npi_recipe_begin(struct npi_recipe *recipe, uint32_t type)
{
    if (recipe->n_open == NPI_BOX_DEPTH_MAX)
        recipe->error = NP_ERR_NOMEM;
    if (recipe->error != NP_OK)
        return;
    recipe->open[recipe->n_open].header = recipe->bytes.len;
    recipe->open[recipe->n_open++].begin = recipe->size;
    npi_recipe_u32(recipe, 0);
    npi_recipe_u32(recipe, type);
}

void npi_recipe_begin_full(struct npi_recipe *recipe, uint32_t type,
                           unsigned version, uint32_t flags)
{
    npi_recipe_begin(recipe, type);
    npi_recipe_u32(recipe, (uint32_t)version << 24 | flags);
}

/* Boxes of ours are far from 4 GB: BYTES_MAX and the old 'moov', which is
 * smaller than that. */
void npi_recipe_end(struct npi_recipe *recipe)
{
    int64_t size;
    unsigned char *header;

    if (recipe->error != NP_OK)
        return;
    recipe->n_open--;
    size = recipe->size - recipe->open[recipe->n_open].begin;
    header = (unsigned char *)recipe->bytes.data +
             recipe->open[recipe->n_open].header;
    for (unsigned i = 0; i < 4; i++)
        header[i] = (unsigned char)((uint64_t)size >> (24 - 8 * i));
}

static bool run_range(const struct npi_recipe *recipe, int64_t at, int64_t size,
                      unsigned char *buffer, npi_recipe_take take, void *user)
{
    while (size > 0) {
        size_t n = size > (int64_t)CHUNK ? CHUNK : (size_t)size;

        if (!npi_bytes_copy(recipe->source, at, buffer, n) ||
            !take(user, buffer, n))
            return false;
        at += (int64_t)n;
        size -= (int64_t)n;
    }
    return true;
}

static void put_offset(unsigned char *to, uint64_t value, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        to[i] = (unsigned char)(value >> (8 * (n - 1 - i)));
}

/* A quarter of the buffer is read, at most all of it is written. */
static enum np_status run_offsets(const struct npi_recipe *recipe,
                                  const struct npi_piece_of_recipe *piece,
                                  unsigned char *buffer, npi_recipe_take take,
                                  void *user)
{
    const unsigned in = piece->wide_in ? 8 : 4;
    const unsigned out = piece->wide_out ? 8 : 4;
    unsigned char *read = buffer + CHUNK / 2;
    int64_t left = piece->size / out;
    int64_t at = piece->at;

    while (left > 0) {
        size_t n = left > (int64_t)(CHUNK / 16) ? CHUNK / 16 : (size_t)left;

        if (!npi_bytes_copy(recipe->source, at, read, n * in))
            return NP_ERR_IO;
        for (size_t i = 0; i < n; i++) {
            uint64_t from = npi_big_endian(read + i * in, in);
            int64_t to;

            if (from > INT64_MAX ||
                !npi_moves_map(recipe->moves, (int64_t)from, &to) ||
                (out == 4 && to > UINT32_MAX))
                return NP_ERR_MEDIA;
            put_offset(buffer + i * out, (uint64_t)to, out);
        }
        if (!take(user, buffer, n * out))
            return NP_ERR_IO;
        at += (int64_t)(n * in);
        left -= (int64_t)n;
    }
    return NP_OK;
}

enum np_status npi_recipe_run(const struct npi_recipe *recipe,
                              npi_recipe_take take, void *user)
{
    unsigned char buffer[CHUNK];
    enum np_status status = recipe->error;

    for (size_t i = 0; i < recipe->n && status == NP_OK; i++) {
        const struct npi_piece_of_recipe *piece = &recipe->items[i];
        const unsigned char *bytes = (const unsigned char *)recipe->bytes.data;
        bool good = true;

        if (recipe->ctx->cancel && *recipe->ctx->cancel)
            return NP_ERR_INTERRUPTED;
        if (piece->kind == NPI_PIECE_BYTES)
            good = take(user, bytes + piece->at, (size_t)piece->size);
        else if (piece->kind == NPI_PIECE_RANGE)
            good = run_range(recipe, piece->at, piece->size, buffer, take,
                             user);
        else
            status = run_offsets(recipe, piece, buffer, take, user);
        if (!good)
            status = NP_ERR_IO;
    }
    return status;
}
