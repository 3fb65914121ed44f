/* 'meta' with the tags; see new_tags.h. */
#include "media/mp4/edit/new_tags.h"

static bool is_there(const struct npi_item *item)
{
    return !item->gone && (item->made.ptr || item->was.end);
}

static size_t count(const struct npi_items *items)
{
    size_t n = 0;

    for (size_t i = 0; i < items->n; i++)
        n += is_there(&items->items[i]);
    return n;
}

static void put_hdlr(struct npi_recipe *recipe, bool mdta)
{
    npi_recipe_begin_full(recipe, NPI_FOURCC('h', 'd', 'l', 'r'), 0, 0);
    npi_recipe_u32(recipe, 0);
    npi_recipe_u32(recipe, mdta ? NPI_FOURCC('m', 'd', 't', 'a')
                                : NPI_FOURCC('m', 'd', 'i', 'r'));
    npi_recipe_u32(recipe, mdta ? 0 : NPI_FOURCC('a', 'p', 'p', 'l'));
    npi_recipe_zeros(recipe, 8 + 1);
    npi_recipe_end(recipe);
}

/* A key's number is its place in 'keys'. */
static void put_keys(struct npi_recipe *recipe, const struct npi_items *items)
{
    npi_recipe_begin_full(recipe, NPI_FOURCC('k', 'e', 'y', 's'), 0, 0);
    npi_recipe_u32(recipe, (uint32_t)count(items));
    for (size_t i = 0; i < items->n; i++) {
        if (!is_there(&items->items[i]))
            continue;
        npi_recipe_begin(recipe, NPI_FOURCC('m', 'd', 't', 'a'));
        npi_recipe_str(recipe, items->items[i].key);
        npi_recipe_end(recipe);
    }
    npi_recipe_end(recipe);
}

static uint32_t type_of(struct np_str key)
{
    return (uint32_t)npi_big_endian((const unsigned char *)key.ptr, 4);
}

static void put_item(struct npi_recipe *recipe, const struct npi_items *items,
                     const struct npi_item *item, uint32_t n)
{
    if (!items->mdta && item->was.end) {
        npi_recipe_range(recipe, item->was.at, item->was.end);
        return;
    }
    npi_recipe_begin(recipe, items->mdta ? n : type_of(item->key));
    if (item->made.ptr)
        npi_recipe_str(recipe, item->made);
    else
        npi_recipe_range(recipe, item->was.at + 8, item->was.end);
    npi_recipe_end(recipe);
}

static bool is_freeform(const struct npi_items *items,
                        const struct npi_item *item)
{
    return !items->mdta && type_of(item->key) == NPI_FOURCC('-', '-', '-', '-');
}

/* Freeform items end the list: mp4box.js does not find what is behind one. */
static void put_ilst(struct npi_recipe *recipe, const struct npi_items *items)
{
    uint32_t n = 0;

    npi_recipe_begin(recipe, NPI_FOURCC('i', 'l', 's', 't'));
    for (size_t i = 0; i < items->n; i++)
        if (is_there(&items->items[i]) && !is_freeform(items, &items->items[i]))
            put_item(recipe, items, &items->items[i], ++n);
    for (size_t i = 0; i < items->n; i++)
        if (is_there(&items->items[i]) && is_freeform(items, &items->items[i]))
            put_item(recipe, items, &items->items[i], ++n);
    npi_recipe_end(recipe);
}

static void put_new(struct npi_recipe *recipe, const struct npi_items *items)
{
    if (items->mdta)
        npi_recipe_begin(recipe, NPI_FOURCC('m', 'e', 't', 'a'));
    else
        npi_recipe_begin_full(recipe, NPI_FOURCC('m', 'e', 't', 'a'), 0, 0);
    put_hdlr(recipe, items->mdta);
    if (items->mdta)
        put_keys(recipe, items);
    put_ilst(recipe, items);
    npi_recipe_end(recipe);
}

void npi_items_write(struct npi_old *old, const struct npi_items *items,
                     struct npi_recipe *recipe)
{
    struct npi_box child;
    int64_t at;

    if (!old->meta.end && count(items))
        put_new(recipe, items);
    if (!old->meta.end)
        return;
    at = npi_meta_body(&old->window, &old->meta);
    npi_recipe_begin(recipe, NPI_FOURCC('m', 'e', 't', 'a'));
    npi_recipe_range(recipe, old->meta.body, at);
    while (npi_box_next(&old->window, &at, old->meta.end, &child) == NPI_BOX_OK)
        if (child.type != NPI_FOURCC('i', 'l', 's', 't') &&
            child.type != NPI_FOURCC('k', 'e', 'y', 's'))
            npi_recipe_range(recipe, child.at, child.end);
    if (items->mdta)
        put_keys(recipe, items);
    put_ilst(recipe, items);
    npi_recipe_end(recipe);
}
