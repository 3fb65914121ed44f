/* See layout.h. */
#include "media/mp4/edit/layout.h"

#include "base/str.h"
#include "media/diags.h"

#include <string.h>

const char *npi_refusal_text(enum npi_refusal refusal)
{
    static const char *const TEXTS[] = {
        [NPI_REFUSE_NOT] = "",
        [NPI_REFUSE_NO_MOVIE] = N_("it has no index of its own"),
        [NPI_REFUSE_FRAGMENTS] = N_("its index is in fragments"),
        [NPI_REFUSE_OPEN] = N_("its last box does not say how long it is"),
        [NPI_REFUSE_TRAILING] = N_("bytes that belong to no box end it"),
        [NPI_REFUSE_PICTURES] = N_("it is a file of pictures, by its brand"),
        [NPI_REFUSE_COMPRESSED] = N_("its index is compressed"),
        [NPI_REFUSE_REFERENCE] = N_("its media data is in other files"),
        [NPI_REFUSE_DAMAGED] = N_("its index is damaged"),
        [NPI_REFUSE_LARGE] = N_("its index is larger than any that is known"),
        [NPI_REFUSE_OFFSETS] = N_("it holds offsets that cannot be moved"),
        [NPI_REFUSE_SECTORS] = N_(
            "its index begins across two sectors of the disk"),
        [NPI_REFUSE_ROOM] = N_("there is no place that an index may have"),
        [NPI_REFUSE_UNDO] = N_("nothing in it can be undone"),
    };
    return TEXTS[refusal];
}

bool npi_box_is_free(const struct npi_box *box)
{
    return box->type == NPI_FOURCC('f', 'r', 'e', 'e') ||
           box->type == NPI_FOURCC('s', 'k', 'i', 'p');
}

bool npi_box_is_own_mdat(struct npi_bytes *bytes, const struct npi_box *box)
{
    char head[NPI_OWN_MDAT_BYTES];

    return box->type == NPI_FOURCC('m', 'd', 'a', 't') &&
           box->end - box->body >= NPI_OWN_MDAT_BYTES &&
           npi_bytes_copy(bytes, box->body, head, sizeof(head)) &&
           memcmp(head, NPI_OWN_MDAT, sizeof(head)) == 0;
}

/* Brands of single pictures and sequences of them: what they show is in 'meta'
 * at the top. */
static bool is_pictures(struct npi_bytes *bytes, const struct npi_box *ftyp)
{
    static const char BRANDS[] = "heic heix heim heis hevc hevx mif1 mif2 msf1 "
                                 "miaf avif avis jpeg jpgs";
    char brand[4];

    return npi_bytes_copy(bytes, ftyp->body, brand, sizeof(brand)) &&
           npi_str_listed((struct np_str){brand, sizeof(brand)}, BRANDS);
}

static enum npi_refusal refuse_box(struct npi_layout *layout,
                                   const struct npi_box *box)
{
    switch (box->type) {
    case NPI_FOURCC('f', 't', 'y', 'p'):
        return is_pictures(layout->bytes, box) ? NPI_REFUSE_PICTURES
                                               : NPI_REFUSE_NOT;
    case NPI_FOURCC('m', 'o', 'o', 'f'):
    case NPI_FOURCC('s', 't', 'y', 'p'):
    case NPI_FOURCC('s', 'i', 'd', 'x'):
    case NPI_FOURCC('s', 's', 'i', 'x'):
    case NPI_FOURCC('m', 'f', 'r', 'a'):
        return NPI_REFUSE_FRAGMENTS;
    case NPI_FOURCC('m', 'o', 'o', 'v'):
        if (layout->moov != NP_NONE)
            return NPI_REFUSE_NO_MOVIE;
        layout->moov = layout->n;
        return box->end - box->at > NPI_MOOV_MAX ? NPI_REFUSE_LARGE
                                                 : NPI_REFUSE_NOT;
    default:
        return NPI_REFUSE_NOT;
    }
}

/* Types are four printable characters, or (QuickTime) begin with ©. */
static bool is_type(uint32_t type)
{
    for (unsigned shift = 0; shift < 32; shift += 8) {
        unsigned c = type >> shift & 0xFF;

        if ((c < ' ' || c > '~') && c != 0xA9)
            return false;
    }
    return true;
}

/* What an edit that broke off before it was committed left at the end: a 'free'
 * box with our text in it, and perhaps room behind. */
static bool is_leftover(struct npi_layout *layout, const struct npi_box *box)
{
    const struct npi_box inner = {.type = NPI_FOURCC('m', 'd', 'a', 't'),
                                  .body = box->body + 8,
                                  .end = box->end};

    return npi_box_is_free(box) && npi_box_is_own_mdat(layout->bytes, &inner);
}

static enum np_status add_box(struct npi_context *ctx,
                              struct npi_layout *layout,
                              const struct npi_box *box)
{
    struct npi_box *top = npi_arena_grow(ctx->arena, layout->top, layout->n,
                                         &layout->cap, sizeof(*top));

    if (!top)
        return NP_ERR_NOMEM;
    layout->top = top;
    top[layout->n] = *box;
    if (layout->refusal == NPI_REFUSE_NOT)
        layout->refusal = refuse_box(layout, box);
    layout->n++;
    if (layout->n == NPI_LAYOUT_BOXES)
        layout->refusal = NPI_REFUSE_LARGE;
    return NP_OK;
}

static enum np_status read_top(struct npi_context *ctx,
                               struct npi_window *window, int64_t at,
                               int64_t size, struct npi_layout *layout)
{
    struct npi_box box;
    enum np_status status = NP_OK;

    while (at < size && status == NP_OK && layout->refusal == NPI_REFUSE_NOT) {
        if (ctx->cancel && *ctx->cancel)
            return NP_ERR_INTERRUPTED;
        if (npi_box_next(window, &at, size, &box) != NPI_BOX_OK ||
            !is_type(box.type) || box.open) {
            layout->refusal = box.open && is_type(box.type)
                                  ? NPI_REFUSE_OPEN
                                  : NPI_REFUSE_TRAILING;
            break;
        }
        status = add_box(ctx, layout, &box);
    }
    return status;
}

/* The last child of the moov, if it is 'skip' to its end. */
static int64_t find_tail(struct npi_window *window, const struct npi_box *moov)
{
    struct npi_box child;
    int64_t at = moov->body;
    int64_t tail = moov->end;

    while (npi_box_next(window, &at, moov->end, &child) == NPI_BOX_OK)
        tail = child.type == NPI_FOURCC('s', 'k', 'i', 'p') ? child.at
                                                            : child.end;
    return tail;
}

/* Between the commit of an edit and its tidying the old index is 'skip' up to
 * the new one: the boxes it hides are read as if it had its own length. */
static enum np_status look_behind(struct npi_context *ctx,
                                  struct npi_window *window,
                                  struct npi_layout *layout)
{
    const struct npi_record *record = &layout->record;
    struct npi_box *old = layout->top;
    enum np_status status;

    if (!layout->has_record || record->room != NPI_ROOM_APART)
        return NP_OK;
    while (old < layout->top + layout->n && old->at < record->old_at)
        old++;
    if (old == layout->top + layout->n || old->at != record->old_at ||
        old->end == record->old_end)
        return NP_OK;
    layout->untidy = true;
    old->end = record->old_end;
    layout->n = (size_t)(old - layout->top) + 1;
    layout->moov = NP_NONE;
    status = read_top(ctx, window, record->old_end, record->old_size, layout);
    if (status == NP_OK && layout->refusal == NPI_REFUSE_NOT)
        status = read_top(ctx, window, record->old_size + 8, layout->leftover,
                          layout);
    if (status == NP_OK && layout->moov == NP_NONE)
        layout->refusal = NPI_REFUSE_DAMAGED;
    return status;
}

static enum np_status settle(struct npi_context *ctx, struct npi_layout *layout,
                             struct npi_window *window)
{
    enum np_status status;

    layout->has_record = npi_record_read(layout->bytes,
                                         layout->top[layout->moov].at,
                                         layout->leftover, &layout->record);
    status = look_behind(ctx, window, layout);
    if (status != NP_OK || layout->refusal != NPI_REFUSE_NOT)
        return status;
    layout->front = true;
    for (size_t i = 0; i < layout->moov; i++)
        layout->front &= layout->top[i].type !=
                             NPI_FOURCC('m', 'd', 'a', 't') ||
                         npi_box_is_own_mdat(layout->bytes, &layout->top[i]);
    layout->tail = find_tail(window, &layout->top[layout->moov]);
    return NP_OK;
}

enum np_status npi_layout_read(struct npi_context *ctx, struct npi_bytes *bytes,
                               struct npi_layout *layout)
{
    struct npi_window window;
    enum np_status status;

    *layout = (struct npi_layout){
        .bytes = bytes, .moov = NP_NONE, .leftover = bytes->size};
    npi_window_init(&window, bytes);
    status = read_top(ctx, &window, 0, bytes->size, layout);
    if (status == NP_OK && layout->n > 1 &&
        is_leftover(layout, &layout->top[layout->n - 1])) {
        layout->leftover = layout->top[--layout->n].at;
        if (layout->refusal == NPI_REFUSE_TRAILING)
            layout->refusal = NPI_REFUSE_NOT;
    }
    if (status != NP_OK || layout->refusal != NPI_REFUSE_NOT)
        return status;
    if (layout->moov == NP_NONE)
        layout->refusal = NPI_REFUSE_NO_MOVIE;
    else
        status = settle(ctx, layout, &window);
    return status;
}
