/* Parts of a path, by its text alone. */
#include "base/file.h"

#include <string.h>

struct np_str npi_path_folder(struct np_str path)
{
    size_t slash = npi_str_rfind_char(path, '/');
    if (slash == NP_NONE)
        return NPI_STR(".");
    return npi_str_sub(path, 0, slash ? slash : 1);
}

struct np_str npi_path_name(struct np_str path)
{
    size_t slash = npi_str_rfind_char(path, '/');
    return slash == NP_NONE ? path : npi_str_sub(path, slash + 1, path.len);
}

/* Where the extension's dot stands in a name, NP_NONE if it has none. */
static size_t extension_dot(struct np_str name)
{
    size_t dot = npi_str_rfind_char(name, '.');
    return dot == 0 ? NP_NONE : dot;
}

struct np_str npi_path_stem(struct np_str path)
{
    struct np_str name = npi_path_name(path);
    return npi_str_sub(name, 0, extension_dot(name));
}

struct np_str npi_path_extension(struct np_str path)
{
    struct np_str name = npi_path_name(path);
    size_t dot = extension_dot(name);
    if (dot == NP_NONE)
        return (struct np_str){0};
    return npi_str_sub(name, dot + 1, name.len);
}

char *npi_path_join(struct npi_arena *arena, struct np_str folder,
                    struct np_str name)
{
    bool slash = folder.len > 0 && folder.ptr[folder.len - 1] != '/';
    if (folder.len > SIZE_MAX - 2 - name.len)
        return NULL;
    char *path = npi_arena_alloc(arena, folder.len + name.len + 2, 1);
    if (!path)
        return NULL;
    size_t at = folder.len;
    if (folder.len)
        memcpy(path, folder.ptr, folder.len);
    if (slash)
        path[at++] = '/';
    if (name.len)
        memcpy(path + at, name.ptr, name.len);
    return path;
}
