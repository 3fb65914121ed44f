/* Listing folders. Of all that is there only names that may be captions' or a
 * video's info are kept; what they are to the episode is captions/pair.h's. */
#include "job/beside.h"

#include "base/file.h"
#include "base/str.h"
#include "job/diags.h"
#include <dirent.h>
#include <stdlib.h>

#define ENTRIES_MAX 100000 /* of a folder */

#define INFO_END NPI_STR(".info.json")

struct entry {
    struct np_str name;
    struct np_str folder;
    unsigned rank; /* of its folder */
};

struct listing {
    struct npi_context *ctx;
    struct entry *entries;
    size_t n;
    size_t cap;
};

bool npi_name_is_info(struct np_str name)
{
    return npi_str_ends(name, INFO_END);
}

static bool is_wanted(struct np_str name)
{
    return name.len > 0 && name.ptr[0] != '.' &&
           npi_str_listed(npi_path_extension(name),
                          "vtt srt json3 json ass ssa bcc");
}

static bool keep(struct listing *listing, struct np_str name,
                 struct np_str folder, unsigned rank)
{
    struct entry *entries = npi_arena_grow(listing->ctx->arena,
                                           listing->entries, listing->n,
                                           &listing->cap, sizeof(*entries));
    if (!entries)
        return false;
    listing->entries = entries;
    entries[listing->n].name = npi_arena_str(listing->ctx->arena, name);
    entries[listing->n].folder = folder;
    entries[listing->n].rank = rank;
    return entries[listing->n++].name.ptr != NULL;
}

static void say_large(struct npi_context *ctx, struct np_str folder)
{
    struct npi_buf limit;
    npi_buf_init(&limit, 32);
    npi_buf_put_u64(&limit, ENTRIES_MAX);
    NPI_DIAG2(ctx->diags, FOLDER_LARGE, NPI_NOWHERE, folder,
              npi_buf_str(&limit));
    npi_buf_release(&limit);
}

static bool read_folder(struct listing *listing, DIR *dir, struct np_str folder,
                        unsigned rank)
{
    const size_t before = listing->n;
    const struct dirent *entry;
    size_t seen = 0;
    while ((entry = readdir(dir)) != NULL) {
        struct np_str name = npi_str(entry->d_name);
        if (++seen > ENTRIES_MAX) {
            listing->n = before;
            say_large(listing->ctx, folder);
            break;
        }
        if (is_wanted(name) && !keep(listing, name, folder, rank))
            return false;
    }
    return true;
}

static bool list_folder(struct listing *listing, const char *folder,
                        unsigned rank)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return true;
    bool good = read_folder(listing, dir, npi_str(folder), rank);
    (void)closedir(dir);
    return good;
}

static int by_name(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    int order = npi_str_cmp(a->name, b->name);
    return order ? order : (int)a->rank - (int)b->rank;
}

static enum np_status publish(struct listing *listing,
                              struct npi_beside *beside)
{
    struct npi_arena *arena = listing->ctx->arena;
    beside->names = NPI_ARENA_NEW(arena, struct np_str, listing->n);
    beside->paths = NPI_ARENA_NEW(arena, const char *, listing->n);
    if (!beside->names || !beside->paths)
        return NP_ERR_NOMEM;
    for (size_t i = 0; i < listing->n; i++) {
        const struct entry *entry = &listing->entries[i];
        bool here = npi_str_eq(entry->folder, NPI_STR("."));
        if (i > 0 && npi_str_eq(entry->name, entry[-1].name))
            continue;
        beside->names[beside->n] = entry->name;
        beside->paths[beside->n] = npi_path_join(
            arena, here ? npi_str(NULL) : entry->folder, entry->name);
        if (!beside->paths[beside->n++])
            return NP_ERR_NOMEM;
        beside->n_infos += npi_name_is_info(entry->name);
    }
    return NP_OK;
}

/* The folder of a path, NUL-terminated; false when out of memory. */
static bool folder_of(struct npi_arena *arena, const char *path,
                      const char **folder)
{
    *folder = path ? npi_arena_str(arena, npi_path_folder(npi_str(path))).ptr
                   : NULL;
    return !path || *folder;
}

enum np_status npi_beside_list(struct npi_context *ctx, const char *first,
                               const char *second, struct npi_beside *beside)
{
    struct listing listing = {.ctx = ctx};
    const char *a;
    const char *b;
    *beside = (struct npi_beside){0};
    if (!folder_of(ctx->arena, first, &a) || !folder_of(ctx->arena, second, &b))
        return NP_ERR_NOMEM;
    if (a && b && npi_file_same(a, b))
        b = NULL;
    if ((a && !list_folder(&listing, a, 0)) ||
        (b && !list_folder(&listing, b, 1)))
        return NP_ERR_NOMEM;
    if (listing.n > 1)
        qsort(listing.entries, listing.n, sizeof(*listing.entries), by_name);
    return publish(&listing, beside);
}
