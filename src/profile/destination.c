/* See destination.h. */
#include "profile/destination.h"

#include "base/file.h"
#include "base/str.h"
#include "profile/ini.h"
#include "profile/nearest.h"
#include "profile/profile.h"

struct list {
    struct npi_context *ctx;
    struct npi_destination *items;
    size_t n;
    size_t cap;
    size_t first; /* of the file that is being read */
    struct np_str path;
};

static struct npi_destination *find(const struct list *list, size_t from,
                                    struct np_str name)
{
    for (size_t i = from; i < list->n; i++)
        if (npi_str_eq(list->items[i].name, name))
            return &list->items[i];
    return NULL;
}

/* "step3" or "step3-zh": the third step's text. */
static struct np_str *step_of(struct npi_destination *row, struct np_str key)
{
    const struct np_str step = NPI_STR("step");
    size_t i;

    if (!npi_str_starts(key, step) || key.len < 5 || key.ptr[4] < '1' ||
        key.ptr[4] > '0' + NPI_DESTINATION_STEPS)
        return NULL;
    i = (size_t)(key.ptr[4] - '1');
    if (key.len == 5)
        return &row->steps[i].english;
    return npi_str_ends(key, NPI_STR("-zh")) && key.len == 8
               ? &row->steps[i].chinese
               : NULL;
}

static struct np_str *field_of(struct npi_destination *row, struct np_str key)
{
    if (npi_str_eq(key, NPI_STR("title")))
        return &row->title;
    if (npi_str_eq(key, NPI_STR("formats")))
        return &row->formats;
    if (npi_str_eq(key, NPI_STR("settings")))
        return &row->settings;
    return step_of(row, key);
}

/* The row of a section in this file; NULL out of memory. */
static struct npi_destination *row_of(struct list *list, struct np_str section)
{
    struct npi_destination *row = find(list, list->first, section);
    struct npi_destination *items;

    if (row)
        return row;
    items = npi_arena_grow(list->ctx->arena, list->items, list->n, &list->cap,
                           sizeof(*items));
    if (!items)
        return NULL;
    list->items = items;
    row = &items[list->n++];
    row->name = npi_arena_str(list->ctx->arena, section);
    row->path = list->path;
    return row->name.ptr ? row : NULL;
}

static enum np_status take(struct list *list, const struct npi_ini_entry *entry)
{
    struct npi_destination *row = row_of(list, entry->section);
    struct np_str *field = row ? field_of(row, entry->key) : NULL;

    if (!row)
        return NP_ERR_NOMEM;
    if (!field) {
        NPI_DIAG1(list->ctx->diags, DESTINATION_KEY, entry->key_span,
                  entry->key);
        return NP_ERR_USAGE;
    }
    *field = entry->value;
    return NP_OK;
}

static enum np_status read_file(struct list *list, const char *path)
{
    struct npi_context *ctx = list->ctx;
    struct npi_ini ini = {0};
    struct np_str text;
    size_t source;
    enum np_status status;

    list->path = npi_str(path);
    list->first = list->n;
    status = npi_file_read(ctx->arena, ctx->diags, path, NPI_PROFILE_MAX,
                           &text);
    if (status != NP_OK)
        return status == NP_ERR_NOTES ? NP_ERR_USAGE : status;
    source = npi_diags_add_source(ctx->diags, list->path, text);
    status = npi_ini_scan(ctx, source, text, &ini);
    if (status == NP_OK)
        status = npi_ini_read(ctx, list->path, text, &ini);
    for (size_t i = 0; i < ini.n_entries && status == NP_OK; i++)
        status = take(list, &ini.entries[i]);
    return status;
}

/* Rows that an earlier file has are hidden. */
static void hide_known(struct list *list)
{
    size_t n = list->first;

    for (size_t i = list->first; i < list->n; i++) {
        bool known = false;

        for (size_t k = 0; k < list->first; k++)
            known |= npi_str_eq(list->items[k].name, list->items[i].name);
        if (!known)
            list->items[n++] = list->items[i];
    }
    list->n = n;
}

enum np_status npi_destinations_list(struct npi_context *ctx,
                                     const char *const *folders,
                                     const struct npi_destination **items,
                                     size_t *n)
{
    struct list list = {.ctx = ctx};
    enum np_status status = NP_OK;

    for (size_t i = 0; folders && folders[i] && status == NP_OK; i++) {
        char *path = npi_path_join(ctx->arena, npi_str(folders[i]),
                                   NPI_STR(NPI_DESTINATIONS_FILE));

        if (!path)
            return NP_ERR_NOMEM;
        if (!npi_file_is_regular(path))
            continue;
        status = read_file(&list, path);
        hide_known(&list);
    }
    *items = list.items;
    *n = list.n;
    return status;
}

enum np_status npi_destination_find(struct npi_context *ctx,
                                    const char *const *folders,
                                    struct np_str name,
                                    const struct npi_destination **found)
{
    const struct npi_destination *items = NULL;
    struct npi_nearest near;
    size_t n = 0;
    enum np_status status = npi_destinations_list(ctx, folders, &items, &n);

    *found = NULL;
    npi_nearest_init(&near, name);
    for (size_t i = 0; i < n && status == NP_OK; i++) {
        if (npi_str_eq(items[i].name, name))
            *found = &items[i];
        npi_nearest_try(&near, items[i].name);
    }
    if (status != NP_OK || *found)
        return status;
    if (near.best.ptr)
        NPI_DIAG2(ctx->diags, DESTINATION_UNKNOWN_NEAR, NPI_NOWHERE, name,
                  near.best);
    else
        NPI_DIAG1(ctx->diags, DESTINATION_UNKNOWN, NPI_NOWHERE, name);
    return NP_ERR_USAGE;
}
