/* See copy.h. Large stretches keep their place modulo the block size of file
 * systems, so that those that can share blocks do. */
#include "media/mp4/edit/copy.h"

#include "base/platform.h"
#include "media/disk.h"
#include "media/mp4/edit/edit.h"

#include <errno.h>

#define BLOCK 4096
#define LARGE (1 << 20)

#define FTYP NPI_FOURCC('f', 't', 'y', 'p')
#define MDAT NPI_FOURCC('m', 'd', 'a', 't')
#define FREE NPI_FOURCC('f', 'r', 'e', 'e')

static enum np_status add(struct npi_mp4_copy *copy, int kind, int64_t from,
                          int64_t size)
{
    struct npi_copy_piece *pieces = npi_arena_grow(
        copy->ctx->arena, copy->pieces, copy->n, &copy->cap, sizeof(*pieces));

    if (!pieces)
        return NP_ERR_NOMEM;
    copy->pieces = pieces;
    pieces[copy->n].kind = kind;
    pieces[copy->n].from = from;
    pieces[copy->n].to = copy->size;
    pieces[copy->n++].size = size;
    copy->size += size;
    return NP_OK;
}

/* 'free' so long that what follows lands where its blocks do. */
static enum np_status align(struct npi_mp4_copy *copy, int64_t from)
{
    int64_t gap = ((from - copy->size) % BLOCK + BLOCK) % BLOCK;

    if (gap == 0)
        return NP_OK;
    return add(copy, NPI_COPY_FREE, 0, gap < 8 ? gap + BLOCK : gap);
}

static enum np_status add_range(struct npi_mp4_copy *copy,
                                const struct npi_box *box)
{
    const int64_t size = box->end - box->at;
    enum np_status status = size >= LARGE ? align(copy, box->at) : NP_OK;
    const int64_t to = copy->size;

    if (status == NP_OK)
        status = add(copy, NPI_COPY_RANGE, box->at, size);
    if (status == NP_OK)
        status = npi_moves_add(copy->ctx->arena, &copy->build.moves, box->at,
                               box->end, to);
    return status;
}

/* Items that 'meta' describes may stand anywhere in the file. */
static bool has_items(struct npi_mp4_copy *copy, const struct npi_box *box)
{
    struct npi_box inside = *box;
    struct npi_box iloc;

    if (box->type != NPI_FOURCC('m', 'e', 't', 'a'))
        return false;
    inside.body = npi_meta_body(&copy->old.window, box);
    return npi_box_child(&copy->old.window, &inside,
                         NPI_FOURCC('i', 'l', 'o', 'c'), &iloc);
}

static bool refers_to_items(struct npi_mp4_copy *copy)
{
    struct npi_box child;
    int64_t at = copy->old.moov.body;

    for (size_t i = 0; i < copy->layout.n; i++)
        if (has_items(copy, &copy->layout.top[i]))
            return true;
    while (npi_box_next(&copy->old.window, &at, copy->old.moov.end, &child) ==
           NPI_BOX_OK)
        if (has_items(copy, &child))
            return true;
    return false;
}

static bool is_left_out(const struct npi_mp4_copy *copy,
                        const struct npi_box *box)
{
    return npi_box_is_free(box) ||
           box->type == NPI_FOURCC('m', 'o', 'o', 'v') ||
           npi_box_is_own_mdat(copy->layout.bytes, box);
}

/* 'ftyp', the index, our text, then all else in its order. */
static enum np_status lay(struct npi_mp4_copy *copy, int64_t *data_at)
{
    const struct npi_layout *layout = &copy->layout;
    const int64_t data = copy->build.data.size;
    size_t first = layout->top[0].type == FTYP;
    enum np_status status = NP_OK;

    copy->n = 0;
    copy->size = 0;
    if (first)
        status = add_range(copy, &layout->top[0]);
    if (status == NP_OK)
        status = add(copy, NPI_COPY_MOOV, 0, copy->build.moov.size);
    *data_at = copy->size + 8;
    if (status == NP_OK && data > NPI_OWN_MDAT_BYTES)
        status = add(copy, NPI_COPY_DATA, 0, data + 8);
    for (size_t i = first; i < layout->n && status == NP_OK; i++)
        if (!is_left_out(copy, &layout->top[i]))
            status = add_range(copy, &layout->top[i]);
    return status;
}

static enum np_status make(struct npi_mp4_copy *copy,
                           const struct npi_wanted *wanted, bool wide,
                           int64_t data_at)
{
    enum np_status status;

    npi_build_release(&copy->build);
    copy->build = (struct npi_build){.copy = true, .wide = wide};
    status = npi_build_data(&copy->build, &copy->old, wanted);
    if (status == NP_OK)
        status = npi_build_moov(&copy->build, data_at);
    return status;
}

/* The size of the index decides where all else goes, and does not depend on
 * it; but offsets grow where the file does beyond 4 GB. */
static enum np_status plan(struct npi_mp4_copy *copy,
                           const struct npi_wanted *wanted)
{
    bool wide = false;
    int64_t data_at = 0;
    enum np_status status;

    for (;;) {
        status = make(copy, wanted, wide, 0);
        if (status == NP_OK && copy->build.refusal == NPI_REFUSE_NOT)
            status = lay(copy, &data_at);
        if (status != NP_OK || copy->build.refusal != NPI_REFUSE_NOT || wide ||
            copy->size <= UINT32_MAX)
            break;
        wide = true;
    }
    if (status == NP_OK && copy->build.refusal == NPI_REFUSE_NOT)
        status = make(copy, wanted, wide, data_at);
    if (status == NP_OK && copy->build.refusal == NPI_REFUSE_NOT)
        status = lay(copy, &data_at);
    npi_moves_sort(&copy->build.moves);
    copy->build.moov.moves = &copy->build.moves;
    return status;
}

/* Every offset leads into a stretch that is copied: found before the first byte
 * is written. */
static bool take_nothing(void *user, const unsigned char *bytes, size_t n)
{
    (void)user;
    (void)bytes;
    (void)n;
    return true;
}

enum np_status npi_mp4_copy_plan(struct npi_context *ctx,
                                 struct npi_bytes *bytes,
                                 const struct npi_wanted *wanted,
                                 struct npi_mp4_copy *copy)
{
    enum np_status status;

    *copy = (struct npi_mp4_copy){.ctx = ctx};
    status = npi_layout_read(ctx, bytes, &copy->layout);
    copy->refusal = copy->layout.refusal;
    if (status != NP_OK || copy->refusal != NPI_REFUSE_NOT)
        return status;
    status = npi_old_read(ctx, &copy->layout, &copy->old, &copy->refusal);
    if (status == NP_OK && copy->refusal == NPI_REFUSE_NOT &&
        refers_to_items(copy))
        copy->refusal = NPI_REFUSE_OFFSETS;
    if (status != NP_OK || copy->refusal != NPI_REFUSE_NOT)
        return status;
    status = plan(copy, wanted);
    copy->refusal = copy->build.refusal;
    if (status == NP_OK && copy->refusal == NPI_REFUSE_NOT)
        status = npi_recipe_run(&copy->build.moov, take_nothing, NULL);
    if (status == NP_ERR_MEDIA) {
        copy->refusal = NPI_REFUSE_DAMAGED;
        status = NP_OK;
    }
    return status;
}

void npi_mp4_copy_release(struct npi_mp4_copy *copy)
{
    npi_build_release(&copy->build);
}

/* What is being written. */
struct writing {
    const struct npi_mp4_copy *copy;
    int to;
    int64_t at;
    void (*report)(void *user, int64_t done, int64_t total);
    void *user;
    int64_t base; /* of the range that is copied */
};

static bool take(void *user, const unsigned char *bytes, size_t n)
{
    struct writing *writing = user;
    bool good = npi_disk_write(writing->to, writing->at, bytes, n);

    writing->at += (int64_t)n;
    return good;
}

static bool done(void *user, int64_t bytes)
{
    const struct writing *writing = user;
    const struct npi_mp4_copy *copy = writing->copy;

    if (writing->report)
        writing->report(writing->user, writing->base + bytes, copy->size);
    return !(copy->ctx->cancel && *copy->ctx->cancel);
}

static enum np_status write_range(struct writing *writing, int from,
                                  const struct npi_copy_piece *piece)
{
    const struct npi_disk_copy range = {.from = from,
                                        .to = writing->to,
                                        .to_is_new = true,
                                        .at = piece->from,
                                        .to_at = piece->to,
                                        .n = piece->size,
                                        .done = done,
                                        .user = writing};

    writing->base = piece->to;
    if (npi_disk_copy(&range))
        return NP_OK;
    return errno == ECANCELED ? NP_ERR_INTERRUPTED : NP_ERR_IO;
}

static enum np_status write_piece(struct writing *writing, int from,
                                  const struct npi_copy_piece *piece)
{
    const struct npi_build *build = &writing->copy->build;
    struct npi_header_write header;

    writing->at = piece->to;
    switch (piece->kind) {
    case NPI_COPY_RANGE:
        return write_range(writing, from, piece);
    case NPI_COPY_MOOV:
        return npi_recipe_run(&build->moov, take, writing);
    case NPI_COPY_DATA:
        header = npi_header(0, MDAT, piece->size);
        return take(writing, header.bytes, header.n)
                   ? npi_recipe_run(&build->data, take, writing)
                   : NP_ERR_IO;
    case NPI_COPY_FREE:
        header = npi_header(0, FREE, piece->size);
        return take(writing, header.bytes, header.n) ? NP_OK : NP_ERR_IO;
    }
    return NP_OK;
}

enum np_status
npi_mp4_copy_write(const struct npi_mp4_copy *copy, int from, int to,
                   void (*report)(void *user, int64_t done, int64_t total),
                   void *user)
{
    struct writing writing = {
        .copy = copy, .to = to, .report = report, .user = user};
    const bool sparse = npi_disk_holes(from) > 0;
    enum np_status status = NP_OK;

    if (!sparse && !npi_platform_reserve(to, 0, copy->size))
        status = NP_ERR_IO;
    for (size_t i = 0; i < copy->n && status == NP_OK; i++)
        status = write_piece(&writing, from, &copy->pieces[i]);
    /* It may end in a hole. */
    if (status == NP_OK && !npi_disk_truncate(to, copy->size))
        status = NP_ERR_IO;
    return status;
}
