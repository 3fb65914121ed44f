/* yt-dlp's .info.json (fields as its README's "Output template" names them): a
 * handful of its keys. */
#include "captions/info.h"

#include "captions/source.h"
#include "captions/track.h"
#include "captions/tree.h"
#include <stdlib.h>

/* What stands among the subtitles and is none. */
static const char *const no_languages[] = {"live_chat", "danmaku", "rechat"};

static struct np_str copy(struct npi_draft *draft, struct np_str text)
{
    if (text.len == 0)
        return npi_str(NULL);
    struct np_str kept = npi_arena_str(draft->ctx->arena, text);
    if (!kept.ptr)
        npi_draft_no_memory(draft);
    return kept;
}

static int by_start(const void *a, const void *b)
{
    const struct npi_info_stretch *x = a;
    const struct npi_info_stretch *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

/* Entries without both times are left out. */
static const struct npi_info_stretch *
read_stretches(struct npi_draft *draft, const json_t *list, size_t *n)
{
    struct npi_info_stretch *items = NPI_ARENA_NEW(
        draft->ctx->arena, struct npi_info_stretch, json_array_size(list));
    *n = 0;
    if (!items) {
        npi_draft_no_memory(draft);
        return NULL;
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *entry = json_array_get(list, i);
        struct npi_info_stretch *item = &items[*n];
        item->start = npi_tree_ms(entry, "start_time", 1000);
        item->end = npi_tree_ms(entry, "end_time", 1000);
        if (item->start == NP_NO_TIME || item->end <= item->start)
            continue;
        item->title = copy(draft, npi_tree_text(entry, "title"));
        item->category = copy(draft, npi_tree_text(entry, "category"));
        (*n)++;
    }
    qsort(items, *n, sizeof(*items), by_start);
    return items;
}

static bool is_language(struct np_str key)
{
    for (size_t i = 0; i < sizeof(no_languages) / sizeof(no_languages[0]); i++)
        if (npi_str_eq(key, npi_str(no_languages[i])))
            return false;
    return key.len > 0;
}

/* The languages that an object has as keys. Bilibili lists recognised captions
 * among the others, as "ai-zh". */
static const struct np_str *read_languages(struct npi_draft *draft,
                                           json_t *object, size_t *n)
{
    struct np_str *items = NPI_ARENA_NEW(draft->ctx->arena, struct np_str,
                                         json_object_size(object));
    *n = 0;
    if (!items) {
        npi_draft_no_memory(draft);
        return NULL;
    }
    for (void *at = json_object_iter(object); at;
         at = json_object_iter_next(object, at)) {
        struct np_str key = npi_str(json_object_iter_key(at));
        if (is_language(key) && !npi_str_starts(key, NPI_STR("ai-")))
            items[(*n)++] = copy(draft, key);
    }
    return items;
}

static void read_root(struct npi_draft *draft, const json_t *root,
                      struct npi_video_info *info)
{
    struct np_str language = npi_tree_text(root, "language");
    info->id = copy(draft, npi_tree_text(root, "id"));
    if (npi_caption_is_tag(language))
        info->language = copy(draft, language);
    info->duration = npi_tree_ms(root, "duration", 1000);
    info->chapters = read_stretches(draft, npi_tree_array(root, "chapters"),
                                    &info->n_chapters);
    info->sponsors = read_stretches(
        draft, npi_tree_array(root, "sponsorblock_chapters"),
        &info->n_sponsors);
    info->human = read_languages(draft, json_object_get(root, "subtitles"),
                                 &info->n_human);
    info->automatic = read_languages(
        draft, json_object_get(root, "automatic_captions"), &info->n_automatic);
}

/* Every info.json has an id, and nothing else has its "extractor". */
static bool is_info(const json_t *root)
{
    return json_is_string(json_object_get(root, "id")) &&
           (json_object_get(root, "extractor") ||
            json_object_get(root, "webpage_url") ||
            json_object_get(root, "duration"));
}

static enum np_status read_text(struct npi_context *ctx, struct np_str name,
                                struct np_str text, struct npi_video_info *info)
{
    struct npi_draft draft;
    npi_draft_init(&draft, ctx, name, text);
    json_t *root = npi_tree_parse(&draft);
    if (root && is_info(root)) {
        read_root(&draft, root, info);
    } else if (root) {
        NPI_DIAG1(ctx->diags, INFO_SHAPE, NPI_NOWHERE, name);
        draft.status = NP_ERR_NOTES;
    }
    json_decref(root);
    enum np_status status = draft.status;
    npi_draft_release(&draft);
    return status;
}

enum np_status npi_info_read(struct npi_context *ctx, struct np_str name,
                             struct np_str bytes, struct npi_video_info *info)
{
    struct npi_source_text source;
    *info = (struct npi_video_info){.duration = NP_NO_TIME};
    enum np_status status = npi_source_decode(ctx, name, bytes, NPI_INFO_MAX,
                                              &source);
    return status ? status : read_text(ctx, name, source.text, info);
}
