/* See build.h: 'udta' with the tags and the list of chapters. */
#include "media/mp4/edit/build.h"

#include "media/mp4/edit/new_tags.h"
#include "media/mp4/edit/new_track.h"

/* True if the file's 'chpl' is the one that we wrote. */
static bool chpl_is_ours(struct npi_old *old)
{
    struct npi_hash hash;

    npi_hash_init(&hash);
    return old->saved.own_chpl && old->chpl.end &&
           npi_hash_range(&hash, old->layout->bytes, old->chpl.at,
                          old->chpl.end) &&
           npi_hash_end(&hash) == old->saved.chpl_hash;
}

static bool add_to_hash(void *user, const unsigned char *bytes, size_t n)
{
    npi_hash_add(user, bytes, n);
    return true;
}

/* 'chpl' as it shall be, and what is remembered of the one that was there. */
static enum np_status put_chpl(struct npi_build *build, struct npi_saved *saved)
{
    struct npi_old *old = build->old;
    struct npi_mp4_place was = {old->chpl.at, old->chpl.end};
    struct npi_recipe own;
    struct npi_hash hash;
    enum np_status status;

    if (!build->wanted->change_chapters) {
        saved->own_chpl = old->saved.own_chpl;
        saved->chpl_hash = old->saved.chpl_hash;
        saved->chpl = old->saved.chpl;
        npi_recipe_range(&build->moov, was.at, was.end);
        return NP_OK;
    }
    if (chpl_is_ours(old))
        was = old->saved.chpl;
    if (!build->wanted->n_chapters) {
        npi_recipe_range(&build->moov, was.at, was.end);
        return NP_OK;
    }
    npi_recipe_init(&own, old->ctx, old->layout->bytes);
    npi_new_chpl(build->wanted, &own);
    npi_hash_init(&hash);
    status = npi_recipe_run(&own, add_to_hash, &hash);
    npi_recipe_str(&build->moov, npi_buf_str(&own.bytes));
    npi_recipe_release(&own);
    saved->own_chpl = true;
    saved->chpl_hash = npi_hash_end(&hash);
    saved->chpl = was;
    return status;
}

/* The children that are not ours to change, in their order; QuickTime ends them
 * by four zeros, which nobody needs. */
static void put_udta_others(struct npi_build *build)
{
    struct npi_old *old = build->old;
    struct npi_box child;
    int64_t at = old->udta.body;

    while (npi_box_next(&old->window, &at, old->udta.end, &child) == NPI_BOX_OK)
        if (child.at != old->chpl.at &&
            !(old->meta_in_udta && child.at == old->meta.at))
            npi_recipe_range(&build->moov, child.at, child.end);
}

/* Whether there is anything to put into 'udta'. */
static bool needs_udta(const struct npi_build *build,
                       const struct npi_items *items)
{
    const struct npi_old *old = build->old;

    return old->udta.end || build->wanted->n_chapters ||
           (items->n && !items->mdta) || old->saved.chpl.end;
}

enum np_status npi_build_udta(struct npi_build *build,
                              const struct npi_items *items,
                              struct npi_saved *saved)
{
    enum np_status status;

    if (!needs_udta(build, items))
        return NP_OK;
    npi_recipe_begin(&build->moov, NPI_FOURCC('u', 'd', 't', 'a'));
    put_udta_others(build);
    if (build->old->meta.end ? build->old->meta_in_udta : !items->mdta)
        npi_items_write(build->old, items, &build->moov);
    status = put_chpl(build, saved);
    npi_recipe_end(&build->moov);
    return status;
}
