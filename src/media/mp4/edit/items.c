/* Which tags the file shall have; see new_tags.h. */
#include "media/mp4/edit/new_tags.h"

#include "base/str.h"

#include <string.h>

#define FREEFORM NPI_FOURCC('-', '-', '-', '-')
#define KEY_MAX 1024
/* Keys of QuickTime's that are looked at. */
#define KEYS_MAX 4096

/* libavformat's name of a tag, iTunes' type, QuickTime's key (below
 * com.apple.quicktime). */
static const struct {
    const char *name;
    const char *type;
    const char *key;
} NAMES[] = {
    {"title", "\251nam", "title"},       {"artist", "\251ART", "artist"},
    {"album", "\251alb", "album"},       {"date", "\251day", "creationdate"},
    {"comment", "\251cmt", "comment"},   {"description", "desc", "description"},
    {"synopsis", "ldes", "information"}, {"keywords", "keyw", "keywords"},
};

#define QUICKTIME "com.apple.quicktime."

static struct npi_item *add(struct npi_old *old, struct npi_items *items,
                            struct np_str key)
{
    struct npi_item *grown = npi_arena_grow(
        old->ctx->arena, items->items, items->n, &items->cap, sizeof(*grown));

    if (!grown)
        return NULL;
    items->items = grown;
    grown[items->n] = (struct npi_item){.key = key};
    return &grown[items->n++];
}

static struct npi_item *find(struct npi_items *items, struct np_str key)
{
    for (size_t i = 0; i < items->n; i++)
        if (npi_str_eq(items->items[i].key, key))
            return &items->items[i];
    return NULL;
}

/* 'mean' and 'name' of a freeform item, after their version and flags. */
static void put_freeform(struct npi_old *old, const struct npi_box *item,
                         struct npi_buf *key)
{
    struct npi_box child;
    int64_t at = item->body;

    while (npi_box_next(&old->window, &at, item->end, &child) == NPI_BOX_OK) {
        int64_t n = child.end - child.body - 4;
        const unsigned char *text;

        if ((child.type != NPI_FOURCC('m', 'e', 'a', 'n') &&
             child.type != NPI_FOURCC('n', 'a', 'm', 'e')) ||
            n < 0 || n > KEY_MAX)
            continue;
        text = npi_window_get(&old->window, child.body + 4, (size_t)n);
        npi_buf_putc(key, ':');
        if (text)
            npi_buf_put(key, (struct np_str){(const char *)text, (size_t)n});
    }
}

static struct np_str key_of(struct npi_old *old, const struct npi_box *item)
{
    struct npi_buf key;
    struct np_str text;

    npi_buf_init(&key, NPI_BUF_MAX);
    for (unsigned shift = 32; shift > 0; shift -= 8)
        npi_buf_putc(&key, (char)(item->type >> (shift - 8)));
    if (item->type == FREEFORM)
        put_freeform(old, item, &key);
    text = npi_arena_str(old->ctx->arena, npi_buf_str(&key));
    npi_buf_release(&key);
    return text;
}

/* QuickTime's keys, in their order: items count them from 1. */
static enum np_status read_keys(struct npi_old *old, const struct npi_box *meta,
                                struct npi_items *keys)
{
    struct npi_box box;
    struct npi_box key;
    int64_t at;

    if (!npi_box_child(&old->window, meta, NPI_FOURCC('k', 'e', 'y', 's'),
                       &box))
        return NP_OK;
    at = box.body + 8;
    while (keys->n < KEYS_MAX &&
           npi_box_next(&old->window, &at, box.end, &key) == NPI_BOX_OK) {
        int64_t n = key.end - key.body;
        const unsigned char *bytes = n <= KEY_MAX
                                         ? npi_window_get(&old->window,
                                                          key.body, (size_t)n)
                                         : NULL;
        struct np_str text = npi_arena_str(
            old->ctx->arena,
            (struct np_str){(const char *)bytes, bytes ? (size_t)n : 0});

        if (!text.ptr || !add(old, keys, text))
            return NP_ERR_NOMEM;
    }
    return NP_OK;
}

static enum np_status read_items(struct npi_old *old, struct npi_items *items)
{
    struct npi_box meta = old->meta;
    struct npi_items keys = {0};
    struct npi_box ilst;
    struct npi_box box;
    int64_t at;
    enum np_status status = NP_OK;

    meta.body = npi_meta_body(&old->window, &old->meta);
    if (items->mdta)
        status = read_keys(old, &meta, &keys);
    if (status != NP_OK ||
        !npi_box_child(&old->window, &meta, NPI_FOURCC('i', 'l', 's', 't'),
                       &ilst))
        return status;
    at = ilst.body;
    while (npi_box_next(&old->window, &at, ilst.end, &box) == NPI_BOX_OK) {
        bool known = box.type > 0 && box.type <= keys.n;
        struct np_str key = items->mdta && known ? keys.items[box.type - 1].key
                                                 : key_of(old, &box);
        struct npi_item *item = key.ptr ? add(old, items, key) : NULL;

        if (!item)
            return NP_ERR_NOMEM;
        item->was = (struct npi_mp4_place){box.at, box.end};
    }
    return NP_OK;
}

/* Of an item's body: its header may change. */
static uint64_t hash_of(struct npi_old *old, const struct npi_item *item)
{
    struct npi_hash hash;

    npi_hash_init(&hash);
    if (item->made.ptr)
        npi_hash_add(&hash, item->made.ptr, item->made.len);
    else
        (void)npi_hash_range(&hash, old->layout->bytes, item->was.at + 8,
                             item->was.end);
    return npi_hash_end(&hash);
}

static bool is_cover(struct np_str key)
{
    return npi_str_eq(key, NPI_STR("covr")) ||
           npi_str_eq(key, NPI_STR(QUICKTIME "artwork"));
}

/* What we wrote of the parts that change goes, and what it replaced comes back;
 * what somebody has changed since is theirs. The rest of ours stays known. */
static enum np_status take_back(struct npi_old *old,
                                const struct npi_wanted *wanted,
                                struct npi_saved *saved,
                                struct npi_items *items)
{
    enum np_status status = NP_OK;

    for (size_t i = 0; i < old->saved.n_tags && status == NP_OK; i++) {
        const struct npi_saved_tag *tag = &old->saved.tags[i];
        struct npi_item *item = find(items, tag->key);

        if (!item || hash_of(old, item) != tag->hash)
            continue;
        if (is_cover(tag->key) ? !wanted->change_cover : !wanted->change_tags) {
            status = npi_saved_add_tag(old->ctx->arena, saved, tag);
            continue;
        }
        item->was = tag->item;
        item->gone = tag->item.end == 0;
    }
    return status;
}

/* "data": its type (1 UTF-8, 13 JPEG, 14 PNG), no locale, the bytes. */
static struct np_str make_data(struct npi_old *old, unsigned type,
                               struct np_str bytes)
{
    size_t n = 16 + bytes.len;
    char *data = npi_arena_alloc(old->ctx->arena, n, 1);

    if (!data)
        return npi_str(NULL);
    for (unsigned i = 0; i < 4; i++)
        data[i] = (char)(n >> (24 - 8 * i));
    memcpy(data + 4, "data", 4);
    data[11] = (char)type;
    memcpy(data + 16, bytes.ptr, bytes.len);
    return (struct np_str){data, n};
}

/* One tag: replaced, or put in where there is none. */
static enum np_status set(struct npi_old *old, struct npi_items *items,
                          struct npi_saved *saved, struct np_str key,
                          unsigned type, struct np_str value, bool replace)
{
    struct npi_item *item = find(items, key);
    struct npi_saved_tag tag = {.key = key};

    if (item && !item->gone && !replace)
        return NP_OK;
    if (!item)
        item = add(old, items, key);
    if (!item)
        return NP_ERR_NOMEM;
    tag.item = item->was;
    item->was = (struct npi_mp4_place){0, 0};
    item->gone = false;
    item->made = make_data(old, type, value);
    if (!item->made.ptr)
        return NP_ERR_NOMEM;
    tag.hash = hash_of(old, item);
    return npi_saved_add_tag(old->ctx->arena, saved, &tag);
}

/* A tag's key in this file; absent if it has none. */
static struct np_str key_for(struct npi_old *old, struct npi_items *items,
                             struct np_str name)
{
    struct npi_buf key;
    struct np_str text = npi_str(NULL);

    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
        if (!npi_str_eq(npi_str(NAMES[i].name), name))
            continue;
        if (!items->mdta)
            return npi_str(NAMES[i].type);
        /* FFmpeg writes its own names. */
        if (find(items, name))
            return name;
        npi_buf_init(&key, NPI_BUF_MAX);
        npi_buf_puts(&key, QUICKTIME);
        npi_buf_puts(&key, NAMES[i].key);
        text = npi_arena_str(old->ctx->arena, npi_buf_str(&key));
        npi_buf_release(&key);
        return text;
    }
    return text;
}

enum np_status npi_items_plan(struct npi_old *old,
                              const struct npi_wanted *wanted,
                              struct npi_saved *saved, struct npi_items *items)
{
    enum np_status status;

    *items = (struct npi_items){.mdta = old->meta.end ? old->meta_is_mdta
                                                      : old->is_quicktime};
    status = read_items(old, items);
    if (status == NP_OK)
        status = take_back(old, wanted, saved, items);
    for (size_t i = 0;
         wanted->change_tags && i < wanted->n_tags && status == NP_OK; i++) {
        struct np_str key = key_for(old, items, wanted->tags[i].key);

        if (key.ptr && wanted->tags[i].value.len)
            status = set(old, items, saved, key, 1, wanted->tags[i].value,
                         wanted->replace_tags);
    }
    if (status == NP_OK && wanted->cover.len)
        status = set(old, items, saved,
                     items->mdta ? NPI_STR(QUICKTIME "artwork")
                                 : NPI_STR("covr"),
                     wanted->cover_is_png ? 14 : 13, wanted->cover, true);
    return status;
}
