/* See opencc.h. What is declared here of OpenCC is its C interface (opencc.h of
 * 1.0 and later), so that building needs none of it. */
#include "script/opencc.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "script/diags.h"

#include <dlfcn.h>
#include <string.h>

/* Names of the library, by version: 1.1 and later, 1.0, whatever there is. */
static const char *const NAMES[] = {"libopencc.so.1.1", "libopencc.so.1.2",
                                    "libopencc.so.2", "libopencc.so"};

struct library {
    void *handle;
    void *(*open)(const char *config);
    int (*close)(void *converter);
    char *(*convert)(void *converter, const char *text, size_t len);
    void (*drop)(char *text);
    const char *(*error)(void);
};

struct npi_opencc {
    struct library library;
    void *converter;
};

/* A pointer to data is no pointer to a function in C: the bytes are. */
static bool find(void *handle, const char *name, void *function)
{
    void *symbol = dlsym(handle, name);

    memcpy(function, &symbol, sizeof(symbol));
    return symbol != NULL;
}

static bool find_all(struct library *library)
{
    void *handle = library->handle;

    return find(handle, "opencc_open", &library->open) &&
           find(handle, "opencc_close", &library->close) &&
           find(handle, "opencc_convert_utf8", &library->convert) &&
           find(handle, "opencc_convert_utf8_free", &library->drop) &&
           find(handle, "opencc_error", &library->error);
}

static enum np_status load(struct npi_context *ctx, struct library *library)
{
    for (size_t i = 0; !library->handle && i < sizeof(NAMES) / sizeof(*NAMES);
         i++)
        library->handle = dlopen(NAMES[i], RTLD_NOW | RTLD_LOCAL);
    if (!library->handle) {
        NPI_DIAG1(ctx->diags, OPENCC_MISSING, NPI_NOWHERE, npi_str(dlerror()));
        return NP_ERR_IO;
    }
    if (find_all(library))
        return NP_OK;
    NPI_DIAG1(ctx->diags, OPENCC_MISSING, NPI_NOWHERE, npi_str(dlerror()));
    return NP_ERR_IO;
}

static enum np_status open_config(struct npi_context *ctx, const char *config,
                                  struct npi_opencc *cc)
{
    void *converter = cc->library.open(config);

    /* It says so with the pointer of which all bits are set. */
    if (converter && (intptr_t)converter != -1) {
        cc->converter = converter;
        return NP_OK;
    }
    NPI_DIAG2(ctx->diags, OPENCC_DATA, NPI_NOWHERE, npi_str(config),
              npi_str(cc->library.error()));
    return NP_ERR_IO;
}

enum np_status npi_opencc_open(struct npi_context *ctx, const char *config,
                               struct npi_opencc **cc)
{
    struct npi_opencc *made = npi_calloc(1, sizeof(*made));
    enum np_status status;

    *cc = NULL;
    if (!made)
        return NP_ERR_NOMEM;
    status = load(ctx, &made->library);
    if (status == NP_OK)
        status = open_config(ctx, config, made);
    if (status == NP_OK)
        *cc = made;
    else
        npi_opencc_close(made);
    return status;
}

void npi_opencc_close(struct npi_opencc *cc)
{
    if (!cc)
        return;
    if (cc->converter)
        cc->library.close(cc->converter);
    if (cc->library.handle)
        dlclose(cc->library.handle);
    npi_free(cc);
}

enum np_status npi_opencc_convert(struct npi_context *ctx,
                                  struct npi_opencc *cc, struct np_str text,
                                  struct np_str *converted)
{
    size_t bad;
    char *made;

    *converted = text;
    if (text.len == 0 || !npi_utf8_check(text, &bad) ||
        memchr(text.ptr, '\0', text.len))
        return NP_OK;
    made = cc->library.convert(cc->converter, text.ptr, text.len);
    if (!made) {
        NPI_DIAG1(ctx->diags, OPENCC_FAILED, NPI_NOWHERE,
                  npi_str(cc->library.error()));
        return NP_ERR_IO;
    }
    *converted = npi_arena_str(ctx->arena, npi_str(made));
    cc->library.drop(made);
    return converted->ptr ? NP_OK : NP_ERR_NOMEM;
}
