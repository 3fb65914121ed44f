/* What our edits replaced (see old.h): a 'uuid' box that holds
 *
 *   'item' of each tag that we wrote: hash of what we wrote (64 bits), length
 *          of the key (32), the key, the item that was there before, if any;
 *   'chpl' if we wrote one: its hash (64), the box that was there, if any;
 *   'trak' of each chapter track that was there, as it was;
 *   'cref' pairs of 32 bits: a track, a chapter track that it named. */
#include "media/mp4/edit/old.h"

#include <string.h>

const unsigned char npi_saved_uuid[16] = {0x6E, 0x6F, 0x70, 0x72, 0x69, 0x6F,
                                          0x72, 0x73, 0x8A, 0x3F, 0x4C, 0x1D,
                                          0x9B, 0x52, 0xE7, 0x60};

#define ITEM NPI_FOURCC('i', 't', 'e', 'm')
#define CHPL NPI_FOURCC('c', 'h', 'p', 'l')
#define TRAK NPI_FOURCC('t', 'r', 'a', 'k')
#define CREF NPI_FOURCC('c', 'r', 'e', 'f')

#define KEY_MAX 1024

enum np_status npi_saved_add_tag(struct npi_arena *arena,
                                 struct npi_saved *saved,
                                 const struct npi_saved_tag *tag)
{
    struct npi_saved_tag *tags = npi_arena_grow(
        arena, saved->tags, saved->n_tags, &saved->tags_cap, sizeof(*tags));

    if (!tags)
        return NP_ERR_NOMEM;
    saved->tags = tags;
    tags[saved->n_tags++] = *tag;
    return NP_OK;
}

enum np_status npi_saved_add_track(struct npi_arena *arena,
                                   struct npi_saved *saved,
                                   struct npi_mp4_place box)
{
    struct npi_mp4_place *tracks = npi_arena_grow(
        arena, saved->tracks, saved->n_tracks, &saved->tracks_cap,
        sizeof(*tracks));

    if (!tracks)
        return NP_ERR_NOMEM;
    saved->tracks = tracks;
    tracks[saved->n_tracks++] = box;
    return NP_OK;
}

enum np_status npi_saved_add_cref(struct npi_arena *arena,
                                  struct npi_saved *saved, uint32_t track,
                                  uint32_t chapters)
{
    struct npi_cref *crefs = npi_arena_grow(arena, saved->crefs, saved->n_crefs,
                                            &saved->crefs_cap, sizeof(*crefs));

    if (!crefs)
        return NP_ERR_NOMEM;
    saved->crefs = crefs;
    crefs[saved->n_crefs++] = (struct npi_cref){track, chapters};
    return NP_OK;
}

/* What is behind at, if it is one whole box. */
static struct npi_mp4_place whole_box(struct npi_old *old, int64_t at,
                                      int64_t end)
{
    struct npi_box box;
    int64_t next = at;

    if (npi_box_next(&old->window, &next, end, &box) != NPI_BOX_OK ||
        next != end)
        return (struct npi_mp4_place){0, 0};
    return (struct npi_mp4_place){at, end};
}

static enum np_status read_item(struct npi_old *old, const struct npi_box *box)
{
    struct npi_arena *arena = old->ctx->arena;
    struct npi_saved_tag tag;
    const unsigned char *bytes = npi_window_get(&old->window, box->body, 12);
    uint64_t n;

    if (box->end - box->body < 12 || !bytes)
        return NP_OK;
    tag.hash = npi_big_endian(bytes, 8);
    n = npi_big_endian(bytes + 8, 4);
    if (n > KEY_MAX || (int64_t)n > box->end - box->body - 12)
        return NP_OK;
    bytes = npi_window_get(&old->window, box->body + 12, (size_t)n);
    if (!bytes)
        return NP_OK;
    tag.key = npi_arena_str(arena,
                            (struct np_str){(const char *)bytes, (size_t)n});
    tag.item = whole_box(old, box->body + 12 + (int64_t)n, box->end);
    return tag.key.ptr ? npi_saved_add_tag(arena, &old->saved, &tag)
                       : NP_ERR_NOMEM;
}

static enum np_status read_crefs(struct npi_old *old, const struct npi_box *box)
{
    enum np_status status = NP_OK;

    for (int64_t at = box->body; box->end - at >= 8 && status == NP_OK;
         at += 8) {
        const unsigned char *bytes = npi_window_get(&old->window, at, 8);

        if (!bytes)
            break;
        status = npi_saved_add_cref(old->ctx->arena, &old->saved,
                                    (uint32_t)npi_big_endian(bytes, 4),
                                    (uint32_t)npi_big_endian(bytes + 4, 4));
    }
    return status;
}

static void read_chpl(struct npi_old *old, const struct npi_box *box)
{
    const unsigned char *bytes = box->end - box->body >= 8
                                     ? npi_window_get(&old->window, box->body,
                                                      8)
                                     : NULL;

    if (!bytes)
        return;
    old->saved.own_chpl = true;
    old->saved.chpl_hash = npi_big_endian(bytes, 8);
    old->saved.chpl = whole_box(old, box->body + 8, box->end);
}

/* The id of a saved track must stay free. */
static void note_id(struct npi_old *old, const struct npi_box *trak)
{
    struct npi_box tkhd;
    const unsigned char *bytes = NULL;
    uint32_t id;

    if (npi_box_child(&old->window, trak, NPI_FOURCC('t', 'k', 'h', 'd'),
                      &tkhd) &&
        tkhd.end - tkhd.body >= 24)
        bytes = npi_window_get(&old->window, tkhd.body, 24);
    if (!bytes)
        return;
    id = (uint32_t)npi_big_endian(bytes + (bytes[0] == 1 ? 20 : 12), 4);
    if (id > old->saved_max_id && id < UINT32_MAX - 64)
        old->saved_max_id = id;
}

static enum np_status read_child(struct npi_old *old, const struct npi_box *box)
{
    switch (box->type) {
    case ITEM:
        return read_item(old, box);
    case CREF:
        return read_crefs(old, box);
    case CHPL:
        read_chpl(old, box);
        return NP_OK;
    case TRAK:
        note_id(old, box);
        return npi_saved_add_track(old->ctx->arena, &old->saved,
                                   (struct npi_mp4_place){box->at, box->end});
    default:
        return NP_OK;
    }
}

enum np_status npi_saved_read(struct npi_old *old)
{
    struct npi_box child;
    int64_t at = old->uuid.body;
    enum np_status status = NP_OK;

    while (status == NP_OK &&
           npi_box_next(&old->window, &at, old->uuid.end, &child) == NPI_BOX_OK)
        status = read_child(old, &child);
    return status;
}

static void write_tag(const struct npi_saved_tag *tag,
                      struct npi_recipe *recipe)
{
    npi_recipe_begin(recipe, ITEM);
    npi_recipe_u64(recipe, tag->hash);
    npi_recipe_u32(recipe, (uint32_t)tag->key.len);
    npi_recipe_str(recipe, tag->key);
    npi_recipe_range(recipe, tag->item.at, tag->item.end);
    npi_recipe_end(recipe);
}

void npi_saved_write(const struct npi_saved *saved, struct npi_recipe *recipe,
                     void (*put_track)(void *user, struct npi_mp4_place box),
                     void *user)
{
    if (!saved->n_tags && !saved->own_chpl && !saved->n_tracks)
        return;
    npi_recipe_begin(recipe, NPI_FOURCC('u', 'u', 'i', 'd'));
    npi_recipe_put(recipe, npi_saved_uuid, sizeof(npi_saved_uuid));
    for (size_t i = 0; i < saved->n_tags; i++)
        write_tag(&saved->tags[i], recipe);
    if (saved->own_chpl) {
        npi_recipe_begin(recipe, CHPL);
        npi_recipe_u64(recipe, saved->chpl_hash);
        npi_recipe_range(recipe, saved->chpl.at, saved->chpl.end);
        npi_recipe_end(recipe);
    }
    for (size_t i = 0; i < saved->n_tracks; i++)
        put_track(user, saved->tracks[i]);
    if (saved->n_crefs) {
        npi_recipe_begin(recipe, CREF);
        for (size_t i = 0; i < saved->n_crefs; i++) {
            npi_recipe_u32(recipe, saved->crefs[i].track);
            npi_recipe_u32(recipe, saved->crefs[i].chapters);
        }
        npi_recipe_end(recipe);
    }
    npi_recipe_end(recipe);
}
