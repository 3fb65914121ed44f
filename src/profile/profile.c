/* Loading a profile: what it extends first, then its own settings over that.
 * Where files are and what INI is: profile_file.c. All is done on a copy of
 * the settings, so that a fault anywhere leaves them as they were. */
#include "profile/profile.h"

#include "base/file.h"
#include "base/str.h"
#include "profile/nearest.h"
#include "profile/profile_file.h"

struct loading {
    struct npi_context *ctx;
    const char *const *folders;
    struct npi_config config;               /* the copy */
    struct np_str paths[NPI_PROFILE_DEPTH]; /* from the one asked for, down */
    size_t depth;
};

static enum np_status report_missing(struct loading *l, struct np_str name,
                                     struct np_span where)
{
    const struct npi_profile_info *infos = NULL;
    size_t n = 0;
    struct npi_nearest near;
    enum np_status status = npi_profiles_list(l->ctx, l->folders, &infos, &n);
    if (status)
        return status;
    npi_nearest_init(&near, name);
    for (size_t i = 0; i < n; i++)
        npi_nearest_try(&near, infos[i].name);
    if (near.best.ptr)
        NPI_DIAG2(l->ctx->diags, PROFILE_UNKNOWN_NEAR, where, name, near.best);
    else
        NPI_DIAG1(l->ctx->diags, PROFILE_UNKNOWN, where, name);
    return NP_ERR_USAGE;
}

/* What a profile extends by path is looked for from its folder on. */
static enum np_status locate_path(struct loading *l, struct np_str name,
                                  struct np_span where, struct np_str *path)
{
    struct npi_arena *arena = l->ctx->arena;
    if (l->depth == 0 || name.ptr[0] == '/') {
        *path = npi_arena_str(arena, name);
    } else {
        while (npi_str_starts(name, NPI_STR("./")))
            name = npi_str_sub(name, 2, name.len);
        *path = npi_str(npi_path_join(
            arena, npi_path_folder(l->paths[l->depth - 1]), name));
    }
    if (!path->ptr)
        return NP_ERR_NOMEM;
    /* A message can point at the line that extends what is not there. */
    if (l->depth > 0 && !npi_file_exists(path->ptr))
        return report_missing(l, name, where);
    return NP_OK;
}

/* *path is absent for the built-in default. */
static enum np_status locate(struct loading *l, struct np_str name,
                             struct np_span where, struct np_str *path)
{
    if (npi_profile_is_path(name))
        return locate_path(l, name, where, path);
    enum np_status status = npi_profile_find(l->ctx, name, l->folders, path);
    if (status || path->ptr || npi_str_eq(name, NPI_STR(NPI_PROFILE_DEFAULT)))
        return status;
    return report_missing(l, name, where);
}

static enum np_status check_chain(struct loading *l, struct np_str name,
                                  struct np_str path, struct np_span where)
{
    struct npi_buf limit;
    for (size_t i = 0; i < l->depth; i++) {
        if (npi_file_same(l->paths[i].ptr, path.ptr)) {
            NPI_DIAG1(l->ctx->diags, PROFILE_EXTENDS_LOOP, where, name);
            return NP_ERR_USAGE;
        }
    }
    if (l->depth < NPI_PROFILE_DEPTH)
        return NP_OK;
    npi_buf_init(&limit, 32);
    npi_buf_put_u64(&limit, NPI_PROFILE_DEPTH);
    NPI_DIAG1(l->ctx->diags, PROFILE_EXTENDS_DEPTH, where, npi_buf_str(&limit));
    npi_buf_release(&limit);
    return NP_ERR_USAGE;
}

static enum np_status apply_entry(struct loading *l, struct np_str path,
                                  const struct npi_ini_entry *entry)
{
    struct npi_origin origin = {NPI_LAYER_PROFILE, path, entry->line};
    struct npi_buf key;
    npi_buf_init(&key, NPI_BUF_MAX);
    npi_buf_put(&key, entry->section);
    npi_buf_putc(&key, '.');
    npi_buf_put(&key, entry->key);
    struct np_str name = npi_buf_str(&key);
    bool known = npi_setting_find(name) != NPI_SETTINGS_N;
    enum np_status status = key.error;
    if (!status)
        status = npi_config_set(l->ctx, &l->config, name, entry->value, origin,
                                known ? entry->value_span : entry->key_span);
    npi_buf_release(&key);
    return status;
}

/* All values are tried, so that all mistakes are said at once. Entries of
 * unknown sections have been reported. */
static enum np_status apply(struct loading *l,
                            const struct npi_profile_file *file)
{
    enum np_status status = NP_OK;
    for (size_t i = 0; i < file->ini.n_entries; i++) {
        const struct npi_ini_entry *entry = &file->ini.entries[i];
        if (!npi_profile_is_setting(entry))
            continue;
        enum np_status one = apply_entry(l, file->path, entry);
        if (one == NP_ERR_NOMEM)
            return one;
        if (one)
            status = one;
    }
    return status;
}

static enum np_status load(struct loading *l, struct np_str name,
                           struct np_span where)
{
    struct npi_profile_file file;
    struct np_str path;
    enum np_status status = locate(l, name, where, &path);
    if (status || !path.ptr)
        return status;
    status = check_chain(l, name, path, where);
    if (status)
        return status;
    enum np_status read = npi_profile_file_read(l->ctx, path, &file);
    if (read && read != NP_ERR_USAGE)
        return read;
    if (file.extends) {
        l->paths[l->depth++] = path;
        status = load(l, file.extends->value, file.extends->value_span);
        l->depth--;
        if (status && status != NP_ERR_USAGE)
            return status;
    }
    enum np_status own = apply(l, &file);
    if (own == NP_ERR_NOMEM)
        return own;
    return read || status || own ? NP_ERR_USAGE : NP_OK;
}

enum np_status npi_profile_load(struct npi_context *ctx,
                                struct npi_config *config, struct np_str name,
                                const char *const *folders)
{
    struct loading l = {.ctx = ctx, .folders = folders, .config = *config};
    enum np_status status = load(&l, name, NPI_NOWHERE);
    if (!status)
        *config = l.config;
    return status;
}
