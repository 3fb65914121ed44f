/* See old.h. ISO/IEC 14496-12; QuickTime File Format. */
#include "media/mp4/edit/old.h"

#include "base/str.h"
#include "media/plan.h"

#include <string.h>

#define HANDLER_NAME_MAX 1024

int64_t npi_meta_body(struct npi_window *window, const struct npi_box *meta)
{
    const unsigned char *head = meta->end - meta->body >= 8
                                    ? npi_window_get(window, meta->body, 8)
                                    : NULL;

    return head && npi_big_endian(head + 4, 4) != NPI_FOURCC('h', 'd', 'l', 'r')
               ? meta->body + 4
               : meta->body;
}

/* The handler that a 'meta' box names, 0 if it has none. */
static uint32_t meta_handler(struct npi_window *window,
                             const struct npi_box *meta)
{
    struct npi_box inside = *meta;
    struct npi_box hdlr;
    const unsigned char *bytes = NULL;

    inside.body = npi_meta_body(window, meta);
    if (npi_box_child(window, &inside, NPI_FOURCC('h', 'd', 'l', 'r'), &hdlr) &&
        hdlr.end - hdlr.body >= 12)
        bytes = npi_window_get(window, hdlr.body + 8, 4);
    return bytes ? (uint32_t)npi_big_endian(bytes, 4) : 0;
}

static void note_meta(struct npi_old *old, const struct npi_box *box,
                      bool in_udta)
{
    uint32_t handler = meta_handler(&old->window, box);
    bool mdta = handler == NPI_FOURCC('m', 'd', 't', 'a');

    if (old->meta.end || (!mdta && handler != NPI_FOURCC('m', 'd', 'i', 'r')))
        return;
    old->meta = *box;
    old->meta_is_mdta = mdta;
    old->meta_in_udta = in_udta;
}

/* Four bytes of zeros may end the children (QuickTime); what else is no box
 * would be lost. */
static enum npi_refusal read_udta(struct npi_old *old)
{
    struct npi_box child;
    int64_t at = old->udta.body;
    enum npi_box_found found;

    while ((found = npi_box_next(&old->window, &at, old->udta.end, &child)) ==
           NPI_BOX_OK) {
        if (child.open)
            return NPI_REFUSE_DAMAGED;
        if (child.type == NPI_FOURCC('c', 'h', 'p', 'l') && !old->chpl.end)
            old->chpl = child;
        if (child.type == NPI_FOURCC('m', 'e', 't', 'a'))
            note_meta(old, &child, true);
    }
    return found == NPI_BOX_BAD ? NPI_REFUSE_DAMAGED : NPI_REFUSE_NOT;
}

static enum npi_refusal read_children(struct npi_old *old)
{
    struct npi_box child;
    int64_t at = old->moov.body;
    enum npi_box_found found;

    while ((found = npi_box_next(&old->window, &at, old->moov.end, &child)) ==
           NPI_BOX_OK) {
        if (child.open)
            return NPI_REFUSE_DAMAGED;
        if (child.type == NPI_FOURCC('m', 'v', 'h', 'd') && !old->mvhd.end)
            old->mvhd = child;
        else if (child.type == NPI_FOURCC('m', 'v', 'e', 'x'))
            return NPI_REFUSE_FRAGMENTS;
        else if (child.type == NPI_FOURCC('c', 'm', 'o', 'v'))
            return NPI_REFUSE_COMPRESSED;
        else if (child.type == NPI_FOURCC('r', 'm', 'r', 'a'))
            return NPI_REFUSE_REFERENCE;
        else if (child.type == NPI_FOURCC('u', 'd', 't', 'a') && old->udta.end)
            return NPI_REFUSE_DAMAGED;
        else if (child.type == NPI_FOURCC('u', 'd', 't', 'a'))
            old->udta = child;
        else if (child.type == NPI_FOURCC('m', 'e', 't', 'a'))
            note_meta(old, &child, false);
        else if (child.type == NPI_FOURCC('u', 'u', 'i', 'd') &&
                 memcmp(child.uuid, npi_saved_uuid, 16) == 0)
            old->uuid = child;
    }
    if (found == NPI_BOX_BAD || old->mvhd.end == 0 ||
        old->mvhd.end - old->mvhd.body < 100)
        return NPI_REFUSE_DAMAGED;
    return read_udta(old);
}

static bool is_named_ours(struct npi_old *old, struct npi_mp4_place hdlr)
{
    static const char END[] = "(" NPI_OWN_NAME ")";
    int64_t n = hdlr.end - hdlr.at - 24;
    const unsigned char *name = n > 0 && n <= HANDLER_NAME_MAX
                                    ? npi_window_get(&old->window, hdlr.at + 24,
                                                     (size_t)n)
                                    : NULL;
    struct np_str text = {(const char *)name, name ? (size_t)n : 0};

    text = npi_str_sub(text, 0, npi_str_find_char(text, '\0'));
    return npi_str_ends(text, NPI_STR(END));
}

static bool is_elsewhere(struct npi_old *old, struct npi_mp4_place dref)
{
    struct npi_box box;
    int64_t at = dref.at + 8;

    while (npi_box_next(&old->window, &at, dref.end, &box) == NPI_BOX_OK) {
        const unsigned char *flags = npi_window_get(&old->window, box.body, 4);

        if (flags && !(flags[3] & 1))
            return true;
    }
    return false;
}

/* The first chunk tells: tracks that we wrote have one. */
static bool is_in_unit(struct npi_old *old, const struct npi_mp4_track *track)
{
    bool wide = track->parts[NPI_MP4_STCO].end == 0;
    struct npi_mp4_place table =
        track->parts[wide ? NPI_MP4_CO64 : NPI_MP4_STCO];
    size_t n = wide ? 8 : 4;
    const unsigned char *entry = table.end - table.at >= 8 + (int64_t)n
                                     ? npi_window_get(&old->window,
                                                      table.at + 8, n)
                                     : NULL;
    uint64_t at = entry ? npi_big_endian(entry, n) : 0;

    for (size_t i = 0; entry && i < old->layout->n; i++) {
        const struct npi_box *box = &old->layout->top[i];

        if (at >= (uint64_t)box->body && at < (uint64_t)box->end)
            return npi_box_is_own_mdat(old->layout->bytes, box);
    }
    return false;
}

/* The size on the screen, 16.16, at the end of 'tkhd'. */
static void note_size(struct npi_old *old, struct npi_mp4_place tkhd)
{
    const unsigned char *size = tkhd.end - tkhd.at >= 84
                                    ? npi_window_get(&old->window, tkhd.end - 8,
                                                     8)
                                    : NULL;

    if (!size || old->width)
        return;
    old->width = (int64_t)npi_big_endian(size, 2);
    old->height = (int64_t)npi_big_endian(size + 4, 2);
}

static void describe(struct npi_old *old, const struct npi_mp4_track *track,
                     struct npi_old_track *to)
{
    struct npi_mp4_place hdlr = track->parts[NPI_MP4_HDLR];
    const unsigned char *bytes = hdlr.end - hdlr.at >= 12
                                     ? npi_window_get(&old->window, hdlr.at + 8,
                                                      4)
                                     : NULL;

    *to = (struct npi_old_track){.track = track};
    to->handler = bytes ? (uint32_t)npi_big_endian(bytes, 4) : 0;
    to->own = is_named_ours(old, hdlr);
    to->chapters = track->chapters ||
                   (to->own && to->handler == NPI_FOURCC('t', 'e', 'x', 't'));
    to->in_unit = to->own && is_in_unit(old, track);
    to->elsewhere = is_elsewhere(old, track->parts[NPI_MP4_DREF]);
    if (to->handler == NPI_FOURCC('v', 'i', 'd', 'e') && !to->chapters)
        note_size(old, track->parts[NPI_MP4_TKHD]);
}

/* Ids must be there and differ, or references would change their meaning. */
static enum npi_refusal check_ids(const struct npi_old *old)
{
    for (size_t i = 0; i < old->n_tracks; i++) {
        if (old->tracks[i].track->id == 0)
            return NPI_REFUSE_DAMAGED;
        for (size_t k = 0; k < i; k++)
            if (old->tracks[i].track->id == old->tracks[k].track->id)
                return NPI_REFUSE_DAMAGED;
    }
    return old->n_tracks == 0 ? NPI_REFUSE_DAMAGED : NPI_REFUSE_NOT;
}

static bool has_quicktime_brand(struct npi_old *old)
{
    const struct npi_box *first = &old->layout->top[0];
    const unsigned char *brand = npi_window_get(&old->window, first->body, 4);

    if (first->type != NPI_FOURCC('f', 't', 'y', 'p'))
        return true; /* from before there were brands */
    return brand && memcmp(brand, "qt  ", 4) == 0;
}

enum np_status npi_old_read(struct npi_context *ctx,
                            const struct npi_layout *layout,
                            struct npi_old *old, enum npi_refusal *refusal)
{
    enum np_status status;

    *old = (struct npi_old){
        .ctx = ctx, .layout = layout, .moov = layout->top[layout->moov]};
    npi_window_init(&old->window, layout->bytes);
    *refusal = read_children(old);
    if (*refusal != NPI_REFUSE_NOT)
        return NP_OK;
    status = npi_mp4_movie_read(ctx, &old->window, &old->movie);
    if (status != NP_OK)
        return status;
    if (old->movie.too_many || old->movie.timescale == 0) {
        *refusal = NPI_REFUSE_DAMAGED;
        return NP_OK;
    }
    old->tracks = NPI_ARENA_NEW(ctx->arena, struct npi_old_track, old->movie.n);
    if (!old->tracks)
        return NP_ERR_NOMEM;
    old->n_tracks = old->movie.n;
    for (size_t i = 0; i < old->n_tracks; i++)
        describe(old, &old->movie.tracks[i], &old->tracks[i]);
    old->is_quicktime = has_quicktime_brand(old);
    *refusal = check_ids(old);
    status = npi_saved_read(old);
    return status == NP_OK ? npi_saved_check(old) : status;
}

bool npi_old_has_ours(const struct npi_old *old)
{
    for (size_t i = 0; i < old->n_tracks; i++)
        if (old->tracks[i].own)
            return true;
    return old->saved.n_tags || old->saved.own_chpl || old->saved.n_tracks ||
           old->saved.moved;
}

bool npi_old_has_own_chapters(const struct npi_old *old)
{
    for (size_t i = 0; i < old->n_tracks; i++)
        if (old->tracks[i].own && old->tracks[i].chapters)
            return true;
    return old->saved.own_chpl;
}
