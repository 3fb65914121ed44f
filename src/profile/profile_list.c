/* The profiles there are, for --list-profiles and "did you mean". A faulty
 * file is listed as such; why it is, loading it tells. */
#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/str.h"
#include "profile/destination.h"
#include "profile/profile.h"
#include "profile/profile_file.h"

struct list {
    struct npi_context *ctx;
    struct npi_profile_info *infos;
    size_t n;
    size_t cap;
};

static bool listed(const struct list *list, struct np_str name)
{
    for (size_t i = 0; i < list->n; i++)
        if (npi_str_eq(list->infos[i].name, name))
            return true;
    return false;
}

static enum np_status add(struct list *list, struct npi_profile_info info)
{
    struct npi_arena *arena = list->ctx->arena;
    if (listed(list, info.name) || list->n == NPI_PROFILES_MAX)
        return NP_OK;
    struct npi_profile_info *grown = npi_arena_grow(
        arena, list->infos, list->n, &list->cap, sizeof *list->infos);
    if (!grown)
        return NP_ERR_NOMEM;
    list->infos = grown;
    info.name = npi_arena_str(arena, info.name);
    if (info.description.ptr)
        info.description = npi_arena_str(arena, info.description);
    if (!info.name.ptr)
        return NP_ERR_NOMEM;
    list->infos[list->n++] = info;
    return NP_OK;
}

/* Reads the file with an arena and diagnostics of its own, which are dropped:
 * a list is no place to complain. */
static enum np_status add_file(struct list *list, struct np_str name,
                               struct np_str path)
{
    struct npi_arena arena;
    struct npi_diags diags;
    struct npi_context quiet = {.arena = &arena, .diags = &diags};
    struct npi_profile_file file;
    struct npi_profile_info info = {.name = name, .path = path};
    npi_arena_init(&arena);
    npi_diags_init(&diags, &arena);
    enum np_status status = npi_profile_file_read(&quiet, path, &file);
    info.faulty = status != NP_OK;
    if (!info.faulty && file.description)
        info.description = file.description->value;
    if (status != NP_ERR_NOMEM)
        status = add(list, info);
    npi_arena_release(&arena);
    return status;
}

/* A pipe of that name would make a list wait for ever. */
static bool is_regular(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

static enum np_status add_folder(struct list *list, const char *folder)
{
    enum np_status status = NP_OK;
    DIR *dir = opendir(folder);
    if (!dir) /* most of the folders need not exist */
        return NP_OK;
    struct dirent *entry;
    while (!status && (entry = readdir(dir))) {
        struct np_str file = npi_str(entry->d_name);
        struct np_str suffix = NPI_STR(NPI_PROFILE_SUFFIX);
        if (!npi_str_ends(file, suffix) || file.len == suffix.len ||
            npi_str_eq(file, NPI_STR(NPI_DESTINATIONS_FILE)))
            continue;
        char *path = npi_path_join(list->ctx->arena, npi_str(folder), file);
        file.len -= suffix.len;
        if (!path)
            status = NP_ERR_NOMEM;
        else if (is_regular(path) && !listed(list, file))
            status = add_file(list, file, npi_str(path));
    }
    (void)closedir(dir);
    return status;
}

static int by_name(const void *a, const void *b)
{
    const struct npi_profile_info *x = a, *y = b;
    return npi_str_cmp(x->name, y->name);
}

enum np_status npi_profiles_list(struct npi_context *ctx,
                                 const char *const *folders,
                                 const struct npi_profile_info **infos,
                                 size_t *n_infos)
{
    struct list list = {.ctx = ctx};
    enum np_status status = NP_OK;
    *infos = NULL;
    *n_infos = 0;
    for (size_t i = 0; folders && folders[i] && !status; i++)
        status = add_folder(&list, folders[i]);
    if (!status)
        status = add(&list,
                     (struct npi_profile_info){
                         .name = NPI_STR(NPI_PROFILE_DEFAULT),
                         .description = NPI_STR(NPI_PROFILE_DEFAULT_ABOUT)});
    if (status)
        return status;
    if (list.infos)
        qsort(list.infos, list.n, sizeof *list.infos, by_name);
    *infos = list.infos;
    *n_infos = list.n;
    return NP_OK;
}
