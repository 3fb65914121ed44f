/* See loader.h. The one place that calls dlopen(). */
#include "media/loader.h"

#include "base/file.h"

#include <dlfcn.h>
#include <string.h>

static enum np_status check(struct npi_context *ctx, const char *path,
                            const struct npi_part_ops *ops)
{
    if (ops && ops->version == NPI_PART_VERSION && ops->size == sizeof(*ops) &&
        strcmp(ops->build, NP_VERSION) == 0)
        return NP_OK;
    NPI_DIAG3(ctx->diags, MEDIA_PART_WRONG, NPI_NOWHERE, npi_str(path),
              ops && ops->version == NPI_PART_VERSION ? npi_str(ops->build)
                                                      : NPI_STR("unknown"),
              NPI_STR(NP_VERSION));
    return NP_ERR_IO;
}

enum np_status npi_loader_get(struct npi_context *ctx,
                              const char *const *folders,
                              const struct npi_part_ops **ops)
{
    const char *reason = "no folder holds " NPI_PART_FILE;

    for (size_t i = 0; folders[i]; i++) {
        char *path = npi_path_join(ctx->arena, npi_str(folders[i]),
                                   NPI_STR(NPI_PART_FILE));
        void *part;

        if (!path)
            return NP_ERR_NOMEM;
        if (!npi_file_exists(path))
            continue;
        part = dlopen(path, RTLD_NOW | RTLD_LOCAL);
        if (part) {
            *ops = dlsym(part, NPI_PART_SYMBOL);
            return check(ctx, path, *ops);
        }
        reason = dlerror();
    }
    NPI_DIAG1(ctx->diags, MEDIA_PART_MISSING, NPI_NOWHERE, npi_str(reason));
    return NP_ERR_IO;
}
